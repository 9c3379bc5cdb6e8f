import type { Held } from '../feature.ts';
import type { WelshRule } from '../language/language.ts';
import { deriveKey } from '../storage/secret.ts';
import type { Storage } from '../storage/storage.ts';
import { openActs } from './acts.store.ts';
import { openAddresses } from './addresses.store.ts';
import { openApprovals } from './approvals.store.ts';
import { openAudit } from './audit.store.ts';
import { openNames } from './names.store.ts';
import type { Person } from './person.ts';
import { openPreferences } from './preferences.store.ts';
import { openRoles } from './roles.store.ts';
import { openForceSettings } from './settings.store.ts';
import { openTenants } from './tenants.store.ts';

export type People = ReturnType<typeof openPeople>;

export type PeopleSettings = {
  homeForce: string;
  welsh?: WelshRule;
  secret: Buffer;
  /** Administrators by setting, for as long as it names them: how a force gets its first one without Entra's app roles. */
  administrators?: readonly Person[];
};

/** Who people are here, over one storage account: the stores that every feature shares. */
export function openPeople(storage: Storage, settings: PeopleSettings, now: () => Date = () => new Date()) {
  const preferences = openPreferences(storage.table('preferences'));
  const addresses = openAddresses(storage.table('addresses'), now);
  const names = openNames(storage.table('names'));
  const { administrators = [] } = settings;
  const roles = openRoles(storage.table('roles'), { key: deriveKey(settings.secret, 'roles'), now, administrators });
  const acts = openActs(storage.table('acts'), deriveKey(settings.secret, 'acts'));
  const audit = openAudit(
    { audit: storage.table('audit'), pseudonyms: storage.table('pseudonyms') },
    deriveKey(settings.secret, 'audit chain'),
  );
  const approvals = openApprovals(storage.table('approvals'), audit);
  const forceSettings = openForceSettings(storage.table('settings'));
  const tenants = openTenants(storage.table('tenants'), settings);
  // The pseudonym's key goes last: the others may still want to write down what was erased.
  const held: Held[] = [preferences.held, addresses.held, names.held, roles.held, acts.held, approvals.held, audit.held];
  const heldMap = held.flatMap(one => one.map).concat(tenants.map, forceSettings.map);
  return { preferences, addresses, names, roles, acts, audit, approvals, forceSettings, tenants, held, heldMap };
}
