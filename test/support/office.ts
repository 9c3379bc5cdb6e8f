import type { Feature, Route } from '../../bot/feature.ts';
import type { Language } from '../../bot/language/language.ts';
import type { People } from '../../bot/people/people.ts';
import type { Person } from '../../bot/people/person.ts';
import type { RoleName } from '../../bot/people/roles.ts';
import type { Storage } from '../../bot/storage/storage.ts';
import type { Rooms } from '../../bot/teams/sending/rooms.ts';
import type { Caller } from '../../bot/web/caller.ts';
import { chatOf, type Chat } from './chatting.ts';
import { publicOrigin, sussex } from './door-server.ts';
import { productOver, type Over, type quietDue } from './features.ts';
import { aPerson, aTenant, peopleOver } from './people.ts';

/** Whoever asks is in every channel that the app was added to. */
const inEveryChannel: Rooms = { of: async (_, channels) => channels.map(({ conversation }) => ({ conversation, name: 'Briefing' })) };

const first = new Date('2026-06-02T17:00:00Z');
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** The network of the force's documents that tests take for an example, and how its cards name it. */
export const described = { id: 'sussex-ren', short: 'Race Equality Network' };

export type Someone = Chat & { person: Person; name: string };

type Run = { kind: string; name: string; when: Date; payload?: string };

export type Office = ReturnType<typeof openOffice>;

/** A force on its first day: the whole product over one storage, a clock of its own, and people in their own chats. */
export function openOffice(storage: Storage, tenant = aTenant(), outside: Pick<Over, 'courier' | 'rooms'> = {}) {
  let now = first;
  const guests = new Set<string>();
  const runs: Run[] = [];
  const people: People = peopleOver(storage, () => now);
  const at = async ({ kind, name, when, payload }: Run) => {
    forgetRun({ kind, name });
    runs.push({ kind, name, when, payload });
    return 'set' as const;
  };
  const forgetRun = ({ kind, name }: Pick<Run, 'kind' | 'name'>): boolean => {
    const waits = runs.findIndex(run => run.kind === kind && run.name === name);
    return waits >= 0 && runs.splice(waits, 1).length > 0;
  };
  const due = {
    ...{ list: async () => [], at },
    ensure: async (run: Run) => (runs.some(({ kind, name }) => kind === run.kind && name === run.name) ? 'kept' : at(run)),
    cancel: async (run: Pick<Run, 'kind' | 'name'>) => (forgetRun(run) ? 'cancelled' : 'absent'),
  } satisfies typeof quietDue;
  const isGuest = async ({ person }: { person: Person }) => guests.has(person.id);
  const build = (over: People) =>
    productOver(storage, over, { due, isGuest, publicOrigin, now: () => now, rooms: inEveryChannel, ...outside });
  const { features, delivery } = build(people);

  async function someone(name: string, role?: RoleName, network = described.id, language: Language = 'en'): Promise<Someone> {
    const person = aPerson(tenant);
    if (role) await people.roles.grant(person, { name: role, network: ['administrator', 'launcher'].includes(role) ? '' : network }, now);
    return inChat(features, person, name, language);
  }

  function inChat(over: readonly Feature[], person: Person, name: string, language: Language = 'en'): Someone {
    const chat = chatOf(over, person, () => ({ now, name, force: sussex, language }));
    return Object.defineProperties(chat, { person: { value: person }, name: { value: name } }) as Someone;
  }

  /** What the tab gets for somebody; a refusal rises. */
  function calls({ person, name }: Pick<Someone, 'person' | 'name'>, language: Language = 'en') {
    const caller = (): Caller => ({ person, name, force: sussex, appRoles: [], guest: false, language, now });
    return async <Answer>(method: Route['method'], path: string, body?: unknown): Promise<Answer> => {
      for (const route of features.flatMap(feature => feature.routes ?? [])) {
        const params = route.method === method ? paramsIn(route.path, path) : undefined;
        if (params) return (await route.run(caller(), { params, body, query: {} } as never)) as Answer;
      }
      throw new Error(`no route ${method} ${path}`);
    };
  }

  /** Lets time pass, and does what comes due meanwhile. */
  async function pass(ms: number): Promise<void> {
    const until = new Date(now.getTime() + ms);
    for (;;) {
      runs.sort((one, other) => one.when.getTime() - other.when.getTime());
      const next = runs[0];
      if (!next || next.when > until) break;
      runs.shift();
      now = new Date(Math.max(now.getTime(), next.when.getTime()));
      const handler = features.find(feature => feature.due?.[next.kind])?.due?.[next.kind];
      const outcome = await handler?.({ tenant, kind: next.kind, name: next.name, dueAt: next.when, now, payload: next.payload ?? '' });
      if (outcome?.again) runs.push({ ...next, when: outcome.again });
    }
    now = until;
  }

  return {
    tenant,
    people,
    features,
    /** What is sent to many: nothing goes out unless its sender is started. */
    delivery,
    guests,
    runs,
    someone,
    calls,
    pass,
    now: () => now,
    /** Another instance of the app over the same storage, with a memory of its own. */
    elsewhere: ({ person, name }: Pick<Someone, 'person' | 'name'>): Someone => {
      const over = build(peopleOver(storage, () => now));
      return inChat(over.features, person, name);
    },
  };
}

function paramsIn(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(given[at] ?? '');
    else if (part !== given[at]) return undefined;
  }
  return params;
}
