import type { Delivering } from '../delivery/engine.ts';
import type { Progressing } from '../delivery/progress/progress.ts';
import type { Entry } from '../delivery/register/register.ts';
import type { Both } from '../language/language.ts';
import type { People } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import type { Figure } from '../people/suppress.ts';
import type { Shown } from '../cards/card.ts';
import type { Table } from '../storage/table.ts';
import type { Courier } from '../teams/courier.ts';
import type { Rooms } from '../teams/sending/rooms.ts';
import type { Force, Turn } from '../teams/turn.ts';

/** A network, as far as news needs to know it. */
export type NewsNetwork = {
  id: string;
  /** How a sentence names it, for a reader of each language. */
  name: Both<string>;
  isSensitive: boolean;
  isClosed: boolean;
};

export type NewsNeeds = {
  table: Table;
  people: Pick<People, 'addresses' | 'approvals' | 'audit' | 'forceSettings' | 'names' | 'preferences' | 'roles' | 'tenants'>;
  delivering: Delivering;
  progress: Progressing;
  /** Every network of a tenant, in order. */
  networks: (tenant: string, force: Force) => Promise<NewsNetwork[]>;
  /** About how many members of a network, or (without one) of everybody who has the app, can be written to: counted once a month. */
  reachOf: (tenant: string, network: string, now: Date) => Promise<{ figure: Figure; on: Date }>;
  rooms: Rooms;
  courier: Pick<Courier, 'send' | 'update'>;
  /** Enters what was sent in the register of what is sent to many. */
  enter: (tenant: string, entry: Entry) => Promise<void>;
  /** Has work done at a time; the same name twice is one run. */
  later: (run: { tenant: string; kind: string; name: string; when: Date }) => Promise<unknown>;
  /** What somebody without the right sees: the one button that asks an administrator for it. */
  askForRight: (turn: Turn, said: string) => Shown;
};

/** Somebody who writes, agrees or looks, from the chat or the tab. */
export type Somebody = { person: Person; name: string; force: Force; now: Date };
