import type { Broadcast } from '../../../bot/delivery/broadcast.ts';
import type { Delivery } from '../../../bot/delivery/ledger/delivery.ts';

const june = new Date('2026-06-02T17:00:00Z');

export const aBroadcast = (told: Partial<Broadcast> = {}): Broadcast => ({
  tenant: 'force',
  id: 'summer-fair',
  kind: 'news',
  about: 'summer-fair',
  audience: [{ kind: 'network', id: 'chess' }],
  policy: 'reach everyone',
  news: 'events',
  mayWait: true,
  state: 'sending',
  version: 1,
  isRecalled: false,
  isStopped: false,
  isPlanned: true,
  pass: 1,
  slices: 16,
  deadline: new Date(june.getTime() + 7 * 86_400_000),
  createdAt: june,
  ...told,
});

export const aDelivery = (person: string, told: Partial<Delivery> = {}): Delivery => ({
  to: { kind: 'person', id: person },
  via: 0,
  state: 'pending',
  attempts: 0,
  version: 0,
  ...told,
});
