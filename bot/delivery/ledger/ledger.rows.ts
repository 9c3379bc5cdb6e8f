import type { Fields } from '../../storage/table.ts';
import type { Counts } from './counts.ts';
import { deliveryStates, recalls, type Delivery, type Lease, type Recipient } from './delivery.ts';

export function fieldsOf({ to, lease, ...kept }: Delivery): Fields {
  const whom = to.kind === 'person' ? { person: to.id } : { place: to.conversation };
  return { ...whom, ...kept, ...(lease ? { leaseBy: lease.by, leaseUntil: lease.until } : {}) };
}

/** Undefined for a row that nobody here wrote: it is left alone. */
export function deliveryOf(fields: Fields): Delivery | undefined {
  const to = recipientIn(fields);
  const state = deliveryStates.find(one => one === fields['state']);
  const [via, attempts, version] = [fields['via'], fields['attempts'], fields['version']];
  if (!to || !state || !isCount(via) || !isCount(attempts) || !isCount(version)) return undefined;
  const lease = leaseIn(fields);
  if (state === 'claimed' && !lease) return undefined;
  const [missed, activity, reason] = [fields['missed'], fields['activity'], fields['reason']];
  const recalled = recalls.find(one => one === fields['recalled']);
  const [notBefore, unsureAt] = [dateIn(fields, 'notBefore'), dateIn(fields, 'unsureAt')];
  return {
    to,
    via,
    state,
    attempts,
    version,
    ...(lease ? { lease } : {}),
    ...(notBefore ? { notBefore } : {}),
    ...(unsureAt ? { unsureAt } : {}),
    ...(isCount(missed) ? { missed } : {}),
    ...(typeof activity === 'string' ? { activity } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(recalled ? { recalled } : {}),
    ...(fields['wasUnsure'] === true ? { wasUnsure: true } : {}),
  };
}

export const countsIn = (fields: Fields): Counts => {
  const { counts } = fields;
  const read = typeof counts === 'string' ? (JSON.parse(counts) as unknown) : undefined;
  if (typeof read !== 'object' || read === null || !Object.values(read).every(isCount)) throw new Error('these are no counts of a slice');
  return read as Counts;
};

export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export function dateIn(fields: Fields, name: string): Date | undefined {
  const value = fields[name];
  return value instanceof Date ? value : undefined;
}

function recipientIn({ person, place }: Fields): Recipient | undefined {
  if (typeof person === 'string') return { kind: 'person', id: person };
  return typeof place === 'string' ? { kind: 'place', conversation: place } : undefined;
}

function leaseIn({ leaseBy: by, leaseUntil: until }: Fields): Lease | undefined {
  return typeof by === 'string' && until instanceof Date ? { by, until } : undefined;
}
