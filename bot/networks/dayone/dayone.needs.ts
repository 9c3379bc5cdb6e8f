import type { People } from '../../people/people.ts';
import type { May } from '../administration/guarded.part.ts';
import type { DirectoryOf } from '../directory/directory.ts';
import type { DayOneStore } from './dayone.store.ts';
import type { ReachOf } from './reach.ts';

/** What the first day is given from outside. */
export type DayOneNeeds = {
  directoryOf: DirectoryOf;
  store: DayOneStore;
  reachOf: ReachOf;
  people: Pick<People, 'audit' | 'forceSettings'>;
  may: May;
  hasChair: (tenant: string, network: string) => Promise<boolean>;
  /** Where `/go` links begin. */
  publicOrigin: string;
};
