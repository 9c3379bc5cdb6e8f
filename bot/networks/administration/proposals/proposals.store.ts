import { createHash } from 'node:crypto';
import type { Held } from '../../../feature.ts';
import { general, mapOf, personal } from '../../../people/data-map.ts';
import type { Person } from '../../../people/person.ts';
import { partition, partsOf, row, rowAfter } from '../../../storage/keys.ts';
import type { Fields, StoredRow, Table } from '../../../storage/table.ts';

const name = 'proposals';
/** One row for each, so that nobody can have more of them open, however many presses arrive at once. */
const places = ['1', '2', '3'] as const;
export const mostOpen = places.length;
const tries = 6;

/** A network somebody would like to see. */
export type Proposal = {
  id: string;
  proposer: Person & { name: string };
  name: string;
  purpose: string;
  whoFor: string;
  at: Date;
  state: 'open' | 'approved' | 'declined';
  decidedAt?: Date;
  /** Why it was declined, for the proposer. */
  reason?: string;
  /** The network it became. */
  network?: string;
};
export type Proposed = { kind: 'proposed' | 'already'; id: string } | { kind: 'tooMany' };
export type DecidedOn = { kind: 'decided' | 'before'; proposal: Proposal } | { kind: 'unknown' };

export type ProposalsStore = ReturnType<typeof openProposals>;

/**
 * Networks people propose. The truth stands with its proposer, in one of three places; beside it a list of what is open, which
 * only points there.
 */
export function openProposals(table: Table) {
  const all = (tenant: string) => partition(tenant, name);
  const keyOf = (person: Person, place: string) => row(person.id, place);
  const openIn = (tenant: string) => partition(tenant, 'open proposals');

  /** `intent` tells one wish from another: the same press twice is one proposal. */
  async function propose(
    proposer: Proposal['proposer'],
    said: { name: string; purpose: string; whoFor: string },
    asked: { intent: string; now: Date },
  ): Promise<Proposed> {
    const id = createHash('sha256')
      .update(JSON.stringify([proposer.tenant, proposer.id, asked.intent]))
      .digest('hex')
      .slice(0, 24);
    const proposal: Proposal = { id, proposer, ...said, at: asked.now, state: 'open' };
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const held = await rowsOf(proposer);
      const [there] = [...held].find(([, { proposal }]) => proposal.id === id) ?? [];
      const place = there ?? freePlace(held);
      if (!place) return { kind: 'tooMany' };
      // The list comes first: it only points, and a line that points to nothing shows nobody.
      const isOver = there !== undefined && held.get(there)?.proposal.state !== 'open';
      if (!isOver) await table.put(openIn(proposer.tenant), row(id), { proposer: proposer.id, place });
      if (there) return { kind: 'already', id };
      const before = held.get(place);
      const isWritten = before
        ? (await table.replace(before.stored, fieldsOf(proposal))) === 'replaced'
        : (await table.insert(all(proposer.tenant), keyOf(proposer, place), fieldsOf(proposal))) === 'inserted';
      if (isWritten) return { kind: 'proposed', id };
    }
    throw new Error('too many proposals of one person at once');
  }

  async function rowsOf(person: Person): Promise<Map<string, { proposal: Proposal; stored: StoredRow }>> {
    const held = new Map<string, { proposal: Proposal; stored: StoredRow }>();
    for await (const stored of table.all(all(person.tenant), { from: row(person.id), before: rowAfter(person.id) })) {
      held.set(partsOf(stored.row)[1] ?? '', { proposal: proposalOf(person, stored), stored });
    }
    return held;
  }

  /** What somebody proposed, the newest first; the last few only. */
  async function mine(person: Person): Promise<Proposal[]> {
    return [...(await rowsOf(person)).values()].map(one => one.proposal).sort((one, other) => other.at.getTime() - one.at.getTime());
  }

  /** What waits for a decision, the oldest first; among it an approval whose network a crash kept from being made. */
  async function open(tenant: string): Promise<Proposal[]> {
    const found: Proposal[] = [];
    for await (const { row: id } of table.all(openIn(tenant))) {
      const proposal = (await find(tenant, id))?.proposal;
      if (proposal && proposal.state !== 'declined') found.push(proposal);
    }
    return found.sort((one, other) => one.at.getTime() - other.at.getTime());
  }

  async function find(tenant: string, id: string): Promise<{ proposal: Proposal; stored: StoredRow } | undefined> {
    const pointer = await table.find(openIn(tenant), row(id));
    if (!pointer) return undefined;
    const person = { tenant, id: String(pointer.fields['proposer']) };
    const stored = await table.find(all(tenant), keyOf(person, String(pointer.fields['place'])));
    const proposal = stored && proposalOf(person, stored);
    return stored && proposal?.id === id ? { proposal, stored } : undefined;
  }

  const one = async (tenant: string, id: string): Promise<Proposal | undefined> => (await find(tenant, id))?.proposal;

  /** Writes down a decision, once. It stays in the list until `settle`, so that what follows from it can be done again after a crash. */
  async function decide(
    tenant: string,
    id: string,
    decision: { state: 'approved'; network: string } | { state: 'declined'; reason: string },
    now: Date,
  ): Promise<DecidedOn> {
    const found = await find(tenant, id);
    if (!found) return { kind: 'unknown' };
    if (found.proposal.state !== 'open') return { kind: 'before', proposal: found.proposal };
    const proposal: Proposal = { ...found.proposal, ...decision, decidedAt: now };
    if ((await table.replace(found.stored, fieldsOf(proposal))) === 'replaced') return { kind: 'decided', proposal };
    const stands = await one(tenant, id);
    return stands ? { kind: 'before', proposal: stands } : { kind: 'unknown' };
  }

  async function settle(tenant: string, id: string): Promise<void> {
    await table.remove(openIn(tenant), row(id));
  }

  /** Takes out what was decided before a time. Answers how many went. */
  async function forgetDecided(tenant: string, before: Date): Promise<number> {
    let gone = 0;
    for await (const stored of table.all(all(tenant))) {
      const { decidedAt } = stored.fields;
      if (!(decidedAt instanceof Date) || decidedAt >= before) continue;
      if ((await table.remove(stored.partition, stored.row, stored.etag)) === 'removed') gone += 1;
    }
    return gone;
  }

  /** Takes out what led to a network that was deleted. */
  async function forgetNetwork(tenant: string, network: string): Promise<void> {
    for await (const stored of table.all(all(tenant))) {
      if (stored.fields['network'] !== network) continue;
      await settle(tenant, String(stored.fields['id']));
      await table.remove(stored.partition, stored.row);
    }
  }

  const held: Held = {
    map: dataMap,
    export: async person =>
      (await mine(person)).map(({ proposer, at, decidedAt, ...said }) => ({
        table: name,
        what: { en: 'A network you proposed', cy: 'Rhwydwaith a gynigiwyd gennych' },
        fields: {
          ...said,
          proposerName: proposer.name,
          at: at.toISOString(),
          ...(decidedAt ? { decidedAt: decidedAt.toISOString() } : {}),
        },
      })),
    erase: async person => {
      for (const { proposal, stored } of (await rowsOf(person)).values()) {
        await table.remove(openIn(person.tenant), row(proposal.id));
        await table.remove(stored.partition, stored.row);
      }
    },
  };

  return { propose, mine, open, one, decide, settle, forgetDecided, forgetNetwork, held };
}

/** A place without a proposal, or the one whose decision is the oldest. */
function freePlace(held: Map<string, { proposal: Proposal }>): string | undefined {
  const empty = places.find(place => !held.has(place));
  if (empty) return empty;
  const decided = [...held].filter(([, { proposal }]) => proposal.state !== 'open');
  return decided.sort(([, one], [, other]) => one.proposal.at.getTime() - other.proposal.at.getTime())[0]?.[0];
}

function fieldsOf({ id, proposer, name: title, purpose, whoFor, at, state, decidedAt, reason, network }: Proposal): Fields {
  return { id, proposerName: proposer.name, name: title, purpose, whoFor, at, state, decidedAt, reason, network };
}

function proposalOf(person: Person, { fields }: StoredRow): Proposal {
  const text = (property: string) => String(fields[property] ?? '');
  const { state, decidedAt, reason, network } = fields;
  return {
    id: text('id'),
    proposer: { ...person, name: text('proposerName') },
    name: text('name'),
    purpose: text('purpose'),
    whoFor: text('whoFor'),
    at: fields['at'] as Date,
    state: state === 'open' || state === 'approved' ? state : 'declined',
    ...(decidedAt instanceof Date ? { decidedAt } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof network === 'string' ? { network } : {}),
  };
}

const theirs = personal('What you proposed, and what became of it', 'Yr hyn a gynigiwyd gennych, a’r hyn a ddaeth ohono');
const dataMap = mapOf(
  name,
  { en: 'A year after it was decided, or until you erase it', cy: 'Blwyddyn ar ôl penderfynu arno, neu nes i chi ei ddileu' },
  {
    id: general('Which proposal it is', 'Pa gynnig ydyw'),
    proposer: personal('Who proposed it, to find it again', 'Pwy a’i cynigiodd, i ddod o hyd iddo eto'),
    place: general('Where it is kept', 'Ble y cedwir ef'),
    proposerName: personal('So that administrators know who asks', 'Fel bod gweinyddwyr yn gwybod pwy sy’n gofyn'),
    name: theirs,
    purpose: theirs,
    whoFor: theirs,
    at: personal('When you proposed it', 'Pryd y’i cynigiwyd gennych'),
    state: theirs,
    decidedAt: theirs,
    reason: theirs,
    network: theirs,
  },
);
