import { openMemberships } from '../../networks/membership/memberships.store.ts';
import { newMembership } from '../../networks/membership/membership.ts';
import { openNetworks } from '../../networks/directory/networks.store.ts';
import { openPeople } from '../../people/people.ts';
import type { Settings } from '../../settings.ts';
import type { Storage } from '../../storage/storage.ts';
import { cast, personOf } from './cast.ts';
import { sampleNetworks } from './sample-networks.ts';

/** When the invented people joined and took on their roles. */
const since = new Date('2026-03-02T09:00:00Z');

/** Puts the invented networks and the sample cast into a tenant that is met for the first time. Harmless twice. */
export async function loadSamples(tenant: string, { storage, settings }: { storage: Storage; settings: Settings }): Promise<void> {
  const networks = openNetworks(storage.table('networks'));
  const memberships = openMemberships(storage.table('memberships'));
  const people = openPeople(storage, settings);
  for (const network of sampleNetworks) await networks.add(tenant, network);
  for (const member of cast) {
    const person = personOf(member, tenant);
    for (const role of member.roles) await people.roles.grant(person, role, since);
    // As if each had used the app: an administrator can then choose them by name.
    await people.names.note(person, member.name, since);
    for (const { network, visibility, joinedAt = since } of member.memberOf) {
      const shown = visibility === 'hidden' ? {} : { name: member.name };
      await memberships.join(person, network, { ...newMembership(joinedAt), visibility, ...shown });
    }
  }
}
