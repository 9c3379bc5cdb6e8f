import assert from 'node:assert/strict';
import type { Wanted as Announced } from '../../bot/delivery/engine.ts';
import { openLedger } from '../../bot/delivery/ledger/ledger.store.ts';
import { openUnreached } from '../../bot/delivery/unreached.ts';
import type { Feature } from '../../bot/feature.ts';
import { askingPart, nextQuestion } from '../../bot/networks/membership/asking.part.ts';
import { isAskedIn } from '../../bot/networks/membership/asking.ts';
import { lapsingPart } from '../../bot/networks/membership/lapsing.part.ts';
import { newMembership, type Membership } from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import { forceNamed } from '../../bot/people/forces.ts';
import { aBroadcast } from '../delivery/wishes/wishes.samples.ts';
import { aPerson, aTenant, aTurn, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const dayMs = 86_400_000;
const at = (day: string) => new Date(`${day}T09:00:00Z`);
const run = (part: Partial<Feature>, kind: string, tenant: string, dueAt: Date, now = dueAt) =>
  part.due?.[kind]?.({ tenant, kind, name: 'standing', dueAt, now, payload: '' });

describe('The yearly question whether somebody is still in', () => {
  const { storage } = storageHere();
  const march = { since: at('2026-02-10'), until: at('2026-03-10') };

  it('is asked in one month of each year, also of whoever never answers', () => {
    const asked = (confirmed: string, standing: Membership['standing'] = 'in') =>
      isAskedIn({ standing, confirmedAt: at(confirmed) }, march);
    assert.equal(asked('2025-03-01'), true);
    assert.equal(asked('2025-02-10'), false, 'that was for the month before');
    assert.equal(asked('2025-02-11'), true);
    assert.equal(asked('2025-03-11'), false, 'not yet a year');
    assert.equal(asked('2024-03-05'), true, 'and a year later again');
    assert.equal(asked('2024-06-01'), false);
    assert.equal(asked('2025-03-01', 'asked'), false, 'not of whoever still waits for a welcome');
    const confirmedAt = at('2020-07-20');
    let [months, since] = [0, at('2026-01-10')];
    for (let until = nextQuestion(since); until < at('2029-01-11'); until = nextQuestion(since)) {
      if (isAskedIn({ standing: 'in', confirmedAt }, { since, until })) months += 1;
      since = until;
    }
    assert.equal(months, 3);
  });

  it('goes once to each, network by network, names none of them, and not to whoever answered meanwhile', async () => {
    const tenant = aTenant();
    const memberships = openMemberships(storage().table('memberships'));
    const announced: Announced[] = [];
    const part = askingPart({
      memberships,
      delivering: {
        announce: async wanted => (announced.push(wanted), aBroadcast(wanted)),
        approve: async () => 'done',
        start: async () => 'started',
      },
    });
    const join = async (network: string, day: string) => {
      const person = aPerson(tenant);
      await memberships.join(person, network, newMembership(at(day)));
      return person;
    };
    const [due, other] = [await join('chess', '2025-03-01'), await join('choir', '2025-03-02')];
    await join('chess', '2025-09-01');
    const dueAt = at('2026-03-10');
    const outcome = await run(part, 'networks/confirm', tenant, new Date('2026-03-10T10:00:00Z'));
    assert.deepEqual(outcome, { again: new Date('2026-04-10T09:00:00Z') });
    const [wanted] = announced;
    assert.ok(wanted && announced.length === 1);
    const audience = part.audiences?.['networks/confirm'];
    assert.ok(audience);
    const asked: string[] = [];
    for (const { id } of wanted.audience) for await (const page of audience.pages(tenant, id)) asked.push(...page.map(one => one.id));
    assert.deepEqual(asked.sort(), [due.id, other.id].sort());
    for (const none of ['', 'chess', 'soon/chess']) for await (const page of audience.pages(tenant, none)) assert.deepEqual(page, []);

    const chess = wanted.audience.find(({ id }) => id.endsWith('/chess'));
    assert.ok(chess);
    assert.deepEqual([...(await audience.wishes(tenant, chess.id, [due.id, other.id])).keys()], [due.id]);
    const card = await part.messages?.['networks/confirm']?.draw({
      ...{ tenant, about: wanted.about, version: 1, isRecalled: false, language: 'en', isNamed: false, via: chess, now: dueAt },
      force: forceNamed('Sussex Police'),
    });
    assert.equal(card?.summary, 'A yearly question about your networks');
    assert.match(JSON.stringify(card.card), /If you do nothing, you stay in\./);
    await memberships.change(due, 'chess', { confirmedAt: dueAt }, dueAt);
    assert.equal((await audience.wishes(tenant, chess.id, [due.id])).size, 0);
  });
});

describe('A membership that ends by itself', () => {
  const { storage } = storageHere();
  const gone = at('2026-01-05');
  const later = (days: number) => new Date(gone.getTime() + days * dayMs);

  async function memberWho(told: { sends: readonly { day: number; arrives: boolean }[]; isGone?: boolean; acts?: Date }) {
    const tenant = aTenant();
    const person = aPerson(tenant);
    const people = peopleOver(storage());
    const memberships = openMemberships(storage().table('memberships'));
    const ledger = openLedger({ deliveries: storage().table('deliveries'), progress: storage().table('progress') }, Buffer.alloc(32, 5));
    const announcements = told.sends.map(({ day }) => aBroadcast({ tenant, id: `day ${day}`, startedAt: later(day) }));
    for (const [index, { arrives }] of told.sends.entries()) {
      const announced = announcements[index];
      if (!announced) continue;
      await ledger.plan(announced, [{ to: { kind: 'person', id: person.id }, via: 0 }]);
      await ledger.change(announced, [person], one => ({ ...one, state: arrives ? 'sent' : 'undeliverable' }));
    }
    await memberships.join(person, 'chess', newMembership(at('2025-03-01')));
    await memberships.join(person, 'choir', newMembership(at('2025-03-01')));
    const { address } = aTurn(person);
    await people.addresses.note(address);
    if (told.isGone ?? true) await people.addresses.markGone(address, 'uninstalled', gone);
    if (told.acts) await people.preferences.chooseLanguage(person, 'cy', told.acts);
    const lastUnreached = openUnreached({
      ledger,
      announcements: async function* () {
        yield* announcements;
      },
    });
    const part = lapsingPart({ memberships, people, lastUnreached });
    return async (day: number) => {
      await run(part, 'networks/lapse', tenant, later(day));
      return [...(await memberships.mine(person)).keys()].sort();
    };
  }
  const both = ['chess', 'choir'];
  const failed = (...days: number[]) => days.map(day => ({ day, arrives: false }));

  it('ends when for 90 days nothing could be delivered to them, and not a day before', async () => {
    const mineOn = await memberWho({ sends: failed(1, 40, 95) });
    assert.deepEqual(await mineOn(89), both);
    assert.deepEqual(await mineOn(94), both, 'the send of the 95th day is to come');
    assert.deepEqual(await mineOn(96), []);
  });

  it('does not end by silence: without sends there is nothing to go by', async () => {
    assert.deepEqual(await (await memberWho({ sends: [] }))(400), both);
    assert.deepEqual(await (await memberWho({ sends: failed(1, 40) }))(400), both, 'nothing was sent after 90 days');
  });

  it('does not end for whoever did something since, or can be reached', async () => {
    assert.deepEqual(await (await memberWho({ sends: failed(1, 95), acts: later(50) }))(96), both);
    assert.deepEqual(await (await memberWho({ sends: failed(1, 95), isGone: false }))(96), both);
    assert.deepEqual(await (await memberWho({ sends: [{ day: 95, arrives: true }] }))(96), both);
  });
});
