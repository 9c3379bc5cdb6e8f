import { createHash } from 'node:crypto';
import type { People } from '../../../people/people.ts';
import type { Person } from '../../../people/person.ts';
import type { StoredRow } from '../../../storage/table.ts';
import type { Force } from '../../../teams/turn.ts';
import { championIdsFrom } from '../../directory/champions.ts';
import { championOf, linesOf, noDetails, sections, stampOf, type Details, type Section } from '../../directory/details.ts';
import { heldDetails, networkOf, type EditState, type NetworkRow } from '../../directory/edits.ts';
import type { Network } from '../../directory/network.ts';
import type { NetworksStore } from '../../directory/networks.store.ts';
import { isDeletable, moved, type Move } from './moves.ts';

/** A network as it stands in the storage at this moment, for somebody who changes it. */
export type Standing = { network: Network; details: Details; state: EditState; /** Whether a document describes it. */ isSeed: boolean };

/** Who changes which network, and when. */
export type Doing = { person: Person; force: Force; id: string; now: Date };

export type Saved = { kind: 'saved' | 'same' | 'changed'; standing: Standing } | { kind: 'unknown' };
export type Moved = 'moved' | 'already' | 'cannot' | 'before' | 'unknown';
export type Created = { kind: 'created'; id: string } | { kind: 'nameTaken' };

export type EditingNeeds = {
  store: Pick<NetworksStore, 'rows' | 'read' | 'save'>;
  seeds: (force: Force) => Network[];
  people: Pick<People, 'acts' | 'audit' | 'names'>;
};
export type Editing = ReturnType<typeof openEditing>;

// Writers meet only when two administrators press within a moment of each other.
const tries = 8;

/** What administrators do to networks. Every change names the state it was made from; nothing is ever written over unseen. */
export function openEditing({ store, seeds, people }: EditingNeeds) {
  async function read(tenant: string, force: Force, id: string): Promise<(Standing & { row: NetworkRow; stored?: StoredRow }) | undefined> {
    const seed = seeds(force).find(one => one.id === id);
    const held = await store.read(tenant, id);
    const network = networkOf(seed, held?.row);
    const details = heldDetails(seed, held?.row);
    if (!network || !details) return undefined;
    const row: NetworkRow = held?.row ?? { id, kind: 'edits', details: {}, isSample: network.isSample, version: 0 };
    return { network, details, isSeed: row.kind === 'edits', state: row, row, stored: held?.stored };
  }

  const standing = async (tenant: string, force: Force, id: string): Promise<Standing | undefined> => read(tenant, force, id);

  /** Champions who have used the app are kept with their ids: then they find their names, and can take them out. */
  async function championIdsOf(tenant: string, champions: string): Promise<string | undefined> {
    const known = new Map<string, string>();
    for (const { name } of linesOf(champions).map(championOf)) {
      const person = await people.names.only(tenant, name);
      if (person) known.set(name, person.id);
    }
    return championIdsFrom(known) || undefined;
  }

  /**
   * Saves one section for somebody who saw it as `stamp` says. `changed`: somebody else wrote it meanwhile, and nothing was saved.
   * `same`: it stands as typed already, as after the same press a second time.
   */
  async function saveSection(doing: Doing & { section: Section; stamp: string; details: Partial<Details> }): Promise<Saved> {
    const { person, force, id, section, stamp, details, now } = doing;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const before = await read(person.tenant, force, id);
      if (!before) return { kind: 'unknown' };
      const championIds = section === 'places' ? await championIdsOf(person.tenant, details.champions ?? '') : before.row.championIds;
      const isNews = (section === 'joining' && !before.state.lookedAt) || championIds !== before.row.championIds;
      if (!isNews && sections[section].every(name => before.details[name] === details[name])) return { kind: 'same', standing: before };
      if (stampOf(before.details, section) !== stamp) return { kind: 'changed', standing: before };
      const saved = await write(before, person.tenant, { details, championIds, ...marksOf(section, now) }, now);
      if (!saved) continue;
      await people.audit.write({ person, act: `network edited: ${section}`, object: id, now });
      return { kind: 'saved', standing: (await standing(person.tenant, force, id)) ?? before };
    }
    throw new Error('too many changes to one network at once');
  }

  /** Pauses, reopens or closes. A press that was carried out before does nothing again. */
  async function move(doing: Doing & { move: Move; version: string }): Promise<Moved> {
    const { person, force, id, move: wanted, version, now } = doing;
    const outcome = await people.acts.once({ person, verb: `networks/${wanted}`, object: id, version, now }, async (): Promise<Moved> => {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const before = await read(person.tenant, force, id);
        if (!before) return 'unknown';
        const status = moved(before.network.status, wanted);
        if (status === 'already' || status === 'cannot') return status;
        const closedAt = status === 'closed' ? now : undefined;
        if (!(await write(before, person.tenant, { details: { status }, closedAt }, now))) continue;
        await people.audit.write({ person, act: `network ${pastOf[wanted]}`, object: id, now });
        return 'moved';
      }
      throw new Error('too many changes to one network at once');
    });
    return outcome === 'before' ? 'before' : outcome.done;
  }

  /** Makes a new network. `intent` tells one wish from another, so that the same press twice makes one network. */
  async function create(asked: { person: Person; force: Force; details: Partial<Details>; intent: string; now: Date }): Promise<Created> {
    const { person, force, details, intent, now } = asked;
    const id = idFor(details.enName ?? '', [person.tenant, intent]);
    if (await isNameTaken(person.tenant, force, id, details.enName ?? '')) return { kind: 'nameTaken' };
    await make({ person, id, details, now, act: 'network created' });
    return { kind: 'created', id };
  }

  /** Makes the network of this id, unless it was made before. */
  async function make({
    person,
    id,
    details,
    now,
    act,
  }: {
    person: Person;
    id: string;
    details: Partial<Details>;
    now: Date;
    act: string;
  }): Promise<void> {
    const row: NetworkRow = {
      id,
      kind: 'own',
      details: { ...noDetails, ...details },
      isSample: false,
      version: 1,
      changedAt: now,
      saidAt: now,
    };
    if ((await store.save(person.tenant, row)) === 'saved') await people.audit.write({ person, act, object: id, now });
  }

  async function isNameTaken(tenant: string, force: Force, id: string, name: string): Promise<boolean> {
    const rows = new Map((await store.rows(tenant)).map(row => [row.id, row]));
    const described = new Map(seeds(force).map(seed => [seed.id, seed]));
    return [...new Set([...rows.keys(), ...described.keys()])].some(one => {
      const words = networkOf(described.get(one), rows.get(one))?.words;
      return one !== id && [words?.en.name, words?.en.short, words?.cy?.name].some(taken => plain(taken ?? '') === plain(name));
    });
  }

  /** Takes the words of a closed network away for good. Its id stays taken, so that nothing held under it can come back to life. */
  async function remove({ person, force, id, now }: Doing): Promise<'removed' | 'notClosed' | 'unknown'> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const before = await read(person.tenant, force, id);
      if (!before) return 'unknown';
      if (!isDeletable(before.network.status, before.state, now)) return 'notClosed';
      const { version } = before.row;
      const gone: NetworkRow = { id, kind: 'gone', details: {}, isSample: before.row.isSample, version: version + 1, changedAt: now };
      if ((await store.save(person.tenant, gone, before.stored)) === 'changed') continue;
      await people.audit.write({ person, act: 'network deleted', object: id, now });
      return 'removed';
    }
    throw new Error('too many changes to one network at once');
  }

  async function write(
    { row, stored }: { row: NetworkRow; stored?: StoredRow },
    tenant: string,
    changed: { details: Partial<Details>; championIds?: string } & Partial<EditState>,
    now: Date,
  ): Promise<boolean> {
    const { details, ...state } = changed;
    const next: NetworkRow = { ...row, ...state, details: { ...row.details, ...details }, version: row.version + 1, changedAt: now };
    return (await store.save(tenant, next, stored)) === 'saved';
  }

  return { standing, saveSection, move, create, make, isNameTaken, remove };
}

/** When what was last looked at or written, beside the change itself. */
const marksOf = (section: Section, now: Date): Partial<EditState> =>
  section === 'joining' ? { lookedAt: now } : section === 'english' || section === 'welsh' ? { saidAt: now } : {};

const pastOf: Record<Move, string> = { pause: 'paused', reopen: 'reopened', close: 'closed' };

/** An id as people may see it in a link: the name in plain letters, and an end that tells two of the same name apart. */
export function idFor(name: string, intent: readonly string[]): string {
  const letters = plain(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  return `${letters || 'network'}-${createHash('sha256').update(JSON.stringify(intent)).digest('hex').slice(0, 6)}`;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
