import { LRUCache } from 'lru-cache';
import type { Language } from '../language/language.ts';
import { partition, row, rowAfter, sortableDown } from '../storage/keys.ts';
import type { Table } from '../storage/table.ts';
import { general, mapOf } from './data-map.ts';
import type { Retention } from './retention.ts';
import { readValue, unsetValue, wordingFor, type Setting, type SettingName, type SettingValue } from './settings.ts';

const name = 'settings';
const freshForMs = 30_000;

export type SettingsStore = ReturnType<typeof openForceSettings>;

/**
 * What each force has set for itself. Every version is a row of its own, the newest first: what was in force when somebody agreed
 * to it can be looked up, and of two people who follow the same version only one is first.
 */
export function openForceSettings(table: Table) {
  const known = new LRUCache<string, Setting<SettingName>>({ max: 5_000, ttl: freshForMs });
  const place = (tenant: string) => partition(tenant, name);
  const cacheKey = (tenant: string, setting: SettingName) => `${tenant}|${setting}`;
  let writes = 0;

  /** A setting, remembered for 30 s; what this instance set is seen at once. */
  async function of<Name extends SettingName>(tenant: string, setting: Name): Promise<Setting<Name>> {
    const cached = known.get(cacheKey(tenant, setting)) as Setting<Name> | undefined;
    if (cached) return cached;
    const before = writes;
    const found = await read(tenant, setting);
    if (before === writes) known.set(cacheKey(tenant, setting), found);
    return found;
  }

  /** A setting as it stands now. */
  async function read<Name extends SettingName>(tenant: string, setting: Name): Promise<Setting<Name>> {
    const { rows } = await table.list(place(tenant), { from: row(setting), before: rowAfter(setting), limit: 1 });
    const [newest] = rows;
    if (!newest) return { value: unsetValue(setting), version: 0 };
    const { value, version, changedAt } = newest.fields;
    return { value: readValue(setting, value), version: Number(version), changedAt: changedAt as Date };
  }

  /** Sets a value for whoever last saw version `seen`; somebody who set it meanwhile was first. */
  async function set<Name extends SettingName>(
    tenant: string,
    setting: Name,
    value: SettingValue<Name>,
    { seen, now }: { seen: number; now: Date },
  ): Promise<'set' | 'changed'> {
    const stands = await read(tenant, setting);
    if (stands.version !== seen) return 'changed';
    const version = seen + 1;
    const outcome = await table.insert(place(tenant), row(setting, sortableDown(version)), {
      value: JSON.stringify(value),
      version,
      changedAt: now,
    });
    writes += 1;
    known.delete(cacheKey(tenant, setting));
    return outcome === 'inserted' ? 'set' : 'changed';
  }

  /** The data protection officer's words on why memberships may be kept; empty until they are given. */
  const lawfulBasis = async (tenant: string, language: Language): Promise<string> =>
    wordingFor((await of(tenant, 'lawfulBasis')).value, language);

  /** How long this force keeps what has no end of its own. */
  const retention = async (tenant: string): Promise<Retention> => (await of(tenant, 'retention')).value;

  return { of, read, set, lawfulBasis, retention, map };
}

const map = mapOf(
  name,
  { en: 'As long as the tenant uses the app', cy: 'Cyhyd ag y mae’r tenant yn defnyddio’r ap' },
  {
    value: general('What the force has set for itself', 'Yr hyn y mae’r heddlu wedi’i osod'),
    version: general('How often it was set', 'Sawl gwaith y cafodd ei osod'),
    changedAt: general('When it was set', 'Pryd y cafodd ei osod'),
  },
);
