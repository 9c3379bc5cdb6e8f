import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openDue } from '../bot/delivery/due.runner.ts';
import type { DataMapLine, HeldThing } from '../bot/feature.ts';
import { loadSamples } from '../bot/local/sample/samples.ts';
import { kindsIn } from '../bot/privacy/data-map.ts';
import { kindsText } from '../bot/privacy/kinds.text.ts';
import type { Settings } from '../bot/settings.ts';
import { openStorage } from '../bot/storage/azure.ts';
import type { Storage } from '../bot/storage/storage.ts';
import { azuriteHere } from './support/azurite.ts';
import { everyDeed, everythingOnce } from './support/deeds.ts';
import { openOffice, type Office, type Someone } from './support/office.ts';
import { aTurn } from './support/people.ts';
import { propertiesOf, rowsIn, type Row } from './support/stored-rows.ts';

const secret = Buffer.alloc(32, 7);

// Stored only in states that a test of a minute does not bring about: work that failed, or is under way.
const rare = new Set(['due: failedAt', 'due: heldAt', 'due: doneAt']);

/** Personal properties that are exported in other words. */
const inOtherWords = new Set([
  // As the pseudonym that it makes.
  'pseudonyms: key',
  // As the last day of the term, which is what people know of it.
  'roles: until',
  // As one's own line of it: the others are of other people.
  'networks: champions',
  'networks: championIds',
  // Reckoned from when it was asked.
  'approvals: lapsesAt',
]);

describe('What is held about people', function () {
  this.timeout(60_000);
  const azurite = azuriteHere();
  let storage: Storage;
  before('open the storage', () => {
    storage = openStorage({ kind: 'connection', connectionString: azurite.running().connectionString });
  });
  after('close the storage', () => storage.close());
  const rowsOf = (tenant: string) => rowsIn(azurite.running().connectionString, tenant);
  const mapOf = ({ features, people }: Office): DataMapLine[] => [
    ...features.flatMap(feature => feature.held?.map ?? []),
    ...people.heldMap,
  ];
  const heldBy = ({ features, people }: Office) => [...features.flatMap(feature => feature.held ?? []), ...people.held];
  const everything = async (office: Office, { person }: Pick<Someone, 'person'>): Promise<HeldThing[]> =>
    (await Promise.all(heldBy(office).map(held => held.export(person)))).flat();

  it('is named in the data map, property by property, with its purpose and its life', async () => {
    const office = openOffice(storage);
    const { tenant } = office;
    await loadSamples(tenant, { storage, settings: { homeForce: 'Sussex Police', secret } as Settings });
    await everythingOnce(office);
    await office.people.tenants.meet(tenant, office.now());
    const due = openDue({
      storage,
      handlers: () => async () => ({}),
      tenants: async () => [tenant],
      now: office.now,
      log: () => undefined,
    });
    await due.ensure({ tenant, kind: 'welcome/forget-languages', name: 'standing', when: new Date('2030-01-01T00:00:00Z') });

    const map = mapOf(office);
    const mapped = new Set(map.map(line => `${line.table}: ${line.property}`));
    const stored = propertiesOf([...(await rowsOf(tenant)), ...(await rowsOf('-'))]);
    assert.deepEqual([...stored].filter(property => !mapped.has(property)).sort(), [], 'stored, but not in the data map');
    const never = [...mapped].filter(property => !stored.has(property) && !rare.has(property));
    assert.deepEqual(never.sort(), [], 'in the data map, but never stored');
    for (const { table, property, purpose, life } of map) {
      for (const said of [purpose.en, purpose.cy, life.en, life.cy]) assert.ok(said.trim(), `${table}: ${property}`);
    }
  });

  it('has a name that people know, kind by kind', () => {
    const kinds = kindsIn(mapOf(openOffice(storage))).map(({ table }) => table);
    for (const words of [kindsText.en, kindsText.cy])
      assert.deepEqual(
        kinds.filter(table => !words[table]),
        [],
      );
  });

  it('is exported as it is stored, and goes when they erase themselves, whatever they and others did', async () => {
    const touched = new Set<string>();
    const deeds = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.constantFrom(...Object.keys(everyDeed))), { minLength: 4, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(deeds, async done => {
        const office = openOffice(storage);
        const cast = await Promise.all(['Alys Ap Rhys', 'Bo Bellamy', 'Cai Corrigan'].map(name => office.someone(name)));
        for (const [who, deed] of done) await everyDeed[deed]?.(office, cast[who] as Someone, cast[(who + 1) % 3] as Someone);
        for (const someone of cast) await exportsWhatIsStored(office, someone, touched);
        await erases(office, cast);
      }),
      { numRuns: 10, endOnFailure: true },
    );
    // Everything at once, so that no kind of thing is left out by chance.
    const office = openOffice(storage);
    const cast = await everythingOnce(office);
    for (const someone of cast) await exportsWhatIsStored(office, someone, touched);
    const personal = kindsIn(mapOf(office)).map(({ table }) => table);
    assert.deepEqual(
      personal.filter(table => !touched.has(table)),
      [],
      'a kind that no deed touches',
    );
    await erases(office, cast);
  });

  /** Everything personal that the storage has about somebody is in the export, and everything in the export is in the storage. */
  async function exportsWhatIsStored(office: Office, someone: Someone, touched: Set<string>): Promise<void> {
    const exported = await everything(office, someone);
    const rows = (await rowsOf(office.tenant)).filter(row => isAbout(row, someone, exported));
    const personal = new Set(mapOf(office).flatMap(line => (line.isPersonal ? [`${line.table}: ${line.property}`] : [])));
    for (const { table, properties, text } of rows) {
      for (const [property, value] of Object.entries(properties)) {
        const mark = `${table}: ${property}`;
        if (!personal.has(mark) || inOtherWords.has(mark) || isAnId(value) || value === someone.name) continue;
        const isThere = exported.some(thing => thing.table === table && Object.values(thing.fields).some(said => String(said) === value));
        assert.ok(isThere, `${mark} is stored as ${value} and not exported: ${text}`);
      }
    }
    for (const { table, fields } of exported) {
      touched.add(table);
      for (const [property, said] of Object.entries(fields)) {
        const isThere = inOtherWords.has(`${table}: ${property}`) || rows.some(row => row.text.includes(String(said)));
        assert.ok(isThere, `${table}: ${property} is exported as ${said} and not stored`);
      }
    }
  }

  /** The first of them erases themselves, and the others lose nothing. */
  async function erases(office: Office, [leaving, ...staying]: readonly Someone[]): Promise<void> {
    assert.ok(leaving);
    const { id } = leaving.person;
    const erase = () => office.calls(leaving)<{ outcome: string }>('post', '/privacy/erase', { confirm: 'erase everything' });
    const before = await rowsOf(office.tenant);
    const mine = await everything(office, leaving);
    const pseudonym = pseudonymIn(mine);
    assert.equal((await erase()).outcome, mine.length > 0 ? 'erased' : 'nothing');
    const after = await rowsOf(office.tenant);

    // What may stay: entries of the audit log under a pseudonym to which no key leads back.
    const naming = after.filter(row => row.text.includes(id) || row.text.includes(leaving.name));
    assert.deepEqual(
      naming.map(row => row.text),
      [],
    );
    const entries = after.filter(row => pseudonym !== undefined && row.text.includes(pseudonym));
    assert.ok(entries.every(({ table }) => table === 'audit'));
    assert.equal((await office.people.audit.verify(office.tenant)).whole, true, 'the chains still verify');
    assert.deepEqual(await everything(office, leaving), []);

    // A row that named whoever leaves beside somebody else, as who agreed to it, stays and names only the other.
    const keyOf = ({ text }: Row) => text.slice(0, text.indexOf(' {'));
    const shared = new Set(before.filter(({ text }) => text.includes(id)).map(keyOf));
    const theirs = (rows: readonly Row[]) =>
      rows.filter(row => staying.some(({ person }) => row.text.includes(person.id)) && !shared.has(keyOf(row))).map(({ text }) => text);
    assert.deepEqual(theirs(after), theirs(before));

    assert.equal((await erase()).outcome, 'nothing', 'a second time there is nothing else');
    assert.deepEqual(await rowsOf(office.tenant), after);
  }

  const pseudonymIn = (things: readonly HeldThing[]): string | undefined =>
    things.map(({ fields }) => fields['pseudonym']).find(value => typeof value === 'string');
  const isAbout = ({ table, text, properties }: Row, { person }: Someone, exported: readonly HeldThing[]): boolean => {
    const pseudonym = pseudonymIn(exported);
    if (text.includes(person.id) || (pseudonym !== undefined && text.includes(pseudonym))) return true;
    // Under a keyed name: only whoever has the key finds it, and what was found tells which it is.
    return table === 'messagecounts' && exported.some(thing => thing.table === table && thing.fields['marks'] === properties['marks']);
  };
  /** Ids of people are one's own, or those of others, which are not one's to have. */
  const isAnId = (value: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);

  it('is not found by the same id in another force', async () => {
    const [office, other] = [openOffice(storage), openOffice(storage)];
    const { person } = await office.someone('Casey Example');
    await office.people.addresses.note(aTurn(person).address);
    assert.deepEqual(await everything(other, { person: { tenant: other.tenant, id: person.id } }), []);
  });
});
