import { createHmac, randomBytes } from 'node:crypto';
import type { Held } from '../feature.ts';
import { partition, row, sortableDown } from '../storage/keys.ts';
import type { StoredRow, Table } from '../storage/table.ts';
import { hashOf, verifyChain, type AuditEntry } from './audit.ts';
import { general, mapOf, personal } from './data-map.ts';
import type { Person } from './person.ts';
import { shardOf, shards } from './shard.ts';

const name = 'audit';
const pseudonyms = 'pseudonyms';
// Two writers may want the same next number; a chain is one of sixteen a tenant, so a few tries are plenty but for a rush of presses.
const tries = 40;

export type AuditStore = ReturnType<typeof openAudit>;

/**
 * The append-only audit log: sixteen hash chains a tenant (by actor, so that a rush of joiners does not queue for one row).
 * Rows are only ever inserted; the newest comes first, because Azure lists by ascending key.
 */
export function openAudit(tables: { audit: Table; pseudonyms: Table }) {
  const chain = (tenant: string, shard: string) => partition(tenant, name, shard);
  const keyPlace = (person: Person) => [partition(person.tenant, pseudonyms, shardOf(person.id)), row(person.id)] as const;

  /** The person's pseudonym: an HMAC under a key of their own, which goes when they are erased. */
  async function pseudonymOf(person: Person): Promise<string> {
    const found = await tables.pseudonyms.find(...keyPlace(person));
    const key = found?.fields['key'] ?? (await newKey(person));
    return createHmac('sha256', Buffer.from(String(key), 'base64'))
      .update(`${person.tenant}|${person.id}`)
      .digest('hex')
      .slice(0, 32);
  }

  async function newKey(person: Person): Promise<string> {
    const key = randomBytes(32).toString('base64');
    if ((await tables.pseudonyms.insert(...keyPlace(person), { key })) === 'inserted') return key;
    const theirs = await tables.pseudonyms.find(...keyPlace(person));
    return String(theirs?.fields['key']);
  }

  async function write(entry: { person: Person; act: string; object: string; now: Date }): Promise<void> {
    const { person, act, object, now } = entry;
    const place = chain(person.tenant, shardOf(person.id));
    const actor = await pseudonymOf(person);
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const newest = (await tables.audit.list(place, { limit: 1 })).rows[0];
      const sequence = newest ? Number(newest.fields['sequence']) + 1 : 1;
      const next: AuditEntry = { sequence, at: now, actor, act, object, previous: newest ? String(newest.fields['hash']) : '' };
      const outcome = await tables.audit.insert(place, row(sortableDown(sequence)), { ...next, hash: hashOf(next) });
      if (outcome === 'inserted') return;
    }
    throw new Error('the audit log is too busy');
  }

  /** One chain, oldest first. */
  async function read(tenant: string, shard: string): Promise<(AuditEntry & { hash: string })[]> {
    const entries: (AuditEntry & { hash: string })[] = [];
    for await (const found of tables.audit.all(chain(tenant, shard))) entries.push(entryOf(found));
    return entries.reverse();
  }

  async function verify(tenant: string): Promise<{ whole: boolean; entries: number }> {
    const chains = await Promise.all(shards.map(shard => read(tenant, shard)));
    return { whole: chains.every(entries => verifyChain(entries).whole), entries: chains.flat().length };
  }

  const held: Held = {
    map: [
      ...mapOf(
        name,
        { en: 'One year', cy: 'Blwyddyn' },
        {
          sequence: general('The order of the log', 'Trefn y cofnod'),
          at: general('When something was done', 'Pryd y gwnaed rhywbeth'),
          actor: personal('Who did it, under a pseudonym', 'Pwy a’i gwnaeth, dan ffugenw'),
          act: general('What was done', 'Beth a wnaed'),
          object: general('Which network or message it concerned', 'Pa rwydwaith neu neges oedd dan sylw'),
          previous: general('To show that nothing was changed', 'I ddangos na newidiwyd dim'),
          hash: general('To show that nothing was changed', 'I ddangos na newidiwyd dim'),
        },
      ),
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
    ],
    export: async person => {
      const found = await tables.pseudonyms.find(...keyPlace(person));
      if (!found) return [];
      const actor = await pseudonymOf(person);
      const mine = (await read(person.tenant, shardOf(person.id))).filter(entry => entry.actor === actor);
      return mine.map(entry => ({
        table: name,
        what: { en: 'Something you did here', cy: 'Rhywbeth a wnaethoch yma' },
        fields: { at: entry.at.toISOString(), act: entry.act, object: entry.object },
      }));
    },
    erase: async person => {
      await tables.pseudonyms.remove(...keyPlace(person));
    },
  };

  return { write, verify, read, held };
}

function entryOf({ fields }: StoredRow): AuditEntry & { hash: string } {
  return {
    sequence: Number(fields['sequence']),
    at: fields['at'] as Date,
    actor: String(fields['actor']),
    act: String(fields['act']),
    object: String(fields['object']),
    previous: String(fields['previous']),
    hash: String(fields['hash']),
  };
}
