import type { Held } from '../feature.ts';
import { partition, partsOf, row } from '../storage/keys.ts';
import type { Fields, StoredRow, Table } from '../storage/table.ts';
import { lapsesAt, mayDecide, standingOf, type Approval } from './approvals.ts';
import type { AuditStore } from './audit.store.ts';
import { general, mapOf, personal } from './data-map.ts';
import type { Person } from './person.ts';

const name = 'approvals';
// Writers meet only when two people press within a moment of each other.
const tries = 5;

export type ApprovalsStore = ReturnType<typeof openApprovals>;

export type Asked = 'asked' | 'waiting';
export type Decided = 'approved' | 'refused' | 'own' | 'decided' | 'lapsed' | 'unknown';

/** Acts that wait for a second person: one row for each act and object, decided once. */
export function openApprovals(table: Table, audit: Pick<AuditStore, 'write'>) {
  const place = (tenant: string) => partition(tenant, name);

  async function find(tenant: string, act: string, object: string): Promise<Approval | undefined> {
    const stored = await table.find(place(tenant), row(act, object));
    return stored && approvalOf(tenant, stored);
  }

  /** Asks for an act. What was decided or has lapsed may be asked for again; what waits goes on waiting. */
  async function ask(asking: { asker: Person & { name: string }; act: string; object: string; now: Date }): Promise<Asked> {
    const { asker, act, object, now } = asking;
    const key = row(act, object);
    const fields = fieldsOf({ act, object, state: 'asked', askedAt: now, asker });
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const stored = await table.find(place(asker.tenant), key);
      if (stored && standingOf(approvalOf(asker.tenant, stored), now) === 'asked') return 'waiting';
      const isWritten = stored
        ? (await table.replace(stored, fields)) === 'replaced'
        : (await table.insert(place(asker.tenant), key, fields)) === 'inserted';
      if (!isWritten) continue;
      await audit.write({ person: asker, act: `asked for: ${act}`, object, now });
      return 'asked';
    }
    throw new Error('too many changes to one approval at once');
  }

  /** Decides what was asked at `askedAt`; a press of an older card decides nothing. Names go with the decision. */
  async function decide(deciding: {
    person: Person;
    act: string;
    object: string;
    askedAt: Date;
    decision: 'approved' | 'refused';
    now: Date;
  }): Promise<Decided> {
    const { person, act, object, askedAt, decision, now } = deciding;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const stored = await table.find(place(person.tenant), row(act, object));
      if (!stored) return 'unknown';
      const approval = approvalOf(person.tenant, stored);
      if (approval.askedAt.getTime() !== askedAt.getTime()) return 'unknown';
      const may = mayDecide(approval, person, now);
      if (may !== 'may') return may;
      const decided: Approval = { ...approval, asker: undefined, state: decision, decidedAt: now };
      if ((await table.replace(stored, fieldsOf(decided))) !== 'replaced') continue;
      await audit.write({ person, act: `${decision}: ${act}`, object, now });
      return decision;
    }
    throw new Error('too many changes to one approval at once');
  }

  /** What waits in a tenant, the oldest first. */
  async function waiting(tenant: string, now: Date): Promise<Approval[]> {
    const all: Approval[] = [];
    for await (const stored of table.all(place(tenant))) all.push(approvalOf(tenant, stored));
    return all.filter(one => standingOf(one, now) === 'asked').sort((one, other) => one.askedAt.getTime() - other.askedAt.getTime());
  }

  async function forget(tenant: string, act: string, object: string): Promise<void> {
    await table.remove(place(tenant), row(act, object));
  }

  /** Takes out what has lapsed, with the names in it. Answers how many went. */
  async function forgetLapsed(tenant: string, now: Date): Promise<number> {
    let gone = 0;
    for await (const stored of table.all(place(tenant))) {
      if (standingOf(approvalOf(tenant, stored), now) !== 'lapsed') continue;
      if ((await table.remove(stored.partition, stored.row, stored.etag)) === 'removed') gone += 1;
    }
    return gone;
  }

  async function* askedBy(person: Person): AsyncIterable<StoredRow> {
    for await (const stored of table.all(place(person.tenant))) if (stored.fields['askedBy'] === person.id) yield stored;
  }

  const held: Held = {
    map: dataMap,
    export: async person => {
      const things = [];
      for await (const stored of askedBy(person)) {
        const { act, object, askedAt } = approvalOf(person.tenant, stored);
        things.push({
          table: name,
          what: { en: 'Something you asked a second person to agree to', cy: 'Rhywbeth y gofynnoch i ail berson gytuno ag ef' },
          fields: { act, object, askedAt: askedAt.toISOString(), lapsesAt: lapsesAt({ askedAt }).toISOString() },
        });
      }
      return things;
    },
    erase: async person => {
      for await (const stored of askedBy(person)) await table.remove(stored.partition, stored.row);
    },
  };

  return { ask, decide, find, waiting, forget, forgetLapsed, held };
}

function fieldsOf({ state, askedAt, decidedAt, asker }: Approval): Fields {
  return { state, askedAt, decidedAt, askedBy: asker?.id, askedByName: asker?.name };
}

function approvalOf(tenant: string, { row: key, fields }: StoredRow): Approval {
  const [act = '', object = ''] = partsOf(key);
  const { state, askedAt, decidedAt, askedBy, askedByName } = fields;
  return {
    act,
    object,
    // Whatever cannot be read approves nothing.
    state: state === 'asked' || state === 'approved' ? state : 'refused',
    askedAt: askedAt as Date,
    ...(decidedAt instanceof Date ? { decidedAt } : {}),
    ...(typeof askedBy === 'string' ? { asker: { tenant, id: askedBy, name: String(askedByName ?? '') } } : {}),
  };
}

const dataMap = mapOf(
  name,
  { en: 'Until it is decided, or a day after it lapsed', cy: 'Nes penderfynu arno, neu ddiwrnod ar ôl iddo ddod i ben' },
  {
    state: general('Whether a second person agreed', 'A gytunodd ail berson'),
    askedAt: general('When it was asked for', 'Pryd y gofynnwyd amdano'),
    decidedAt: general('When it was decided', 'Pryd y penderfynwyd arno'),
    askedBy: personal('So that nobody approves their own request', 'Fel na all neb gymeradwyo ei gais ei hun'),
    askedByName: personal('So that the second person knows who asks', 'Fel bod yr ail berson yn gwybod pwy sy’n gofyn'),
  },
);
