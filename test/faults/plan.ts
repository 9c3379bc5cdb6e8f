import type { Policy } from '../../bot/delivery/broadcast.ts';
import type { StorageFaults } from './storage-faults.ts';
import type { Weather } from './weather.ts';

/** One broadcast of the suite, and what happens in its course. */
export type Plan = {
  name: string;
  policy: Policy;
  recipients: number;
  weather: Omit<Weather, 'seed'>;
  storage?: StorageFaults;
  /** `kill -9` at random moments of it. */
  kills: number;
  /** Of these, so many while the plan is still being written. */
  killsWhilePlanning?: number;
  /** One of two stands still past its lease, and goes on then. */
  freezes?: boolean;
  /** By how many hours the clock of each bot is wrong. */
  clocks: readonly number[];
  pauses?: boolean;
  /** Once so much of it is sent, from 0 to 1. */
  cancelsAt?: number;
  /** One is told to end in the middle of it. */
  drains?: boolean;
};

const rightClocks = [0, 0];
const gone = 0.03;
const storms = { everyMs: 45_000, forMs: 3_000, retryAfterSeconds: 3 };
const storageTrouble: StorageFaults = { busy: 0.02, unheard: 0.01, emptyPages: 0.1 };

const some = { weather: { gone, latencyMs: 60 }, kills: 10, clocks: rightClocks };
const never = { ...some, policy: 'never twice' } as const;
const reach = { ...some, policy: 'reach everyone' } as const;
const ten = 10_000;

export const longPlans: readonly Plan[] = [
  { ...never, name: 'kills', recipients: ten, killsWhilePlanning: 1, drains: true },
  { ...reach, name: 'kills', recipients: ten, drains: true },
  { ...never, name: 'storms of 429', recipients: ten, weather: { ...some.weather, storm: storms }, drains: true },
  { ...reach, name: 'storms of 429, and a pause', recipients: ten, weather: { ...some.weather, storm: storms }, pauses: true },
  { ...never, name: '20 % 5xx', recipients: ten, weather: { ...some.weather, troubled: 0.2 } },
  { ...reach, name: '20 % 5xx', recipients: ten, weather: { ...some.weather, troubled: 0.2 } },
  { ...never, name: '20 s latency and resets', recipients: ten, weather: { ...some.weather, slow: 0.02, reset: 0.1 }, drains: true },
  {
    ...reach,
    name: '20 s latency, resets, and one frozen',
    recipients: ten,
    weather: { ...some.weather, slow: 0.02, reset: 0.1 },
    freezes: true,
  },
  { ...never, name: 'storage faults, and one frozen', recipients: ten, storage: storageTrouble, freezes: true },
  {
    ...{ ...reach, name: 'clocks an hour off, a pause and a cancel', recipients: ten },
    ...{ clocks: [1, -1], storage: storageTrouble, pauses: true, cancelsAt: 0.8, killsWhilePlanning: 1 },
  },
];

const thousand = 1_000;
/** Five kills and a thousand recipients, over two broadcasts that go side by side. */
export const shortPlans: readonly Plan[] = [
  {
    ...{ ...never, name: 'storage faults, resets, clocks an hour off', recipients: thousand / 2, kills: 3, clocks: [1, -1] },
    ...{ weather: { gone, latencyMs: 60, slow: 0.005, reset: 0.05 }, storage: storageTrouble, drains: true },
  },
  {
    ...{ ...reach, name: '20 % 5xx, a storm of 429, a pause', recipients: thousand / 2, kills: 2 },
    ...{ weather: { gone, latencyMs: 60, troubled: 0.2, storm: { ...storms, everyMs: 10_000, forMs: 1_500 } }, pauses: true },
  },
];

/** For the build whose ledger claims nothing: what is under way at the kill is sent again by whoever comes after. */
export const brokenPlan: Plan = {
  ...{ ...never, name: 'a build that claims nothing', recipients: 200, kills: 2, weather: { latencyMs: 1_500 } },
};
