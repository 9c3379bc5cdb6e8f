import assert from 'node:assert/strict';
import fc from 'fast-check';
import { idFor, openEditing } from '../../bot/networks/administration/editing/editing.ts';
import { sections, stampOf, type Details, type Section } from '../../bot/networks/directory/details.ts';
import { published } from '../../bot/networks/directory/directory.samples.ts';
import { openNetworks } from '../../bot/networks/directory/networks.store.ts';
import type { Person } from '../../bot/people/person.ts';
import { sussex } from '../support/door-server.ts';
import { aPerson, aTenant, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const later = (days: number) => new Date(june.getTime() + days * 86_400_000);
const other = { ...published, id: 'other', words: { en: { ...published.words.en, name: 'Other Network (ON)', short: 'Other Network' } } };

describe('Editing a network', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  /** As one instance of the app has it. */
  const open = () => {
    const people = peopleOver(storage());
    const store = openNetworks(storage().table('networks'));
    return { people, store, editing: openEditing({ store, seeds: () => [published, other], people }) };
  };
  type Instance = ReturnType<typeof open>;
  const at = (person: Person) => ({ person, force: sussex, id: published.id, now: june });
  const standing = async ({ editing }: Instance, person: Person, id = published.id) => {
    const found = await editing.standing(person.tenant, sussex, id);
    assert.ok(found);
    return found;
  };
  const saving = async (instance: Instance, person: Person, section: Section, details: Partial<Details>, stamp?: string) =>
    instance.editing.saveSection({
      ...at(person),
      section,
      details,
      stamp: stamp ?? stampOf((await standing(instance, person)).details, section),
    });
  const acts = async ({ people }: Instance, person: Person) =>
    (await people.audit.held.export(person)).flatMap(thing => thing.fields['act'] ?? []).sort();

  it('writes on top of its document, counts the versions and is in the audit log without the words', async () => {
    const [here, person] = [open(), aPerson()];
    assert.equal((await saving(here, person, 'money', { budget: '200 pounds', dutyTime: '' })).kind, 'saved');
    assert.equal((await saving(here, person, 'topics', { topics: 'sheds', openRoles: '' })).kind, 'saved');
    const { network, state, isSeed } = await standing(open(), person);
    assert.deepEqual([network.budget, network.topics, network.words.en, isSeed], ['200 pounds', ['sheds'], published.words.en, true]);
    assert.deepEqual([state.version, state.changedAt], [2, june]);
    assert.deepEqual(await acts(here, person), ['network edited: money', 'network edited: topics']);
    assert.ok(!JSON.stringify(await here.people.audit.held.export(person)).includes('200 pounds'));
  });

  it('takes words away again', async () => {
    const [here, person] = [open(), aPerson()];
    await saving(here, person, 'places', { enContact: 'Ask Sam', enMeetings: '', cyMeetings: '', cyContact: '', champions: 'Sam\tEast' });
    await saving(here, person, 'places', { enContact: '', enMeetings: '', cyMeetings: '', cyContact: '', champions: '' });
    const { network } = await standing(here, person);
    assert.deepEqual([network.words.en.contact, network.champions], [undefined, []]);
  });

  it('keeps two administrators apart who write the same section, and loses nothing of the first', async () => {
    const person = aPerson();
    const second = aPerson(person.tenant);
    const stamp = stampOf((await standing(open(), person)).details, 'money');
    assert.equal((await saving(open(), person, 'money', { budget: 'first', dutyTime: '' }, stamp)).kind, 'saved');
    const refused = await saving(open(), second, 'money', { budget: 'second', dutyTime: '' }, stamp);
    assert.equal(refused.kind, 'changed');
    assert.equal(refused.kind === 'changed' && refused.standing.details.budget, 'first');
    assert.equal((await standing(open(), person)).details.budget, 'first');
    assert.deepEqual(await acts(open(), second), []);
  });

  it('lets two write different sections of one network at the same moment', async () => {
    const person = aPerson();
    const outcomes = await Promise.all([
      saving(open(), person, 'money', { budget: 'x', dutyTime: '' }),
      saving(open(), aPerson(person.tenant), 'topics', { topics: 'y', openRoles: '' }),
      saving(open(), aPerson(person.tenant), 'charter', { terms: 'z', reviewOn: '' }),
    ]);
    assert.deepEqual(
      outcomes.map(one => one.kind),
      ['saved', 'saved', 'saved'],
    );
    const { details, state } = await standing(open(), person);
    assert.deepEqual([details.budget, details.topics, details.terms, state.version], ['x', 'y', 'z', 3]);
  });

  it('is done once when the same press arrives again, even after somebody else wrote', async () => {
    const [here, person] = [open(), aPerson()];
    const stamp = stampOf((await standing(here, person)).details, 'money');
    const press = () => saving(here, person, 'money', { budget: 'mine', dutyTime: '' }, stamp);
    assert.deepEqual([(await press()).kind, (await press()).kind], ['saved', 'same']);
    await saving(here, aPerson(person.tenant), 'money', { budget: 'theirs', dutyTime: '' });
    assert.equal((await press()).kind, 'changed');
    assert.equal((await standing(here, person)).state.version, 2);
  });

  it('never writes over what somebody else wrote unseen, whoever saves what in whatever order', async () => {
    const section: Section = 'money';
    const step = fc.record({ who: fc.nat(2), what: fc.constantFrom('look', 'save', 'save'), budget: fc.constantFrom('a', 'b', 'c') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async steps => {
        const tenant = aTenant();
        const people = [0, 1, 2].map(() => aPerson(tenant));
        const instances = [open(), open()];
        const first = (await standing(instances[0]!, people[0]!)).details;
        const seen = people.map(() => first);
        let stands = first;
        for (const { who, what, budget } of steps) {
          const [instance, person] = [instances[who % 2]!, people[who]!];
          if (what === 'look') {
            seen[who] = (await standing(instance, person)).details;
            continue;
          }
          const details = { budget, dutyTime: '' };
          const saved = await saving(instance, person, section, details, stampOf(seen[who]!, section));
          assert.notEqual(saved.kind, 'unknown');
          const now = (await standing(instances[(who + 1) % 2]!, person)).details;
          if (saved.kind === 'saved') {
            // What was there must be exactly what this person had seen.
            for (const name of sections[section]) assert.equal(stands[name], seen[who]![name]);
            assert.equal(now.budget, budget);
          } else assert.deepEqual(now, stands);
          stands = now;
        }
      }),
      { numRuns: 25 },
    );
  });

  it('of several who save at the same moment from the same state lets one through', async () => {
    const person = aPerson();
    const stamp = stampOf((await standing(open(), person)).details, 'money');
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, one) =>
        saving(open(), aPerson(person.tenant), 'money', { budget: `number ${one}`, dutyTime: '' }, stamp),
      ),
    );
    assert.deepEqual(outcomes.map(one => one.kind).sort(), ['changed', 'changed', 'changed', 'changed', 'changed', 'saved']);
    const { details, state } = await standing(open(), person);
    const winner = outcomes.findIndex(one => one.kind === 'saved');
    assert.deepEqual([details.budget, state.version], [`number ${winner}`, 1]);
  });

  it('remembers that somebody looked at the rules, even where they stay as they were', async () => {
    const [here, person] = [open(), aPerson()];
    const { joining, entry, sensitive } = (await standing(here, person)).details;
    assert.equal((await saving(here, person, 'joining', { joining, entry, sensitive })).kind, 'saved');
    assert.deepEqual((await standing(here, person)).state.lookedAt, june);
    assert.equal((await saving(here, person, 'joining', { joining, entry, sensitive })).kind, 'same');
  });

  it('does not exist for a network nobody knows', async () => {
    const [here, person] = [open(), aPerson()];
    const asked = { ...at(person), id: 'unheard-of', section: 'money', stamp: 'x', details: { budget: 'x' } } as const;
    assert.deepEqual(await here.editing.saveSection(asked), { kind: 'unknown' });
    assert.equal(await here.editing.move({ ...at(person), id: 'unheard-of', move: 'close', version: 'v' }), 'unknown');
  });

  describe('pauses, closes and opens it again', () => {
    const moving = (instance: Instance, person: Person, move: 'pause' | 'reopen' | 'close', version: string, now = june) =>
      instance.editing.move({ ...at(person), move, version, now });

    it('with a press each, the words staying as they are', async () => {
      const [here, person] = [open(), aPerson()];
      assert.equal(await moving(here, person, 'pause', 'v1'), 'moved');
      assert.equal((await standing(here, person)).network.status, 'paused');
      assert.equal(await moving(here, person, 'close', 'v2'), 'moved');
      assert.deepEqual((await standing(here, person)).state.closedAt, june);
      assert.equal(await moving(here, person, 'pause', 'v3'), 'cannot');
      assert.equal(await moving(here, person, 'reopen', 'v4'), 'moved');
      const { network, state } = await standing(open(), person);
      assert.deepEqual(
        [network.status, network.words, network.source, state.closedAt],
        ['open', published.words, published.source, undefined],
      );
    });

    it('once for the same press, which does not come back to life later', async () => {
      const [here, person] = [open(), aPerson()];
      assert.equal(await moving(here, person, 'pause', 'v1'), 'moved');
      assert.equal(await moving(here, person, 'reopen', 'v2'), 'moved');
      assert.equal(await moving(here, person, 'pause', 'v1'), 'before');
      assert.equal((await standing(here, person)).network.status, 'open');
    });

    it('once when several press at the same moment', async () => {
      const person = aPerson();
      const pressers = Array.from({ length: 5 }, () => aPerson(person.tenant));
      const outcomes = await Promise.all(pressers.map((one, at) => moving(open(), one, 'close', `v${at}`)));
      assert.deepEqual(outcomes.sort(), ['already', 'already', 'already', 'already', 'moved']);
      assert.equal((await standing(open(), person)).state.version, 1);
    });
  });

  describe('makes a new one', () => {
    const words = { enName: 'Men’s Sheds (MS)', enShort: 'Men’s Sheds', enPurpose: 'Making things.', enWhoFor: 'Anyone' };
    const create = (instance: Instance, person: Person, intent: string, details: Partial<Details> = words) =>
      instance.editing.create({ person, force: sussex, details, intent, now: june });

    it('open and sensitive, with an id that reads like its name', async () => {
      const [here, person] = [open(), aPerson()];
      const made = await create(here, person, 'card-1');
      assert.equal(made.kind, 'created');
      const id = made.kind === 'created' ? made.id : '';
      assert.match(id, /^men-s-sheds-ms-[0-9a-f]{6}$/);
      const { network, isSeed, state } = await standing(open(), person, id);
      assert.deepEqual([network.status, network.isSensitive, isSeed, state.version], ['open', true, false, 1]);
      assert.deepEqual(network.saidOn, june);
    });

    it('once for the same press, however often it arrives', async () => {
      const person = aPerson();
      const made = await Promise.all(Array.from({ length: 5 }, () => create(open(), person, 'card-1')));
      assert.equal(new Set(made.map(one => JSON.stringify(one))).size, 1);
      assert.equal((await open().store.all(person.tenant)).length, 1);
      assert.deepEqual(await open().people.audit.verify(person.tenant), { whole: true, entries: 1 });
    });

    it('under a name that no network has, whole or short, in any letter case', async () => {
      const [here, person] = [open(), aPerson()];
      for (const enName of ['published network', published.words.en.name, 'OTHER NETWORK'])
        assert.deepEqual(await create(here, person, enName, { ...words, enName }), { kind: 'nameTaken' }, enName);
    });

    it('whose id has nothing but plain letters, whatever the name', () => {
      fc.assert(fc.property(fc.string({ unit: 'binary' }), name => /^[a-z0-9][a-z0-9-]{0,99}$/.test(idFor(name, ['x']))));
    });
  });

  describe('deletes a closed one', () => {
    it('only after 28 days, with its words, and never brings its id back', async () => {
      const [here, person] = [open(), aPerson()];
      assert.equal(await here.editing.remove(at(person)), 'notClosed');
      await here.editing.move({ ...at(person), move: 'close', version: 'v1' });
      assert.equal(await here.editing.remove({ ...at(person), now: later(27) }), 'notClosed');
      assert.equal(await here.editing.remove({ ...at(person), now: later(28) }), 'removed');
      assert.equal(await here.editing.standing(person.tenant, sussex, published.id), undefined);
      assert.equal(await here.editing.remove({ ...at(person), now: later(29) }), 'unknown');
      assert.equal(await here.editing.move({ ...at(person), move: 'reopen', version: 'v2' }), 'unknown');
      assert.deepEqual((await here.store.read(person.tenant, published.id))?.row.details, {});
    });
  });
});
