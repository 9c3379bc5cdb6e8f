import { detailsOf, networkFrom, noDetails, withEdits, type Details } from './details.ts';
import type { Network } from './network.ts';

/** What administrators did to a network, beside its words. */
export type EditState = {
  /** How often it was changed; 0 for a network that stands as its document has it. */
  version: number;
  changedAt?: Date;
  /** When the force last wrote the words themselves. */
  saidAt?: Date;
  /** When somebody last said whether it is sensitive, and how people join. */
  lookedAt?: Date;
  closedAt?: Date;
};

/** What a tenant holds about one network. */
export type NetworkRow = EditState & {
  id: string;
  /** The force's own network · words on top of one that a document describes · deleted for good, so that its id never comes back. */
  kind: 'own' | 'edits' | 'gone';
  /** What the force says; the rest is as the document has it, or unsaid. */
  details: Partial<Details>;
  /** Which champions are people who have used the app, so that they find their names and can take them out. */
  championIds?: string;
  isSample: boolean;
};

/** A whole network of the force's own, as its row describes it. */
export function ownNetwork({ id, details, isSample, saidAt }: NetworkRow): Network {
  return networkFrom({ ...noDetails, ...details }, { id, isSample, ...(saidAt ? { saidOn: saidAt } : {}) });
}

/** A network as its document and its row have it together; none where it was deleted, or where there is neither. */
export function networkOf(seed: Network | undefined, row: NetworkRow | undefined): Network | undefined {
  if (row?.kind === 'gone') return undefined;
  if (row?.kind === 'own') return ownNetwork(row);
  return seed && row ? withEdits(seed, row.details, row.saidAt) : seed;
}

/** The same as details, those a network cannot show yet (a Welsh meeting place without a Welsh name) among them. */
export function heldDetails(seed: Network | undefined, row: NetworkRow | undefined): Details | undefined {
  if (row?.kind === 'gone') return undefined;
  if (row?.kind === 'own') return { ...noDetails, ...row.details };
  return seed && { ...detailsOf(seed), ...row?.details };
}
