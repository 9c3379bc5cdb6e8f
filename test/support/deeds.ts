import assert from 'node:assert/strict';
import type { Visibility } from '../../bot/networks/membership/membership.ts';
import { announcementsGoOn, deliveryDeeds } from './deeds.delivery.ts';
import { described, dayMs, type Office, type Someone } from './office.ts';
import { aTurn } from './people.ts';

/** Something one person does, perhaps with another, through the doors of the product where there is one for it. */
type Deed = (office: Office, someone: Someone, other: Someone) => Promise<unknown>;

const join =
  (visibility: Visibility): Deed =>
  async (_office, someone) => {
    await someone.say(`join ${described.short}`);
    if (someone.seen.text.includes('How do you belong')) await someone.press('networks/join', { visibility, belonging: 'ally' });
  };

/** What people do, each by itself: whoever adds a feature that keeps something about people adds a deed. */
export const everyDeed: Record<string, Deed> = {
  'opens the chat': async ({ features, people, now }, { person, name }) => {
    const turn = aTurn(person, { name, now: now() });
    await features.find(feature => feature.arrivals)?.arrivals?.installed?.(turn);
    await people.addresses.note(turn.address);
    await people.names.note(person, name, now());
  },
  'removes the app': async ({ people, now }, { person }) => people.addresses.markGone(aTurn(person).address, 'uninstalled', now()),
  'sets quiet hours': async (_office, someone) => {
    await someone.say('quiet hours');
    await someone.press('quiet/form');
    const typed = { from: '22:00', to: '07:00', days: '1,2', wholeDays: '7', untilDate: '2026-06-09', untilTime: '06:00' };
    await someone.press('quiet/save', typed);
  },
  'chooses Welsh': async (_office, someone) => someone.say('cymraeg'),
  'joins openly': join('everyone'),
  'joins for members': join('members'),
  'joins hidden': join('hidden'),
  'asks for a welcome': async (office, someone) => {
    await welcomingNetwork(office);
    await someone.say('join Chess Club');
    if (someone.seen.text.includes('How do you belong'))
      await someone.press('networks/join', { visibility: 'officers', belonging: 'member' });
  },
  'changes what they hear': async (_office, someone) => {
    await someone.say('my networks');
    await someone.press('networks/mine');
    if (!someone.seen.text.includes('My choices')) return;
    await someone.press('networks/choices');
    await someone.press('networks/choose', {
      visibility: 'officers',
      events: 'off',
      vacancies: 'digest',
      surveys: 'off',
      news: 'now',
      naming: 'yes',
    });
  },
  'leaves again': async (_office, someone) => {
    await someone.say(`leave ${described.short}`);
    if (someone.seen.text.includes('removed at once')) await someone.press('networks/leave');
  },
  'becomes a chair for a while': async ({ people, now }, { person }) =>
    people.roles.grant(person, { name: 'chair', network: described.id }, now(), new Date(now().getTime() + 300 * dayMs)),
  'signs in as Entra’s administrator': async ({ people }, { person }) =>
    people.roles.noteToken(person, ['Administrator', 'SurveyLauncher']),
  'asks for a right': async ({ people }, { person }) => people.roles.asked.ask(person, 'edit a network', described.id),
  'tries a code': async ({ people }, { person }) => people.roles.mayTryCode(person),
  'offers the other a role': async ({ people, now }, { person }, other) =>
    people.roles.offer(other.person, {
      role: { name: 'secretary', network: described.id },
      until: new Date(now().getTime() + 100 * dayMs),
      by: person.id,
      kind: 'given',
      offeredAt: now(),
    } as never),
  'proposes a network': async (office, someone) =>
    office.calls(someone)('post', '/proposals', {
      intent: `intent of ${someone.name}`,
      name: `Choir of ${someone.name.split(' ')[0]}`,
      purpose: 'We sing together once a week and that does everybody good.',
      whoFor: 'Anyone who likes to sing',
    }),
  'asks a second person': async ({ people, now }, { person, name }) =>
    people.approvals.ask({ asker: { ...person, name }, act: 'delete a network', object: `of ${person.id.slice(0, 4)}`, now: now() }),
  'writes news': async (office, someone) => {
    await office.people.roles.grant(someone.person, { name: 'secretary', network: described.id }, office.now());
    await writesNews(someone);
    await someone.press('news/confirm');
    await someone.press('news/send');
    await someone.press('delivery/progress');
    await writesNews(someone);
  },
  'asks to write to everyone': async (office, someone) => {
    await office.people.roles.grant(someone.person, { name: 'administrator', network: '' }, office.now());
    await writesNews(someone, { whom: 'everyone', when: 'later', date: '2026-07-01', time: '09:00' });
    await someone.press('news/confirm');
    await someone.press('news/ask');
  },
  'looks at their own data': async (_office, someone) => {
    await someone.say('my data');
    await someone.press('privacy/show');
  },
  'takes their data away': async (office, someone) => office.calls(someone)('get', '/privacy/mine'),
  ...deliveryDeeds,
};

/** A piece of news as far as the check, for the network or (where they may choose) the force. */
async function writesNews(someone: Someone, whom: Record<string, string> = { whom: 'network', when: 'now' }): Promise<void> {
  await someone.say('write news');
  const isChosen = someone.seen.text.includes('Whose news is it?');
  if (isChosen) await someone.press('news/words', { network: whom['whom'] === 'everyone' ? 'force' : described.id });
  const words = { enTitle: 'A talk', enText: 'We meet on Friday.', cyTitle: '', cyText: '', link: 'https://example.org/' };
  await someone.press('news/words-save', words);
  await someone.press('news/whom-save', whom);
}

/** A force in which everything happens that is kept, to several people. */
export async function everythingOnce(office: Office): Promise<Someone[]> {
  const [alys, bo] = [await office.someone('Alys Ap Rhys'), await office.someone('Bo Bellamy')] as const;
  const ends = ['removes the app', 'leaves again'];
  // How many can be reached is counted with the first of these, so the crowd comes before.
  const news = ['writes news', 'asks to write to everyone'];
  for (const [name, deed] of Object.entries(everyDeed)) {
    if (ends.includes(name) || news.includes(name)) continue;
    for (const [one, other] of [
      [alys, bo],
      [bo, alys],
    ] as const)
      await deed(office, one, other);
  }
  await everyDeed['removes the app']?.(office, bo, alys);
  await joinsACrowd(office);
  for (const name of news) for (const who of [alys, bo]) await everyDeed[name]?.(office, who, who);
  await offices(office, bo);
  await newsIsDecided(office);
  await countsAMonth(office);
  await announcementsGoOn(office, alys);
  return [alys, bo];
}

/** What administrators and chairs do, as far as it is kept. */
async function offices(office: Office, proposer: Someone): Promise<void> {
  const { people, now, tenant } = office;
  const helen = await administratorOf(office);
  const second = await office.someone('Sam Second', 'administrator');
  const chair = await office.someone('Chris Chair', 'chair');
  await office.calls(chair)('post', `/networks/${described.id}/opening`, { members: '41', on: '2026-01-15' });
  await office.calls(chair)('get', `/networks/${described.id}/reach`);
  await office.calls(helen)('post', '/administration/settings', { seen: 0, lawfulBasis: { en: 'Article 9(2)(a)', cy: 'Erthygl 9(2)(a)' } });
  const { proposals } = await office.calls(helen)<{ proposals: { id: string; proposedBy: string }[] }>('get', '/administration/waiting');
  for (const { id, proposedBy } of proposals) {
    const isTheirs = proposedBy === proposer.name;
    const decision = isTheirs ? { decision: 'approve' } : { decision: 'decline', reason: 'There is a choir already.' };
    await office.calls(helen)('post', `/administration/proposals/${id}`, decision);
  }
  await everyDeed['proposes a network']?.(office, chair, helen);
  const inChannel = aTurn(chair.person, { scope: 'channel' }).address;
  await people.addresses.note({ ...inChannel, team: '19:team@thread.tacv2' });
  const [waiting] = await people.approvals.waiting(tenant, now());
  if (waiting) {
    const { act, object, askedAt } = waiting;
    await people.approvals.decide({ person: second.person, act, object, askedAt, decision: 'refused', now: now() });
  }
  const id = await welcomingNetwork(office);
  for (const section of ['welsh', 'places', 'team', 'charter', 'money', 'topics'] as const) await saves(office, id, section);
  await office.calls(helen)('post', `/administration/networks/${id}/status`, { intent: 'close the club', move: 'close' });
}

/** One piece is agreed to, one is not; and one is written for a channel. */
async function newsIsDecided(office: Office): Promise<void> {
  const second = await office.someone('Sam Second', 'administrator');
  for (const verb of ['news/approve', 'news/refuse']) {
    await second.say('news to agree to');
    await second.press('news/look');
    await second.press(verb);
  }
  await everyDeed['asks to write to everyone']?.(office, second, second);
  const chair = await office.someone('Chris Chair', 'chair');
  const [channel] = await office.people.addresses.channels(office.tenant);
  await writesNews(chair, { whom: `place ${channel?.conversation}`, when: 'now' });
}

const administrators = new WeakMap<Office, Promise<Someone>>();
function administratorOf(office: Office): Promise<Someone> {
  const known = administrators.get(office) ?? office.someone('Helen Office', 'administrator');
  administrators.set(office, known);
  return known;
}

const welcoming = new WeakMap<Office, Promise<string>>();
/** A network that greets new members first. */
function welcomingNetwork(office: Office): Promise<string> {
  const known = welcoming.get(office) ?? made();
  welcoming.set(office, known);
  return known;

  async function made(): Promise<string> {
    const values = { enName: 'Chess Club', enShort: 'Chess Club', enPurpose: 'We play chess.', enWhoFor: 'Anyone' };
    const asked = { intent: 'a network of the force', values };
    const helen = await administratorOf(office);
    const created = await office.calls(helen)<{ network: { id: string } }>('post', '/administration/networks', asked);
    await saves(office, created.network.id, 'joining');
    return created.network.id;
  }
}

type Editing = { sections: { section: string; stamp: string; fields: { name: string; kind: string; choices?: { value: string }[] }[] }[] };
const said: Record<string, string> = {
  entry: 'welcomed',
  reviewOn: '2027-01-15',
  teamsLink: 'https://teams.microsoft.com/l/team/19%3aabc%40thread.tacv2/conversations?groupId=1&tenantId=2',
  champions: 'Alys Ap Rhys, West division\nCasey Champion, East division',
};

async function saves(office: Office, id: string, wanted: string): Promise<void> {
  const helen = await administratorOf(office);
  const { sections } = await office.calls(helen)<Editing>('get', `/administration/networks/${id}`);
  const section = sections.find(one => one.section === wanted);
  const values = Object.fromEntries(
    (section?.fields ?? []).map(({ name, kind, choices }) => [
      name,
      said[name] ?? (kind === 'choice' ? choices?.at(-1)?.value : `Words of ${name}`),
    ]),
  );
  const path = `/administration/networks/${id}/sections/${wanted}`;
  const saved = await office.calls(helen)<{ kind: string }>('post', path, { stamp: section?.stamp, values });
  assert.ok(['saved', 'same'].includes(saved.kind), `${wanted}: ${JSON.stringify(saved)}`);
}

/** Enough people for a figure, and for a number of those who can be reached. */
async function joinsACrowd(office: Office): Promise<void> {
  for (let at = 0; at < 11; at += 1) {
    const member = await office.someone(`Member ${at}`);
    await everyDeed['opens the chat']?.(office, member, member);
    await everyDeed['joins hidden']?.(office, member, member);
  }
}

/** The month is over, and is counted. */
async function countsAMonth(office: Office): Promise<void> {
  const kind = 'networks/freeze-figures';
  const run = office.features.find(feature => feature.due?.[kind])?.due?.[kind];
  const now = new Date(office.now().getTime() + 31 * dayMs);
  await run?.({ tenant: office.tenant, kind, name: 'standing', dueAt: now, now, payload: '' });
}
