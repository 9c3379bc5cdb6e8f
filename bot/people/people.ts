import type { Held } from '../feature.ts';
import type { WelshRule } from '../language/language.ts';
import { deriveKey } from '../storage/secret.ts';
import type { Storage } from '../storage/storage.ts';
import { openActs } from './acts.store.ts';
import { openAddresses } from './addresses.store.ts';
import { openAudit } from './audit.store.ts';
import { openPreferences } from './preferences.store.ts';
import { openRoles } from './roles.store.ts';
import { openTenants } from './tenants.store.ts';

export type People = ReturnType<typeof openPeople>;

/** Who people are here, over one storage account: the stores that every feature shares. */
export function openPeople(storage: Storage, settings: { homeForce: string; welsh?: WelshRule; secret: Buffer }) {
  const preferences = openPreferences(storage.table('preferences'));
  const addresses = openAddresses(storage.table('addresses'));
  const roles = openRoles(storage.table('roles'));
  const acts = openActs(storage.table('acts'), deriveKey(settings.secret, 'acts'));
  const audit = openAudit({ audit: storage.table('audit'), pseudonyms: storage.table('pseudonyms') });
  const tenants = openTenants(storage.table('tenants'), settings);
  // The pseudonym's key goes last: the others may still want to write down what was erased.
  const held: Held[] = [preferences.held, addresses.held, roles.held, acts.held, audit.held];
  return { preferences, addresses, roles, acts, audit, tenants, held, heldMap: held.flatMap(one => one.map).concat(tenants.map) };
}
