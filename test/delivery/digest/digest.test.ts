import assert from 'node:assert/strict';
import { buttonsOf, heading, shown } from '../../../bot/cards/pieces.ts';
import type { Broadcast } from '../../../bot/delivery/broadcast.ts';
import { digestPart, nextDigest } from '../../../bot/delivery/digest/digest.part.ts';
import { openWaitingForDigest } from '../../../bot/delivery/digest/waiting.ts';
import { openLedger } from '../../../bot/delivery/ledger/ledger.store.ts';
import type { Audience, Drawing, Message, Wish } from '../../../bot/feature.ts';
import type { NewsWanted } from '../../../bot/people/news.ts';
import type { Person } from '../../../bot/people/person.ts';
import { forceNamed } from '../../../bot/people/forces.ts';
import { chatOf } from '../../support/chatting.ts';
import { aPerson, aTenant } from '../../support/people.ts';
import { storageHere } from '../../support/storage.ts';
import { aBroadcast } from '../wishes/wishes.samples.ts';

const morning = new Date('2026-06-03T07:00:00Z');
const all: NewsWanted = { events: 'now', vacancies: 'now', surveys: 'now', news: 'now' };

describe('A digest', () => {
  const { storage } = storageHere();

  /** A force in which these announcements were sent, each to everybody, and went into everybody's digest. */
  async function forceWith(titles: readonly string[], people = 3) {
    const tenant = aTenant();
    const cast = Array.from({ length: people }, () => aPerson(tenant));
    const ledger = openLedger({ deliveries: storage().table('deliveries'), progress: storage().table('progress') }, Buffer.alloc(32, 5));
    const members = new Map<string, Wish>(cast.map(({ id }) => [id, { news: { ...all, events: 'digest' }, isNamed: false }]));
    const kept = new Map<string, Broadcast>();
    for (const title of titles) {
      const of = aBroadcast({ tenant, id: `id of ${title}`, about: title, slices: 16, startedAt: new Date(kept.size * 1000) });
      kept.set(of.id, of);
      await ledger.plan(of, cast.map(({ id }) => ({ to: { kind: 'person', id }, via: 0 }))); // prettier-ignore
      await ledger.change(of, cast, delivery => ({ ...delivery, state: 'digest' }));
    }
    const network = { wishes: async (_tenant, _id, ids) => new Map(ids.flatMap(id => [[id, members.get(id)] as const]).filter(([, wish]) => wish)) } as Pick<Audience, 'wishes'>; // prettier-ignore
    const audiences = (kind: string) => (kind === 'network' ? (network as Audience) : undefined);
    const asked: Drawing[] = [];
    const news: Message = {
      draw: async drawing => shown(drawing.language, 'News from one of your networks', [heading(`All of ${drawing.about}`)]),
      line: async drawing => (
        asked.push(drawing),
        { title: `${drawing.about} [x](https://evil.example)`, detail: `version ${drawing.version}` }
      ),
    };
    const waiting = openWaitingForDigest({
      ledger,
      announcements: async function* () {
        yield* kept.values();
      },
      find: async ({ id }) => kept.get(id),
      audiences,
    });
    const begun: { id: string; deadline?: Date }[] = [];
    const part = digestPart({
      waiting,
      messages: kind => (kind === 'news' ? news : undefined),
      delivering: {
        announce: async wanted => aBroadcast(wanted),
        approve: async () => 'done',
        start: async ({ id }, when) => (begun.push({ id, deadline: when?.deadline }), 'started'),
      },
    });
    const { digest } = part.messages ?? {};
    assert.ok(digest);
    const drawing = (person: Person): Drawing => ({
      tenant,
      force: forceNamed('Sussex Police'),
      about: '2026-06-03',
      version: 1,
      isRecalled: false,
      language: 'en',
      isNamed: true,
      via: { kind: 'digest', id: '2026-06-03' },
      person,
      now: morning,
    });
    const run = () => part.due?.['delivery/digest']?.({ tenant, kind: 'delivery/digest', name: 'standing', dueAt: morning, now: morning, payload: '' }); // prettier-ignore
    const statesOf = async (person: Person) => Promise.all([...kept.values()].map(async of => (await ledger.ofPerson(of, person))?.state));
    const everybody = async () => {
      const pages = part.audiences?.['digest']?.pages(tenant, 'any') ?? [];
      const ids: string[] = [];
      for await (const page of pages) ids.push(...page.map(({ id }) => id));
      return ids;
    };
    return { tenant, cast, ledger, members, kept, asked, part, digest, drawing, run, begun, statesOf, everybody };
  }

  it('is made in the morning for everybody something waits for, each once, and ends when the next one begins', async () => {
    const { run, begun, everybody, cast } = await forceWith(['Fair', 'Choir'], 5);
    assert.deepEqual(await run(), { again: nextDigest(morning) });
    assert.deepEqual(begun, [{ id: 'digest-2026-06-03', deadline: new Date('2026-06-04T07:00:00Z') }]);
    assert.deepEqual((await everybody()).sort(), cast.map(({ id }) => id).sort());
  });

  it('is made for nobody when nothing waits', async () => {
    const { run, begun } = await forceWith([]);
    await run();
    assert.deepEqual(begun, []);
  });

  it('shows what waits and says on the lock screen only how much', async () => {
    const { digest, drawing, cast, asked } = await forceWith(['Fair', 'Choir']);
    const card = await digest.draw(drawing(cast[0] as Person));
    assert.equal(card?.summary, 'You have 2 pieces of news from your networks');
    const said = JSON.stringify(card.card);
    assert.ok(said.indexOf('Fair') < said.indexOf('Choir'), 'the oldest first');
    assert.equal(/"type":"TextBlock"[^}]*evil/.test(said), false, 'words of people are no markup');
    assert.deepEqual(
      [...buttonsOf(card.card)].map(({ title }) => title.slice(0, 14)),
      ['Read: Fair [x]', 'Read: Choir [x', 'Change or stop'],
    );
    assert.deepEqual(new Set(asked.map(({ isNamed }) => isNamed)), new Set([false]), 'each goes by the choice for its own network');
    assert.equal((await digest.draw({ ...drawing(cast[0] as Person), language: 'cy' }))?.summary, 'Newyddion gan eich rhwydweithiau: 2');
  });

  it('leaves out what was taken back or stopped, and networks they left or want nothing of', async () => {
    const { digest, drawing, cast, kept, members, run, begun, statesOf } = await forceWith(['Fair', 'Choir', 'Walk']);
    const [one, left, off] = cast as [Person, Person, Person];
    kept.set('id of Fair', { ...(kept.get('id of Fair') as Broadcast), isRecalled: true });
    kept.set('id of Choir', { ...(kept.get('id of Choir') as Broadcast), isStopped: true });
    members.delete(left.id);
    members.set(off.id, { news: { ...all, events: 'off' }, isNamed: true });
    const card = await digest.draw(drawing(one));
    assert.equal(card?.summary, 'You have 1 piece of news from your networks');
    for (const somebody of [left, off]) assert.equal(await digest.draw(drawing(somebody)), undefined);
    await run();
    assert.deepEqual(await statesOf(one), ['skipped', 'skipped', 'digest']);
    for (const somebody of [left, off]) assert.deepEqual(await statesOf(somebody), ['skipped', 'skipped', 'skipped']);
    assert.equal(begun.length, 1);
  });

  it('is over once they have it: each thing is put down as sent, and is in no other digest', async () => {
    const { digest, drawing, cast, statesOf, ledger, kept, everybody } = await forceWith(['Fair', 'Choir']);
    const [one, other] = cast as [Person, Person];
    await digest.draw(drawing(one));
    await digest.draw(drawing(other));
    assert.deepEqual(await statesOf(one), ['digest', 'digest'], 'drawn is not sent');
    await digest.reached?.(drawing(one), [one, other]);
    await digest.reached?.(drawing(one), [one]);
    for (const somebody of [one, other]) assert.deepEqual(await statesOf(somebody), ['sent', 'sent']);
    assert.equal(await digest.draw(drawing(one)), undefined);
    const { inDigest, sent, planned } = await ledger.tally(kept.get('id of Fair') as Broadcast);
    assert.deepEqual({ inDigest, sent, planned }, { inDigest: 1, sent: 2, planned: 3 });
    assert.deepEqual(await everybody(), [cast[2]?.id]);
  });

  it('with much in it shows twelve things and keeps the others for the next one', async () => {
    const { digest, drawing, cast, statesOf } = await forceWith(Array.from({ length: 14 }, (_, at) => `Thing ${at}`), 1); // prettier-ignore
    const [one] = cast as [Person];
    const card = await digest.draw(drawing(one));
    assert.equal(card?.summary, 'You have 14 pieces of news from your networks');
    assert.deepEqual([...buttonsOf(card.card)].length, 2);
    await digest.reached?.(drawing(one), [one]);
    assert.deepEqual((await statesOf(one)).filter(state => state === 'digest').length, 2);
  });

  it('lets them read all of one thing, and nobody else, and nothing that was taken back', async () => {
    const { part, digest, drawing, cast, kept } = await forceWith(['Fair']);
    const [one] = cast as [Person];
    const card = await digest.draw(drawing(one));
    const press = [...buttonsOf(card!.card)].find(button => button.type === 'Action.Execute' && button.verb === 'delivery/read');
    assert.ok(press?.type === 'Action.Execute');
    const features = [{ name: 'delivery', ...part }];
    assert.match((await chatOf(features, one).pressKept(press)).text, /All of Fair/);
    const stranger = aPerson(one.tenant);
    assert.match((await chatOf(features, stranger).pressKept(press)).text, /This is over, or was taken back/);
    kept.set('id of Fair', { ...(kept.get('id of Fair') as Broadcast), isRecalled: true });
    assert.match((await chatOf(features, one).pressKept(press)).text, /This is over, or was taken back/);
  });
});
