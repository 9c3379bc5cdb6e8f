import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openRegister } from '../bot/delivery/register/register.store.ts';
import { registerText } from '../bot/delivery/register/register.text.ts';
import { featureOf, type Feature, type Route } from '../bot/feature.ts';
import { sampleNetworks } from '../bot/local/sample/sample-networks.ts';
import { administrationText } from '../bot/networks/administration/administration.text.ts';
import { openProposals } from '../bot/networks/administration/proposals/proposals.store.ts';
import { privacyText } from '../bot/privacy/privacy.text.ts';
import { dayOneText } from '../bot/networks/dayone/dayone.text.ts';
import { directoryText } from '../bot/networks/directory/directory.text.ts';
import { openDirectory } from '../bot/networks/directory/directory.ts';
import { openNetworks } from '../bot/networks/directory/networks.store.ts';
import { newMembership } from '../bot/networks/membership/membership.ts';
import { openMemberships } from '../bot/networks/membership/memberships.store.ts';
import { rolesPart } from '../bot/networks/roles/roles.part.ts';
import { rolesText } from '../bot/networks/roles/roles.text.ts';
import { openNews } from '../bot/news/news.store.ts';
import { writingText } from '../bot/news/writing.text.ts';
import type { People } from '../bot/people/people.ts';
import type { Person } from '../bot/people/person.ts';
import { forceRoles, guardedActs, may, mayOffer, roleNames, type Guarded, type Role } from '../bot/people/roles.ts';
import { Refusal } from '../bot/refusal.ts';
import type { Storage } from '../bot/storage/storage.ts';
import type { Caller } from '../bot/web/caller.ts';
import { textOf } from './support/chatting.ts';
import { sussex } from './support/door-server.ts';
import { productOver } from './support/features.ts';
import { aPerson, aTenant, aTurn, peopleOver } from './support/people.ts';
import { storageHere } from './support/storage.ts';

// Every role tries every guarded act by every way the product offers, and gets what the table in people/roles.ts says. A command, a verb,
// an action or a route that stands in neither list below fails: whoever adds one says which right guards it, or that anybody may.

const june = new Date('2026-06-02T17:00:00Z');
const longBefore = new Date('2026-01-02T17:00:00Z');
const [target, another] = sampleNetworks.map(network => network.id) as [string, string];
const budget = '4321 pounds a year';

/** A tenant of its own for each way, with whoever made what is tried on. */
type World = { tenant: string; founder: Person; people: People; storage: Storage; features: Feature[] };
/** What somebody got: undefined where a command was not theirs, a refusal, or the answer as text. */
type Got = { kind: 'nothing' } | { kind: 'refused'; words: string } | { kind: 'answered'; text: string };
type Given = {
  argument?: string;
  about?: string;
  carried?: Record<string, string>;
  inputs?: Record<string, unknown>;
  params?: Record<string, string>;
  body?: unknown;
};
type Way = {
  act: Guarded;
  /** The act is tried in this network, or for the whole force. */
  in: 'network' | 'force';
  /** Whether these roles are let through, where that is more than the table: a chair offers some roles only. */
  lets?: (roles: readonly Role[]) => boolean;
  given?: Given;
  /** Each try in a tenant of its own: the first one let through ends what there is to try. */
  once?: true;
  /** Made anew for each try, where the try needs something to be tried on. */
  made?: (world: World, person: Person) => Promise<Given>;
  /** Where a refusal does not look like one: what only somebody let through gets, or what became of it. */
  letThrough?: (got: Got, world: World) => boolean | Promise<boolean>;
};

const inNetwork = (act: Guarded, more: Omit<Way, 'act' | 'in'> = {}): Way => ({
  act,
  in: 'network',
  given: { about: target, params: { id: target } },
  ...more,
});
const inForce = (act: Guarded, more: Omit<Way, 'act' | 'in'> = {}): Way => ({ act, in: 'force', given: { about: '1' }, ...more });
const onNetwork = (act: Guarded, more: Omit<Way, 'act' | 'in'> = {}): Way =>
  inForce(act, { given: { about: target, params: { id: target } }, ...more });

const english = { enName: '', enShort: '', enPurpose: '', enWhoFor: '' };
const showsBudget = (got: Got) => got.kind === 'answered' && got.text.includes(budget);
const offersChair = { role: 'chair', network: target, until: '', who: 'Sam Hollis' };
const offersSecretary = { ...offersChair, role: 'secretary' };
const secretaryHere: Role = { name: 'secretary', network: target };
const chairHere: Role = { name: 'chair', network: target };
const asks = (words: string) => (got: Got) => got.kind === 'answered' && got.text.includes(words);

async function colleague({ tenant, people }: World, name = 'Sam Hollis'): Promise<Person> {
  const person = aPerson(tenant);
  await people.names.note(person, name, june);
  return person;
}
async function holder(world: World): Promise<Person> {
  const person = await colleague(world);
  await world.people.roles.grant(person, secretaryHere, june);
  return person;
}
async function offered(world: World): Promise<string> {
  const { id } = await world.people.roles.offer(await colleague(world), { role: secretaryHere, by: world.founder.id, kind: 'given' });
  return id;
}
async function asker(world: World): Promise<Person> {
  const person = await colleague(world);
  await world.people.roles.asked.ask(person, 'launch a survey', '');
  return person;
}
async function proposal(world: World): Promise<string> {
  const inputs = { name: `Knitting ${randomUUID()}`, purpose: 'We knit together.', whoFor: 'Anyone' };
  await tryVerb(world, 'networks/propose-send', aPerson(world.tenant), { inputs });
  const [found] = await openProposals(world.storage.table('proposals')).open(world.tenant);
  assert.ok(found);
  return found.id;
}
async function registered({ tenant, storage }: World): Promise<string> {
  const audience = [{ kind: 'network', id: target }];
  const words = { en: { title: 'A party', text: 'On Friday.' } };
  await openRegister(storage.table('register')).enter(tenant, {
    ...{ broadcast: 'news-1', kind: 'news', act: 'sent', version: 1 },
    ...{ at: june, audience, words },
  });
  return 'news-1';
}
/** A draft of whoever tries, who may have lost the right since they began it. */
async function draft({ tenant, storage }: World, { id: author }: Person): Promise<Given> {
  const id = randomUUID();
  const words = { en: { title: 'A talk', text: 'On Friday.' }, cy: { title: '', text: '' }, link: '' };
  const begun = { state: 'draft' as const, version: 0, isWriting: true, saves: 1, createdAt: june, changedAt: june };
  await openNews(storage.table('news')).begin({ tenant, id, network: target, author, ...begun }, words);
  return { about: id, carried: { saves: '1', network: target } };
}
async function deletion(world: World): Promise<string> {
  await tryVerb(world, 'networks/close-now', world.founder, { about: target }, longBefore);
  await tryVerb(world, 'networks/delete-ask', world.founder, { about: target });
  const asked = await world.people.approvals.waiting(world.tenant, june);
  assert.ok(asked[0]);
  return asked[0].askedAt.toISOString();
}
async function waiting({ tenant, storage }: World): Promise<string> {
  const person = aPerson(tenant);
  const membership = { ...newMembership(june), standing: 'asked' as const, name: 'New Member' };
  await openMemberships(storage.table('memberships')).join(person, target, membership);
  return person.id;
}

const guardedWays: Record<string, Way> = {
  'command delivery/due': inForce('see due work'),
  'command privacy/audit': inForce('see the audit log'),
  'verb privacy/audit': inForce('see the audit log'),
  'command networks/setup': inForce('see the set-up list'),
  'verb networks/setup': inForce('see the set-up list'),
  'route get /administration/set-up': inForce('see the set-up list'),

  'verb networks/new': inForce('create a network'),
  'verb networks/create': inForce('create a network'),
  'route post /administration/networks': inForce('create a network', { given: { body: { intent: 'intent-1', values: english } } }),

  'command networks/manage': inForce('edit a network'),
  'verb networks/manage': inForce('edit a network'),
  'verb networks/manage-one': onNetwork('edit a network'),
  'verb networks/edit': onNetwork('edit a network', { given: { about: target, carried: { section: 'english' } } }),
  'verb networks/save': onNetwork('edit a network', { given: { about: target, carried: { section: 'english' } } }),
  'route get /administration/networks': inForce('edit a network'),
  'route get /administration/networks/:id': onNetwork('edit a network'),
  'route post /administration/networks/:id/sections/:section': onNetwork('edit a network', {
    given: { params: { id: target, section: 'english' }, body: { stamp: '', values: english } },
  }),

  'verb networks/pause': onNetwork('pause or close a network'),
  'verb networks/reopen': onNetwork('pause or close a network'),
  'verb networks/close': onNetwork('pause or close a network'),
  'verb networks/close-now': onNetwork('pause or close a network'),
  'route post /administration/networks/:id/status': onNetwork('pause or close a network', {
    given: { params: { id: target }, body: { intent: 'intent-1', move: 'pause' } },
  }),

  'verb networks/delete': onNetwork('delete a closed network'),
  'verb networks/delete-ask': onNetwork('delete a closed network'),
  'verb networks/deletion': onNetwork('delete a closed network', {
    once: true,
    made: async world => (await deletion(world), { about: target }),
  }),
  'verb networks/delete-yes': onNetwork('delete a closed network', {
    once: true,
    made: async world => ({ about: target, carried: { asked: await deletion(world) } }),
  }),
  'verb networks/delete-no': onNetwork('delete a closed network', {
    once: true,
    made: async world => ({ about: target, carried: { asked: await deletion(world) } }),
  }),
  'route post /administration/networks/:id/deletion': onNetwork('delete a closed network', { given: { params: { id: target }, body: {} } }),
  'route post /administration/networks/:id/deletion/decision': onNetwork('delete a closed network', {
    once: true,
    made: async world => ({ params: { id: target }, body: { askedAt: await deletion(world), decision: 'refused' } }),
  }),

  'command networks/settings': inForce('change the force settings'),
  'verb networks/settings': inForce('change the force settings'),
  'verb networks/settings-save': inForce('change the force settings', { given: { inputs: { en: 'Consent', cy: 'Cydsyniad' } } }),
  'verb networks/keeping': inForce('change the force settings'),
  'verb networks/keeping-save': inForce('change the force settings', {
    given: { inputs: { auditMonths: '12', pressesDays: '30', leaverMonths: '13', deliveryDays: '30', registerMonths: '24' } },
  }),
  'verb networks/messages': inForce('change the force settings'),
  'verb networks/messages-save': inForce('change the force settings', { given: { inputs: { day: '2', week: '5' } } }),
  'route get /administration/settings': inForce('change the force settings'),
  'route post /administration/settings': inForce('change the force settings', {
    given: { body: { seen: 0, lawfulBasis: { en: 'Consent', cy: 'Cydsyniad' } } },
  }),

  'verb networks/waiting': inForce('decide on a proposed network'),
  'route get /administration/waiting': inForce('decide on a proposed network'),
  'verb networks/proposal': inForce('decide on a proposed network', { made: async world => ({ about: await proposal(world) }) }),
  'verb networks/approve': inForce('decide on a proposed network', { made: async world => ({ about: await proposal(world) }) }),
  'verb networks/decline': inForce('decide on a proposed network', {
    made: async world => ({ about: await proposal(world), inputs: { reason: 'There is one already.' } }),
  }),
  'route post /administration/proposals/:id': inForce('decide on a proposed network', {
    made: async world => ({ params: { id: await proposal(world) }, body: { decision: 'decline', reason: 'There is one already.' } }),
  }),

  'verb networks/about': inNetwork('see budget and duty time', { letThrough: showsBudget }),
  'command networks/about': inNetwork('see budget and duty time', { given: { argument: target }, letThrough: showsBudget }),

  'command networks/growth': inNetwork('see growth', { given: { argument: target } }),
  'verb networks/growth': inNetwork('see growth'),
  'route get /networks/:id/growth': inNetwork('see growth'),

  'route get /networks/:id/members': inNetwork('see members as an officer', { letThrough: asks('"seenAs":"officer"') }),

  'command networks/waiting': inNetwork('welcome new members', { lets: anywhere('welcome new members') }),
  'verb networks/welcome': inNetwork('welcome new members', {
    made: async world => ({ about: target, carried: { id: await waiting(world) } }),
    letThrough: asks('New Member'),
  }),
  'route get /networks/:id/waiting': inNetwork('welcome new members'),
  'route post /networks/:id/welcome': inNetwork('welcome new members', {
    made: async world => ({ params: { id: target }, body: { id: await waiting(world) } }),
  }),

  'command networks/invite': inNetwork('invite members', { lets: anywhere('invite members') }),
  'verb networks/invite': inNetwork('invite members'),
  'verb networks/reach': inNetwork('invite members'),
  'verb networks/opening': inNetwork('invite members'),
  'verb networks/opening-save': inNetwork('invite members'),
  'route get /networks/:id/invitation': inNetwork('invite members'),
  'route post /networks/:id/opening': inNetwork('invite members', {
    given: { params: { id: target }, body: { members: '40', on: '2026-01-01' } },
  }),
  'route get /networks/:id/reach': inNetwork('invite members'),

  'command roles/give': inNetwork('offer a role in a network', {
    lets: anywhere('offer a role in a network'),
    letThrough: got => !asks(rolesText.en.notYours)(got),
  }),
  'verb roles/give': inNetwork('offer a role in a network', {
    lets: anywhere('offer a role in a network'),
    letThrough: got => !asks(rolesText.en.notYours)(got),
  }),
  'verb roles/find': inNetwork('offer a role in a network', {
    made: async world => (await colleague(world, `Sam ${randomUUID()}`), { inputs: { ...offersSecretary, who: 'sam' } }),
    letThrough: asks('Offer it: Sam'),
  }),
  'verb roles/offer': inNetwork('offer a role in a network', {
    made: async world => ({ carried: { ...offersSecretary, person: (await colleague(world)).id } }),
    letThrough: asks('Offered.'),
  }),
  'verb roles/code': inNetwork('offer a role in a network', { given: { inputs: offersSecretary }, letThrough: asks('Code: ') }),
  'route post /roles/offers': inNetwork('offer any role', {
    lets: roles => mayOffer(roles, chairHere),
    made: async world => ({ body: { role: 'chair', network: target, person: (await colleague(world)).id } }),
  }),
  'route post /roles/codes': inNetwork('offer any role', {
    lets: roles => mayOffer(roles, chairHere),
    given: { body: { role: 'chair', network: target } },
  }),
  'route get /roles': inForce('offer any role'),
  'verb roles/requests': inForce('offer any role'),
  'verb roles/answer': inForce('offer any role', {
    made: async world => ({ inputs: { request: `launch a survey|${(await asker(world)).id}` } }),
  }),
  'verb roles/settle': inForce('offer any role', {
    made: async world => ({ inputs: { request: `launch a survey|${(await asker(world)).id}` } }),
  }),
  'route post /roles/requests/settle': inForce('offer any role', {
    made: async world => ({ body: { person: (await asker(world)).id, act: 'launch a survey' } }),
  }),
  'verb roles/withdraw': inNetwork('offer a role in a network', { made: async world => ({ about: await offered(world) }) }),
  'route del /roles/offers/:id': inNetwork('offer a role in a network', {
    made: async world => ({ params: { id: await offered(world) } }),
  }),

  'verb roles/taking': inNetwork('take a role away', {
    made: async world => ({ inputs: { which: `holder|${(await holder(world)).id}|secretary/${target}` } }),
  }),
  'verb roles/take': inNetwork('take a role away', {
    made: async world => ({ carried: { role: `secretary/${target}`, person: (await holder(world)).id } }),
  }),
  'route post /roles/take-away': inNetwork('take a role away', {
    made: async world => ({ body: { role: 'secretary', network: target, person: (await holder(world)).id } }),
  }),

  'command news/write': inNetwork('write news', { lets: writesSome, letThrough: got => !asks(writingText.en.noRight)(got) }),
  'verb news/write': inNetwork('write news', { lets: writesSome, letThrough: got => !asks(writingText.en.noRight)(got) }),
  'verb news/words': inNetwork('write news', { given: { carried: { network: target } } }),
  'verb news/words-save': inNetwork('write news', {
    given: { carried: { network: target }, inputs: { enTitle: 'A talk', enText: 'On Friday.' } },
  }),
  'verb news/whom-save': inNetwork('write news to everyone', {
    lets: roles => may(roles, 'write news', target) && may(roles, 'write news to everyone', target),
    made: async (world, person) => ({ ...(await draft(world, person)), inputs: { whom: 'everyone' } }),
    letThrough: asks(writingText.en.checkHeading),
  }),
  ...Object.fromEntries(
    ['whom', 'confirm', 'send', 'ask', 'unask', 'drop', 'open', 'correct', 'duplicate'].map(name => [
      `verb news/${name}`,
      inNetwork('write news', { made: draft }),
    ]),
  ),
  'command news/approvals': inForce('approve news'),
  'verb news/approvals': inForce('approve news'),
  'verb news/look': inForce('approve news'),
  'verb news/approve': inForce('approve news'),
  'verb news/refuse': inForce('approve news'),
  'verb news/limit': inForce('set when news needs approval'),
  'verb news/limit-save': inForce('set when news needs approval', { given: { inputs: { above: '100' } } }),

  'command delivery/register': inForce('see the register'),
  'verb delivery/register': inForce('see the register'),
  'route get /register': inForce('see the register'),
  'verb delivery/registered': inForce('see the register', { made: async world => ({ about: await registered(world) }) }),
  'route get /register/:broadcast': inForce('see the register', {
    made: async world => ({ params: { broadcast: await registered(world) } }),
  }),
};

/** What anybody may try: it is about oneself, or the same for everybody; each thing's own tests say what it answers. */
const openWays = new Set(
  [
    ['command', 'welcome/help welcome/language welcome/english welcome/welsh networks/list networks/mine networks/join networks/leave'],
    ['command', 'networks/propose roles/home roles/accept quiet/hours'],
    ['verb', 'welcome/help welcome/language answers/topic networks/list networks/mine networks/hide networks/ask networks/join'],
    ['verb', 'quiet/show quiet/preset quiet/form quiet/save quiet/end networks/confirm'],
    ['verb', 'networks/leave networks/choices networks/choose networks/propose networks/propose-send networks/proposals-mine'],
    ['verb', 'roles/home roles/consider roles/accept roles/decline roles/leaving roles/give-up roles/hand-over roles/asking roles/ask'],
    ['verb', 'roles/who roles/in'],
    ['command', 'privacy/mine privacy/erase privacy/notice'],
    ['verb', 'privacy/mine privacy/show privacy/hide privacy/erase-ask privacy/keep privacy/erase privacy/notice'],
    ['verb', 'delivery/read delivery/progress delivery/ask delivery/pause delivery/resume delivery/cancel delivery/recall delivery/resend'],
    ['command', 'news/mine'],
    ['verb', 'news/mine'],
    ['action', 'language'],
  ].flatMap(([kind, names]) => (names ?? '').split(' ').map(name => `${kind} ${name}`)),
);
for (const path of [
  'get /networks',
  'post /networks/:id/join',
  'post /networks/:id/leave',
  'post /networks/:id/confirm',
  'get /networks/:id/choices',
  'post /networks/:id/choices',
  'get /quiet-hours',
  'post /quiet-hours',
  'get /figures',
  'get /proposals',
  'post /proposals',
])
  openWays.add(`route ${path}`);
for (const path of [
  'get /me',
  'get /networks/:id/roles',
  'post /roles/codes/use',
  'post /roles/offers/:id/accept',
  'post /roles/offers/:id/decline',
])
  openWays.add(`route ${path}`);
for (const path of ['get /privacy/mine', 'get /privacy/erase', 'post /privacy/erase']) openWays.add(`route ${path}`);
for (const path of ['post /roles/hand-over', 'post /roles/give-up', 'post /roles/requests']) openWays.add(`route ${path}`);

for (const path of ['get /announcements/:id', 'post /announcements/:id', 'get /news']) openWays.add(`route ${path}`);

/** Acts that nothing offers yet. */
const notYet: readonly Guarded[] = ['launch a survey'];

/** News is also written for the force as a whole. */
function writesSome(roles: readonly Role[]): boolean {
  return anywhere('write news')(roles) || may(roles, 'write news to everyone');
}

/** A command without a network is open to whoever has the right in any network. */
function anywhere(act: Guarded) {
  return (roles: readonly Role[]) => [target, another].some(network => may(roles, act, network));
}

const unknownWords = new Set(
  [administrationText, writingText, dayOneText, directoryText, privacyText, registerText, rolesText].map(text => text.en.unknown),
);

/** Everybody who tries: each role in the network, in another one, for the force; and roles that are over. */
const tries: { who: string; roles: Role[]; until?: Date; token?: string }[] = [
  { who: 'nobody’s role', roles: [] },
  ...roleNames.flatMap(name =>
    forceRoles.includes(name)
      ? [{ who: name, roles: [{ name, network: '' }] }]
      : [
          { who: `${name} of the network`, roles: [{ name, network: target }] },
          { who: `${name} of another`, roles: [{ name, network: another }] },
        ],
  ),
  { who: 'administrator until yesterday', roles: [{ name: 'administrator', network: '' }], until: new Date(june.getTime() - 1) },
  { who: 'chair until yesterday', roles: [{ name: 'chair', network: target }], until: new Date(june.getTime() - 1) },
  { who: 'administrator by Entra', roles: [], token: 'Administrator' },
];

describe('Who may do what, by every way there is', function () {
  this.timeout(60_000);
  const { storage } = storageHere();
  let people: People;
  let features: Feature[];

  before(() => {
    people = peopleOver(storage(), () => june);
    features = theProduct(storage(), people);
  });

  const offeredWays = () => features.flatMap(waysOf);

  it('is said for each command, verb, action and route: which right guards it, or that anybody may', () => {
    const said = [...Object.keys(guardedWays), ...openWays];
    assert.deepEqual(
      offeredWays().filter(way => !said.includes(way)),
      [],
      'say in test/roles.test.ts who may do this',
    );
    assert.deepEqual(
      said.filter(way => !offeredWays().includes(way)),
      [],
      'nothing offers this any more',
    );
    assert.deepEqual(
      said.filter((way, at) => said.indexOf(way) !== at),
      [],
      'said twice',
    );
  });

  it('covers every act of the table but those that nothing offers yet', () => {
    const covered = new Set(Object.values(guardedWays).map(way => way.act));
    assert.deepEqual(guardedActs.filter(act => !covered.has(act)).sort(), [...notYet].sort());
  });

  for (const [name, way] of Object.entries(guardedWays)) {
    it(`${name}: ${way.act}`, async () => {
      const shared = await aWorld();
      for (const one of tries) {
        const world = way.once ? await aWorld() : shared;
        const person = await somebody(world, one);
        const given = { ...way.given, ...(await way.made?.(world, person)) };
        const got = await tryWay(world, name, person, given);
        const roles = await people.roles.of(person);
        const expected = way.lets?.(roles) ?? (way.in === 'force' ? may(roles, way.act) : may(roles, way.act, target));
        const wasLet = got.kind === 'answered' && (way.letThrough ? await way.letThrough(got, world) : true);
        assert.equal(wasLet, expected, `${one.who} got ${JSON.stringify(got).slice(0, 300)}`);
        if (got.kind === 'refused') assert.ok(unknownWords.has(got.words), `forbidden must look like unknown, not “${got.words}”`);
      }
    });
  }

  async function aWorld(): Promise<World> {
    const tenant = aTenant();
    const networks = openNetworks(storage().table('networks'));
    const two = sampleNetworks.slice(0, 2).map(network => networks.add(tenant, { ...network, budget, entry: 'welcomed' }));
    await Promise.all(two);
    const founder = aPerson(tenant);
    await people.roles.grant(founder, { name: 'administrator', network: '' }, june);
    return { tenant, founder, people, storage: storage(), features };
  }

  async function somebody({ tenant }: World, { roles, until, token }: (typeof tries)[number]): Promise<Person> {
    const person = aPerson(tenant);
    for (const role of roles) await people.roles.grant(person, role, june, until);
    if (token) await people.roles.noteToken(person, [token]);
    return person;
  }
});

/** The features of the product; the roles among them once app.ts has them. */
function theProduct(storage: Storage, people: People): Feature[] {
  const all = productOver(storage, people).features;
  if (all.some(feature => feature.verbs?.some(one => one.verb === 'roles/home'))) return all;
  const directoryOf = openDirectory(() => [], openNetworks(storage.table('networks')));
  return [...all, featureOf('roles', [rolesPart({ directoryOf, people, isGuest: async () => false })])];
}

const waysOf = ({ commands, verbs, actions, routes }: Feature): string[] => [
  ...(commands ?? []).map(one => `command ${one.id}`),
  ...(verbs ?? []).map(one => `verb ${one.verb}`),
  ...(actions ?? []).map(one => `action ${one.id}`),
  ...(routes ?? []).map(routeWay),
];
const routeWay = ({ method, path }: Route): string => `route ${method} ${path}`;

function tryWay(world: World, way: string, person: Person, given: Given): Promise<Got> {
  if (way.startsWith('verb ')) return tryVerb(world, way.slice('verb '.length), person, given);
  const turn = aTurn(person, { now: june, force: sussex });
  if (way.startsWith('command ')) {
    const command = world.features.flatMap(feature => feature.commands ?? []).find(one => `command ${one.id}` === way);
    assert.ok(command, way);
    return gotFrom(() => command.run(turn, given.argument ?? ''));
  }
  const route = world.features.flatMap(feature => feature.routes ?? []).find(one => routeWay(one) === way);
  assert.ok(route, way);
  const caller: Caller = { person, name: 'Casey Example', force: sussex, appRoles: [], guest: false, language: 'en', now: june };
  return gotFrom(async () => (await route.run(caller, { params: given.params ?? {}, body: given.body })) ?? {});
}

function tryVerb(world: World, name: string, person: Person, given: Given, now = june): Promise<Got> {
  const { about = '', carried = {}, inputs = {} } = given;
  const verb = world.features.flatMap(feature => feature.verbs ?? []).find(one => one.verb === name);
  assert.ok(verb, name);
  const turn = aTurn(person, { now, force: sussex });
  const press = { verb: name, about, version: turn.id, carried, inputs: verb.inputs.parse(inputs) };
  return gotFrom(() => verb.run(turn, press));
}

async function gotFrom(answer: () => Promise<unknown>): Promise<Got> {
  try {
    const got = await answer();
    if (got === undefined) return { kind: 'nothing' };
    const { shown } = got as { shown?: { card: Parameters<typeof textOf>[0] } };
    return { kind: 'answered', text: shown ? textOf(shown.card) : JSON.stringify(got) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', words: error.in('en') };
  }
}
