import { createHmac, randomBytes } from 'node:crypto';
import type { Held, HeldThing } from '../feature.ts';
import { partition, row } from '../storage/keys.ts';
import type { Table } from '../storage/table.ts';
import { openChains } from './audit-chains.store.ts';
import type { Entered } from './audit.ts';
import { general, lifeSetBy, mapOf, personal } from './data-map.ts';
import type { Person } from './person.ts';
import { shardOf, shards } from './shard.ts';

const name = 'audit';
const pseudonyms = 'pseudonyms';

export type AuditStore = ReturnType<typeof openAudit>;

/** The append-only audit log: who did what, under a pseudonym, in keyed hash chains that show when anything was changed. */
export function openAudit(tables: { audit: Table; pseudonyms: Table }, key: Buffer) {
  const chains = openChains(tables.audit, key);
  const keyPlace = (person: Person) => [partition(person.tenant, pseudonyms, shardOf(person.id)), row(person.id)] as const;

  /** The person's pseudonym: an HMAC under a key of their own, which goes when they are erased. */
  async function pseudonymOf(person: Person): Promise<string> {
    return (await knownPseudonym(person)) ?? made(person, await newKey(person));
  }

  /** Undefined for somebody who has done nothing that is written down, or was erased since. */
  async function knownPseudonym(person: Person): Promise<string | undefined> {
    const found = await tables.pseudonyms.find(...keyPlace(person));
    return found && made(person, String(found.fields['key']));
  }

  const made = (person: Person, key: string): string =>
    createHmac('sha256', Buffer.from(key, 'base64')).update(`${person.tenant}|${person.id}`).digest('hex').slice(0, 32);

  async function newKey(person: Person): Promise<string> {
    const key = randomBytes(32).toString('base64');
    if ((await tables.pseudonyms.insert(...keyPlace(person), { key })) === 'inserted') return key;
    const theirs = await tables.pseudonyms.find(...keyPlace(person));
    return String(theirs?.fields['key']);
  }

  async function write(entry: { person: Person; act: string; object: string; now: Date }): Promise<void> {
    const { person, act, object, now } = entry;
    const actor = await pseudonymOf(person);
    await chains.append(person.tenant, shardOf(person.id), { at: now, actor, act, object });
  }

  /** One chain, oldest first. */
  async function read(tenant: string, shard: string): Promise<Entered[]> {
    const entries: Entered[] = [];
    for await (const entry of chains.newestFirst(tenant, shard)) entries.push(entry);
    return entries.reverse();
  }

  /** The newest entries of a tenant, the newest first. */
  async function latest(tenant: string, count: number): Promise<Entered[]> {
    const newest = await Promise.all(shards.map(shard => chains.newest(tenant, shard, count)));
    return newest
      .flat()
      .sort((one, other) => other.at.getTime() - one.at.getTime())
      .slice(0, count);
  }

  /** Whether all chains of a tenant are whole, and how many entries they have. */
  async function verify(tenant: string): Promise<{ whole: boolean; entries: number }> {
    const checked = await Promise.all(shards.map(shard => chains.verify(tenant, shard)));
    return { whole: checked.every(one => one.whole), entries: checked.reduce((sum, one) => sum + one.entries, 0) };
  }

  /** Drops what is older than `before`; the chains verify from there on. Answers how many entries went. */
  async function dropOlder(tenant: string, before: Date, now: Date): Promise<number> {
    let dropped = 0;
    for (const shard of shards) dropped += await chains.dropOlder(tenant, shard, { before, now });
    return dropped;
  }

  /** When somebody last did anything that is written down here. */
  async function lastActOf(person: Person): Promise<Date | undefined> {
    const actor = await knownPseudonym(person);
    if (!actor) return undefined;
    for await (const entry of chains.newestFirst(person.tenant, shardOf(person.id))) if (entry.actor === actor) return entry.at;
    return undefined;
  }

  const held: Held = {
    map,
    export: async person => {
      const actor = await knownPseudonym(person);
      if (!actor) return [];
      const things: HeldThing[] = [
        {
          table: pseudonyms,
          what: { en: 'Your pseudonym in the audit log', cy: 'Eich ffugenw yn y cofnod archwilio' },
          fields: { pseudonym: actor },
        },
      ];
      for await (const entry of chains.newestFirst(person.tenant, shardOf(person.id))) {
        if (entry.actor === actor) things.push(exported(entry));
      }
      return things;
    },
    erase: async person => {
      await tables.pseudonyms.remove(...keyPlace(person));
    },
  };

  return { write, verify, read, latest, dropOlder, lastActOf, held };
}

const exported = ({ at, actor, act, object }: Entered): HeldThing => ({
  table: name,
  what: { en: 'Something you did here', cy: 'Rhywbeth a wnaethoch yma' },
  fields: { at: at.toISOString(), actor, act, object },
});

const map = [
  ...mapOf(name, lifeSetBy('auditMonths'), {
    sequence: general('The order of the log', 'Trefn y cofnod'),
    at: general('When something was done', 'Pryd y gwnaed rhywbeth'),
    actor: personal('Who did it, under a pseudonym', 'Pwy a’i gwnaeth, dan ffugenw'),
    act: general('What was done', 'Beth a wnaed'),
    object: general('Which network or message it concerned', 'Pa rwydwaith neu neges oedd dan sylw'),
    previous: general('To show that nothing was changed', 'I ddangos na newidiwyd dim'),
    hash: general('To show that nothing was changed', 'I ddangos na newidiwyd dim'),
  }),
  ...mapOf(
    pseudonyms,
    { en: 'Until you erase it', cy: 'Nes i chi ei ddileu' },
    {
      key: personal(
        'The key of your pseudonym; without it nobody can tell that an entry is yours',
        'Allwedd eich ffugenw; hebddi ni all neb wybod mai chi biau cofnod',
      ),
    },
  ),
];
