import { randomUUID } from 'node:crypto';
import { openPeople, type People } from '../../bot/people/people.ts';
import type { Person } from '../../bot/people/person.ts';
import { forceNamed } from '../../bot/people/forces.ts';
import type { Storage } from '../../bot/storage/storage.ts';
import type { Turn } from '../../bot/teams/turn.ts';

export const aTenant = (): string => randomUUID();

export const aPerson = (tenant = aTenant()): Person => ({ tenant, id: randomUUID() });

/** As another instance would have it: the same storage, its own memory. */
export const peopleOver = (storage: Storage, now?: () => Date): People =>
  openPeople(storage, { homeForce: 'Sussex Police', secret: Buffer.alloc(32, 7) }, now);

/** A turn in somebody's own chat, unless told otherwise. */
export function aTurn(person: Person, told: Partial<Turn> = {}): Turn {
  const scope = told.scope ?? 'personal';
  return {
    person,
    name: 'Casey Example',
    force: forceNamed('Sussex Police'),
    language: 'en',
    languageChosen: false,
    scope,
    address: {
      tenant: person.tenant,
      scope,
      conversation: scope === 'personal' ? `a:${person.id}` : '19:room@thread.tacv2',
      serviceUrl: 'https://smba.trafficmanager.net/uk/',
      bot: { id: '28:bot', name: 'Staff Networks' },
      ...(scope === 'personal' ? { person: { ...person, channelId: `29:${person.id}` } } : {}),
    },
    id: randomUUID(),
    now: new Date('2026-06-02T17:00:00Z'),
    ...told,
  };
}
