import { createHmac, randomInt } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { partition, partsOf, row, rowAfter } from '../storage/keys.ts';
import type { Change, StoredRow, Table } from '../storage/table.ts';
import type { Person } from './person.ts';
import { isInForce, isRoleName, isSameRole, neededRoles, type HeldRole, type Role } from './roles.ts';
import { codeLength, codeLetters, isOpen, type RoleOffer } from './roles-offered.ts';

// A role taken away must stop working within 60 s everywhere.
const freshForMs = 30_000;
const tries = 30;
/** Of what goes along with an ending; the storage takes a hundred changes at once. */
const mostTogether = 90;

export type Holder = HeldRole & { person: Person };
export type Register = ReturnType<typeof openRegister>;
export type NewOffer = Pick<RoleOffer, 'role' | 'until' | 'by' | 'kind'>;
export type Ended = 'ended' | 'notHeld' | 'last';

/**
 * Who holds which role in a tenant, and who may take one up. They are a few hundred rows in one partition: read whole every 30 s,
 * so that asking for somebody's roles costs nothing, and changed together, so that no chair goes before the next one is there.
 */
export function openRegister(table: Table, { key, now }: { key: Buffer; now: () => Date }) {
  const known = new LRUCache<string, { at: number; holders: Promise<Holder[]> }>({ max: 1_000 });
  const place = (tenant: string) => partition(tenant, 'roles');
  const holderRow = (role: Role, person: string) => row('holder', role.network, role.name, person);
  const offerRow = (id: string) => row('offer', id);
  const keyed = (...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, 32);

  /** Everybody who holds a role, as it was at most 30 s ago; whose term is over is still among them. */
  function holders(tenant: string): Promise<Holder[]> {
    const at = now().getTime();
    const cached = known.get(tenant);
    if (cached && Math.abs(at - cached.at) < freshForMs) return cached.holders;
    const reading = read(tenant);
    known.set(tenant, { at, holders: reading });
    reading.catch(() => known.delete(tenant));
    return reading;
  }

  async function read(tenant: string): Promise<Holder[]> {
    const found: Holder[] = [];
    for await (const one of table.all(place(tenant), { from: row('holder'), before: rowAfter('holder') })) {
      const holder = holderOf(tenant, one);
      if (holder) found.push(holder);
    }
    return found;
  }

  async function grant({ person, role, grantedAt, until }: Holder): Promise<void> {
    await table.insert(place(person.tenant), holderRow(role, person.id), { grantedAt, until });
    known.delete(person.tenant);
  }

  /** Takes the row out, whatever follows: for erasure and for what nobody can be asked about. */
  async function drop(person: Person, role: Role): Promise<void> {
    await table.remove(place(person.tenant), holderRow(role, person.id));
    known.delete(person.tenant);
  }

  /**
   * Ends a role. The last of a needed role stays unless `leavesNone`. Another holder's row is written again in the same change,
   * so that of two who are taken away at once only one can go.
   */
  async function end({ person, role }: Pick<Holder, 'person' | 'role'>, leavesNone: boolean): Promise<Ended> {
    const at = place(person.tenant);
    const outcome = await settled(async (): Promise<Ended | undefined> => {
      const found = await table.find(at, holderRow(role, person.id));
      if (!found || !isInForce(termOf(found), now())) return 'notHeld';
      const changes: Change[] = [{ do: 'remove', row: found.row, etag: found.etag }];
      if (neededRoles.includes(role.name) && !leavesNone) {
        const other = await anotherInForce(person, role);
        if (!other) return 'last';
        changes.push({ do: 'replace', row: other.row, fields: other.fields, etag: other.etag });
      }
      const handingOver = (await offers(person.tenant)).filter(
        offer => offer.kind === 'handedOver' && offer.by === person.id && isSameRole(offer.role, role),
      );
      for (const { id } of handingOver.slice(0, mostTogether)) changes.push({ do: 'remove', row: offerRow(id) });
      return (await table.together(at, changes)).done ? 'ended' : undefined;
    });
    known.delete(person.tenant);
    return outcome;
  }

  async function anotherInForce(person: Person, role: Role): Promise<StoredRow | undefined> {
    const range = { from: row('holder', role.network, role.name), before: rowAfter('holder', role.network, role.name) };
    for await (const found of table.all(place(person.tenant), range)) {
      if (partsOf(found.row)[3] !== person.id && isInForce(termOf(found), now())) return found;
    }
    return undefined;
  }

  /** Every offer that is kept, lapsed ones too until they are tidied away. Read anew each time. */
  async function offers(tenant: string): Promise<RoleOffer[]> {
    const found: RoleOffer[] = [];
    for await (const one of table.all(place(tenant), { from: row('offer'), before: rowAfter('offer') })) {
      const offer = offerOf(one);
      if (offer) found.push(offer);
    }
    return found;
  }

  async function offerNamed(tenant: string, id: string): Promise<RoleOffer | undefined> {
    const found = await table.find(place(tenant), offerRow(id));
    return found && offerOf(found);
  }

  /** Offers a role to one person; offering the same again renews it. */
  async function offer(to: Person, offered: NewOffer): Promise<RoleOffer> {
    const id = keyed('to', offered.role.name, offered.role.network, to.id, offered.kind);
    const made: RoleOffer = { ...offered, id, to: to.id, byCode: false, offeredAt: now() };
    await table.put(place(to.tenant), offerRow(id), fieldsOf(made));
    return made;
  }

  /** Offers a role to whoever first brings the code. Only a keyed hash of it is kept, so it can be told once. */
  async function invite(tenant: string, offered: NewOffer): Promise<{ offer: RoleOffer; code: string }> {
    const code = Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join('');
    const made: RoleOffer = { ...offered, id: keyed('code', code), byCode: true, offeredAt: now() };
    await table.put(place(tenant), offerRow(made.id), fieldsOf(made));
    return { offer: made, code };
  }

  /** Makes the offer behind a code that of the first who brings it. To them it stays found; to anybody else it is unknown. */
  async function redeem(person: Person, code: string): Promise<RoleOffer | 'unknown' | 'own'> {
    return settled(async () => {
      const found = await table.find(place(person.tenant), offerRow(keyed('code', code)));
      const offered = found && offerOf(found);
      if (!found || !offered || !isOpen(offered, now())) return 'unknown';
      if (offered.to !== undefined) return offered.to === person.id ? offered : 'unknown';
      if (offered.by === person.id) return 'own';
      const theirs = { ...offered, to: person.id };
      return (await table.replace(found, fieldsOf(theirs))) === 'replaced' ? theirs : undefined;
    });
  }

  /**
   * Starts the role and uses up the offer in one change; of a role handed over, the holder before goes in that same change.
   * `stands` says whether whoever offered it still may.
   */
  async function accept(
    person: Person,
    id: string,
    stands: (offer: RoleOffer) => Promise<boolean>,
  ): Promise<{ accepted: RoleOffer } | 'gone'> {
    const at = place(person.tenant);
    const outcome = await settled(async () => {
      const found = await table.find(at, offerRow(id));
      const offered = found && offerOf(found);
      if (!found || !offered || offered.to !== person.id || offered.by === person.id || !isOpen(offered, now())) return 'gone';
      if (!(await stands(offered))) return 'gone';
      const [mine, before] = await Promise.all([
        table.find(at, holderRow(offered.role, person.id)),
        offered.kind === 'handedOver' ? table.find(at, holderRow(offered.role, offered.by)) : undefined,
      ]);
      if (offered.kind === 'handedOver' && !(before && isInForce(termOf(before), now()))) return 'gone';
      // A successor's term ends when the term of the one before would have.
      const until = before ? termOf(before).until : offered.until;
      const changes: Change[] = [{ do: 'remove', row: found.row, etag: found.etag }, holding(mine, person, offered, until)];
      if (before) changes.push({ do: 'remove', row: before.row, etag: before.etag });
      return (await table.together(at, changes)).done ? { accepted: { ...offered, until } } : undefined;
    });
    known.delete(person.tenant);
    return outcome;
  }

  function holding(mine: StoredRow | undefined, person: Person, offered: RoleOffer, until: Date | undefined): Change {
    if (!mine) return { do: 'insert', row: holderRow(offered.role, person.id), fields: { grantedAt: now(), until } };
    const held = isInForce(termOf(mine), now());
    const staysAsItIs = held && offered.kind === 'handedOver';
    const fields = staysAsItIs ? mine.fields : { grantedAt: held ? mine.fields['grantedAt'] : now(), until };
    return { do: 'replace', row: mine.row, fields, etag: mine.etag };
  }

  /** Declined, withdrawn or no longer wanted. */
  async function dropOffer(tenant: string, id: string): Promise<'removed' | 'absent'> {
    return (await table.remove(place(tenant), offerRow(id))) === 'removed' ? 'removed' : 'absent';
  }

  /** Takes out whatever belongs to a network that is no more. */
  async function forgetNetwork(tenant: string, network: string): Promise<void> {
    for await (const found of table.all(place(tenant))) {
      const of = offerOf(found)?.role.network ?? holderOf(tenant, found)?.role.network;
      if (of === network) await table.remove(found.partition, found.row);
    }
    known.delete(tenant);
  }

  /** Takes out terms that are over and offers that have lapsed; neither counted any more. Answers how many went. */
  async function tidy(tenant: string): Promise<number> {
    let gone = 0;
    for await (const found of table.all(place(tenant))) {
      const offered = offerOf(found);
      const isOver = offered ? !isOpen(offered, now()) : !isInForce(termOf(found), now());
      if (isOver && (await table.remove(found.partition, found.row, found.etag)) === 'removed') gone += 1;
    }
    known.delete(tenant);
    return gone;
  }

  return { holders, read, grant, drop, end, offers, offerNamed, offer, invite, redeem, accept, dropOffer, forgetNetwork, tidy };
}

/** Others may change the register at the same time: a few tries with what stands then. */
async function settled<Answer>(act: () => Promise<Answer | undefined>): Promise<Answer> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const answer = await act();
    if (answer !== undefined) return answer;
  }
  throw new Error('too many changes to the roles of one force at once');
}

const dateIn = (value: unknown): Date | undefined => (value instanceof Date ? value : undefined);
const termOf = ({ fields }: StoredRow) => ({ until: dateIn(fields['until']) });

function holderOf(tenant: string, found: StoredRow): Holder | undefined {
  const [kind, network = '', name, id] = partsOf(found.row);
  if (kind !== 'holder' || !isRoleName(name) || !id) return undefined;
  return { person: { tenant, id }, role: { name, network }, grantedAt: found.fields['grantedAt'] as Date, ...termOf(found) };
}

const fieldsOf = ({ role, until, by, kind, to, byCode, offeredAt }: RoleOffer) => ({
  role: role.name,
  network: role.network,
  until,
  by,
  kind,
  to,
  byCode,
  offeredAt,
});

function offerOf({ row: key, fields }: StoredRow): RoleOffer | undefined {
  const [kind, id] = partsOf(key);
  const name = fields['role'];
  if (kind !== 'offer' || !id || !isRoleName(name)) return undefined;
  return {
    id,
    role: { name, network: String(fields['network'] ?? '') },
    until: dateIn(fields['until']),
    by: String(fields['by']),
    kind: fields['kind'] === 'handedOver' ? 'handedOver' : 'given',
    ...(fields['to'] ? { to: String(fields['to']) } : {}),
    byCode: fields['byCode'] === true,
    offeredAt: fields['offeredAt'] as Date,
  };
}
