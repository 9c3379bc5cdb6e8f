import { randomUUID } from 'node:crypto';
import type { BroadcastRef } from '../../bot/delivery/broadcast.ts';
import type { Delivery } from '../../bot/delivery/ledger/delivery.ts';
import type { Office, Someone } from './office.ts';

/** Something one person sends to everybody who has the app and to a channel, as far as its plan: nothing goes out here. */
async function planned({ delivery, tenant, pass }: Office, author: Someone): Promise<BroadcastRef> {
  const { engine } = delivery;
  const of = await engine.announce({
    ...{ tenant, id: randomUUID(), kind: 'digest', about: 'all' },
    audience: [
      { kind: 'everyone', id: 'all' },
      { kind: 'place', id: '19:room@thread.tacv2' },
    ],
    ...{ policy: 'reach everyone', news: 'news', mayWait: true, author: author.person.id },
  });
  await engine.approve(of);
  await engine.start(of);
  await pass(0);
  return of;
}

const at = (minutes: number) => new Date(Date.UTC(2026, 5, 2, 17, minutes));

/** How a row of somebody may stand, so that between them nothing that a row can say is left out. */
const standings: ((delivery: Delivery) => Delivery)[] = [
  delivery => ({ ...delivery, state: 'pending', notBefore: at(1), attempts: 2, wasUnsure: true, unsureAt: at(2) }),
  delivery => ({ ...delivery, state: 'claimed', lease: { by: 'instance-1/claim-1', until: at(3) } }),
  delivery => ({
    ...delivery,
    state: 'sent',
    activity: '1:message',
    version: 1,
    missed: 2,
    recalled: 'no',
    reason: 'MessageWritesBlocked',
  }),
];

/** What is kept about people because something was sent to them, or by them. */
export const deliveryDeeds: Record<string, (office: Office, someone: Someone, other: Someone) => Promise<unknown>> = {
  'sends something to everybody': async (office, someone, other) => {
    const of = await planned(office, someone);
    for (const [n, person] of [someone.person, other.person, someone.person].entries()) {
      const broadcast = await office.delivery.engine.find(n < 2 ? of : await planned(office, other));
      const stands = standings[n];
      if (broadcast && broadcast.slices > 0 && stands) await office.delivery.ledger.change(broadcast, [person], stands);
    }
  },
  'has had a message': async ({ delivery, tenant, now }, { person }) =>
    delivery.cap.take({ tenant, broadcast: randomUUID(), people: [person.id] }, now(), { day: 3, week: 6 }),
  'looks at how it stands': async ({ delivery, now }, { person, name }) =>
    delivery.organisers.keep(randomUUID(), { person, activity: `1:card of ${name}`, language: 'cy' }, now()),
  'is on record for an announcement': async ({ delivery, tenant, now }, { person, name }, other) =>
    delivery.register.enter(tenant, {
      ...{ broadcast: randomUUID(), kind: 'news', act: 'sent', version: 1, at: now(), audience: [{ kind: 'everyone', id: 'all' }] },
      words: { en: { title: `A party ${randomUUID()}`, text: `On Friday.` } },
      confirmed: { en: 'It takes no side.', cy: 'Nid yw’n cymryd ochr.' },
      ...{ author: person.id, approver: name === 'Bo Bellamy' ? other.person.id : undefined },
    }),
};

/** What becomes of announcements in the course of time, as far as it is kept. */
export async function announcementsGoOn(office: Office, author: Someone): Promise<void> {
  const { delivery, tenant, now } = office;
  const { engine, ledger, broadcasts, pace, clock } = delivery;
  const later = await engine.announce({
    ...{ tenant, id: randomUUID(), kind: 'digest', about: 'all', audience: [{ kind: 'everyone', id: 'all' }] },
    ...{ policy: 'never twice', mayWait: false, author: author.person.id },
  });
  await engine.approve(later);
  await engine.start(later, { at: new Date(now().getTime() + 400 * 86_400_000) });
  const stays = await planned(office, author);
  await broadcasts.change(stays, () => ({ stuck: 2, resendAt: now() }));
  const ended = await planned(office, author);
  const found = await engine.find(ended);
  if (!found) throw new Error('what was announced is gone');
  await ledger.note(await ledger.read(found, 0), { donePass: 0, waitsUntil: now() });
  await broadcasts.change(ended, () => ({ state: 'done', endedAt: now(), isForgotten: true }));
  await clock.now();
  await pace.turn(tenant);
}
