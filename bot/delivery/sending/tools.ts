import type { Log } from '../../log.ts';
import type { AddressesStore } from '../../people/addresses.store.ts';
import type { Courier } from '../../teams/courier.ts';
import type { Ledger } from '../ledger/ledger.store.ts';
import type { StorageClock } from '../pace/storage-clock.ts';
import type { Pace } from '../pace/turns.ts';
import type { Wishes } from '../wishes/allowed.ts';
import type { OpenChat } from './chats.ts';
import type { Draw, Reached } from './drawing.ts';
import type { Room } from './room.ts';

/** What everybody who sends works with. */
export type Tools = {
  ledger: Pick<Ledger, 'read' | 'write' | 'note'>;
  pace: Pace;
  clock: StorageClock;
  wishes: Wishes;
  addresses: Pick<AddressesStore, 'whereIs' | 'markGone'>;
  courier: Courier;
  openChat: OpenChat;
  draw: Draw;
  reached: Reached;
  log: Log;
  random: () => number;
  /** Which process this is, in what it claims: another one each time it starts. */
  instance: string;
  /** For what is claimed and waits for its turn. It shrinks when turns are rare, so that no lease ends before its turn comes. */
  waiting: Room;
  /** For requests to Teams that are under way. */
  inFlight: Room;
  isStopping: () => boolean;
};

/** What went wrong with single recipients during a visit: they are left alone for the rest of it, and the others get theirs. */
export type Troubles = Map<string, unknown>;
