import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Press } from '../../bot/cards/card.ts';
import { buttonsOf, shown, words } from '../../bot/cards/pieces.ts';
import type { Feature } from '../../bot/feature.ts';
import { newMembership, visibilities, type Visibility } from '../../bot/networks/membership/membership.ts';
import { openMemberships, type MembershipsStore } from '../../bot/networks/membership/memberships.store.ts';
import { forceNamed } from '../../bot/people/forces.ts';
import { openPeople, type People } from '../../bot/people/people.ts';
import type { Person } from '../../bot/people/person.ts';
import { Refusal } from '../../bot/refusal.ts';
import type { Storage } from '../../bot/storage/storage.ts';
import { show } from '../../bot/teams/reply.ts';
import { productOver } from '../support/features.ts';
import { chatOf } from '../support/chatting.ts';
import { storageHere } from '../support/storage.ts';

// Two worlds that differ in one thing: in the first Toni is in the network, in the second Uli is. Whoever may not know must see the same
// in both, to the letter, whatever they type, press, search, or ask through the tab, so that they cannot guess better than before.

const now = new Date('2026-06-02T17:00:00Z');
const network = 'sussex-ren';
const mostPresses = 60;

const watchers = ['chair', 'secretary', 'committee', 'liaison', 'administrator', 'adviser', 'launcher', 'member', 'colleague'] as const;
type Watcher = (typeof watchers)[number];
/** Who may know a name, by the member's choice; a look at such a name is no leak. */
const entitled: Record<Visibility, readonly Watcher[]> = {
  everyone: watchers,
  members: ['chair', 'secretary', 'member'],
  officers: ['chair', 'secretary'],
  hidden: [],
};

type World = { tenant: string; features: Feature[]; watcher: Person; hears: string[] };
type Variant = (memberships: MembershipsStore) => Partial<Feature>[];

describe('Somebody who wants to know who is in a network', function () {
  this.timeout(120_000);
  const { storage } = storageHere();
  let product: { people: People; memberships: MembershipsStore; features: Feature[] };
  before(() => void (product = worldOver(storage())));
  // The same people in every world, so that only the one difference can show.
  const ids = { watcher: randomUUID(), toni: randomUUID(), uli: randomUUID() };

  for (const visibility of visibilities) {
    for (const watcher of watchers) {
      if (entitled[visibility].includes(watcher)) continue;
      it(`learns nothing as ${watcher} when the member chose “${visibility}”`, async () => {
        const [first, second] = await Promise.all([observed('toni', visibility, watcher), observed('uli', visibility, watcher)]);
        assert.ok(first.length > 40, 'the attack must have seen something');
        assert.deepEqual(first, second);
      });
    }
  }

  it('learns a name as a chair when the member chose officers: the attack can see', async () => {
    const [first, second] = await Promise.all([observed('toni', 'officers', 'chair'), observed('uli', 'officers', 'chair')]);
    assert.notDeepEqual(first, second);
  });

  it('learns nothing of whether anybody joined this month: figures are frozen', async () => {
    const [somebody, nobody] = await Promise.all([observed('toni', 'hidden', 'liaison'), observed(undefined, 'hidden', 'liaison')]);
    assert.deepEqual(somebody, nobody);
  });

  it('breaks a naive list that forgets the choice', async () => {
    const naive: Variant = memberships => [
      {
        commands: [
          {
            id: 'naive/members',
            phrases: { en: ['who is in it'], cy: ['pwy sydd ynddo'] },
            isPrivate: false,
            run: async turn => {
              const page = await memberships.visiblePage(turn.person.tenant, network, 'officer', { size: 50 });
              return show(
                shown(
                  'en',
                  'Members',
                  page.members.map(({ name }) => words(name)),
                ),
              );
            },
          },
        ],
      },
    ];
    const [first, second] = await Promise.all([
      observed('toni', 'officers', 'colleague', naive),
      observed('uli', 'officers', 'colleague', naive),
    ]);
    assert.notDeepEqual(first, second);
  });

  it('breaks a naive figure that is live', async () => {
    const naive: Variant = memberships => [
      {
        commands: [
          {
            id: 'naive/size',
            phrases: { en: ['how many are in it'], cy: ['faint sydd ynddo'] },
            isPrivate: false,
            run: async turn =>
              show(shown('en', 'Size', [words(`${(await memberships.counts(turn.person.tenant, network)).members} members`)])),
          },
        ],
      },
    ];
    const [somebody, nobody] = await Promise.all([
      observed('toni', 'hidden', 'colleague', naive),
      observed(undefined, 'hidden', 'colleague', naive),
    ]);
    assert.notDeepEqual(somebody, nobody);
  });

  /** Everything this watcher gets to see in a world where that one is in the network. */
  async function observed(
    isIn: 'toni' | 'uli' | undefined,
    visibility: Visibility,
    watcher: Watcher,
    variant?: Variant,
  ): Promise<string[]> {
    const world = await worldWith(isIn, visibility, watcher, variant);
    // Once before, for among all that is pressed somebody also gives up their role.
    await asksTheTab(world);
    await typesEverything(world);
    await asksTheTab(world);
    return ranked(world.hears.map(line => line.replaceAll(world.tenant, 'TENANT')));
  }

  /** A tenant of its own; the product, its library and its index are the same for all of them, as they are for forces. */
  async function worldWith(
    isIn: 'toni' | 'uli' | undefined,
    visibility: Visibility,
    role: Watcher,
    variant: Variant = () => [],
  ): Promise<World> {
    const tenant = randomUUID();
    const { people, memberships, features } = product;
    const watcher = { tenant, id: ids.watcher };
    const join = (id: string, name: string, seen: Visibility) =>
      memberships.join({ tenant, id }, network, { ...newMembership(now), visibility: seen, ...(seen === 'hidden' ? {} : { name }) });
    for (const [id, name] of [
      [ids.toni, 'Toni Target'],
      [ids.uli, 'Uli Unlike'],
    ] as const)
      await people.names.note({ tenant, id }, name, now);
    if (role === 'member') await join(ids.watcher, 'Wim Watcher', 'officers');
    else if (role !== 'colleague') {
      const isOfForce = role === 'administrator' || role === 'launcher';
      await people.roles.grant(watcher, { name: role, network: isOfForce ? '' : network }, now);
    }
    if (isIn) await join(ids[isIn], isIn === 'toni' ? 'Toni Target' : 'Uli Unlike', visibility);
    return { tenant, features: [...variant(memberships).map(part => ({ name: 'naive', ...part })), ...features], watcher, hears: [] };
  }
});

function worldOver(storage: Storage): { people: People; memberships: MembershipsStore; features: Feature[] } {
  const people = openPeople(storage, { homeForce: 'Sussex Police', secret: Buffer.alloc(32, 7) }, () => now);
  const { features } = productOver(storage, people);
  return { people, memberships: openMemberships(storage.table('memberships')), features };
}

/** Pseudonyms and ids are drawn anew in every world: each becomes the number of its first appearance. */
function ranked(lines: readonly string[]): string[] {
  const ranks = new Map<string, string>();
  return lines.map(line =>
    line.replace(/[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=by )[0-9a-f]{8}/g, drawn => {
      const rank = ranks.get(drawn) ?? `id ${ranks.size + 1}`;
      ranks.set(drawn, rank);
      return rank;
    }),
  );
}

/** Types every command in the own chat and in a channel, searches, follows links, and presses whatever appears. */
async function typesEverything({ features, watcher, hears }: World): Promise<void> {
  let turns = 0;
  const chat = chatOf(features, watcher, () => ({ id: `turn ${(turns += 1)}`, now, name: 'Wim Watcher' }));
  const waiting: Press[] = [];
  const pressed = new Set<string>();
  const hear = (what: string) => {
    const { kind, text, card } = chat.seen;
    hears.push(`${what} → ${kind}: ${text} [${card?.fallbackText ?? ''}]`);
    for (const button of card ? buttonsOf(card) : []) {
      // Whoever joins may see members who chose “members”: that is what those chose, and no leak.
      if (button.type !== 'Action.Execute' || button.verb === 'networks/join') continue;
      const same = `${button.verb} ${button.data.sn.about} ${JSON.stringify(button.data.sn.carried ?? {})}`;
      if (!pressed.has(same)) waiting.push(button);
      pressed.add(same);
    }
  };
  const lines = features
    .flatMap(feature => feature.commands ?? [])
    .map(({ phrases }) => (phrases.en[0] ?? '').replace('…', 'race equality network'));
  for (const line of [...lines, 'who is in the race equality network', 'is Toni Target in the race equality network']) {
    for (const scope of ['personal', 'channel', 'group'] as const) {
      await chat.say(line, { scope });
      hear(`says “${line}” in ${scope}`);
    }
  }
  for (let count = 0; waiting.length > 0 && count < mostPresses; count += 1) {
    const button = waiting.shift()!;
    await chat.pressKept(button);
    hear(`presses “${button.title}”`);
  }
}

/** Every route that only reads, and search and links as the message extension has them. */
async function asksTheTab({ features, watcher, hears }: World): Promise<void> {
  const caller = {
    person: watcher,
    name: 'Wim Watcher',
    force: forceNamed('Sussex Police'),
    appRoles: [],
    guest: false,
    language: 'en' as const,
    now,
  };
  for (const { method, path, run } of features.flatMap(feature => feature.routes ?? [])) {
    if (method !== 'get') continue;
    for (const search of ['', 'toni', 'uli']) {
      const params: Record<string, string> = { id: network, search };
      hears.push(`${path} ${JSON.stringify(params)} → ${await told(() => run(caller, { params, body: undefined }))}`);
    }
  }
}

async function told(ask: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await ask());
  } catch (error) {
    if (error instanceof Refusal) return `refused: ${error.in('en')}`;
    throw error;
  }
}
