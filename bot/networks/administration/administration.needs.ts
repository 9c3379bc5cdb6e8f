import type { People } from '../../people/people.ts';
import type { Table } from '../../storage/table.ts';
import type { Turn } from '../../teams/turn.ts';
import type { DirectoryOf } from '../directory/directory.ts';
import type { Network } from '../directory/network.ts';
import type { NetworksStore } from '../directory/networks.store.ts';
import type { MembershipsStore } from '../membership/memberships.store.ts';
import type { Deleting, DeletingNeeds } from './requests/deleting.ts';
import type { Editing } from './editing/editing.ts';
import type { May } from './guarded.part.ts';
import type { ProposalsStore } from './proposals/proposals.store.ts';
import type { Proposing } from './proposals/proposing.ts';

/** What administration is given from outside. */
export type AdministrationGiven = {
  table: Table;
  directoryOf: DirectoryOf;
  store: NetworksStore;
  seeds: (force: Turn['force']) => Network[];
  memberships: Pick<MembershipsStore, 'pages' | 'waiting' | 'leave'>;
  people: Pick<People, 'acts' | 'audit' | 'approvals' | 'forceSettings' | 'names'>;
  may: May;
  isGuest: (turn: Turn) => Promise<boolean>;
  later: DeletingNeeds['later'];
  forget: DeletingNeeds['forget'];
};

/** The same with what is made of it. */
export type AdministrationNeeds = AdministrationGiven & {
  proposals: ProposalsStore;
  editing: Editing;
  proposing: Proposing;
  deleting: Deleting;
  /** How many requests wait for an administrator: a number of requests, not of people. */
  countWaiting: (tenant: string, now: Date) => Promise<number>;
};
