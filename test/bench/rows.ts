import { answeringAgainstEcho, heapGrowth } from './answering.ts';
import { joinAndLeave } from './joining.ts';
import type { Machine } from './machine.ts';
import { pageOfMembers } from './members.ts';
import { keepingPace, memoryOfSending, messagesASecond, planning, turnsMeanwhile } from './sending.ts';
import { startUp } from './start-up.ts';

export type Figure = { value: number; detail: string };
export type Goal = { atLeast: number } | { atMost: number };

/** One line of the table. A ratio is against a baseline of the same run; an absolute figure is the best of three. */
export type Row = { name: string; unit: string; goal: Goal; run: (machine: Machine) => Promise<Figure> };

/** Everything that is measured. A feature with a promise about speed adds its row here. */
export const rows: Row[] = [
  {
    name: 'an answered question: turns a second, 8 in flight',
    unit: '× a bare echo',
    goal: { atLeast: 0.85 },
    run: async machine => (await answeringAgainstEcho(machine)).rate,
  },
  {
    name: 'an answered question: p95, 8 in flight',
    unit: "× a bare echo's",
    goal: { atMost: 1.3 },
    run: async machine => (await answeringAgainstEcho(machine)).p95,
  },
  { name: 'start-up to ready', unit: 's', goal: { atMost: 3 }, run: startUp },
  { name: 'heap growth over turns 6,000 to 21,000', unit: 'bytes a turn', goal: { atMost: 64 }, run: heapGrowth },
  {
    name: 'members page of 50: a network of 20,000',
    unit: '× one of 1,000',
    goal: { atMost: 1.5 },
    run: pageOfMembers,
  },
  {
    name: 'join and leave',
    unit: '× two bare table writes',
    // Fourteen requests in eight steps, on purpose: what stands is read first, and beside the membership go its counts, in one
    // transaction with it, and the index of names. Azurite, in this process, does even those of one step one after another.
    goal: { atMost: 10 },
    run: joinAndLeave,
  },
  { name: 'delivery: messages a second, at no pace', unit: 'a second', goal: { atLeast: 200 }, run: messagesASecond },
  { name: 'delivery: planning 100,000 recipients', unit: 's', goal: { atMost: 60 }, run: planning },
  { name: 'delivery: memory over 20,000 sends of 100,000', unit: 'MB above idle', goal: { atMost: 150 }, run: memoryOfSending },
  { name: 'delivery: at a pace of 40', unit: '% of it', goal: { atLeast: 95 }, run: keepingPace },
  { name: 'delivery: p95 of a turn meanwhile', unit: "× idle's", goal: { atMost: 2 }, run: turnsMeanwhile },
];

export const meets = (value: number, goal: Goal): boolean => ('atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost);
