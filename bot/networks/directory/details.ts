import { createHash } from 'node:crypto';
import { unsaid, type Champion, type Network, type NetworkWords } from './network.ts';

/**
 * All that can be said of a network, each as one text. This flat form is what a row stores, what a form shows and what two versions
 * are compared by; a list has a line for each item, and a champion's area stands after a tab.
 */
export const detailNames = [
  'enName',
  'enShort',
  'enPurpose',
  'enWhoFor',
  'cyName',
  'cyShort',
  'cyPurpose',
  'cyWhoFor',
  'enMeetings',
  'cyMeetings',
  'enContact',
  'cyContact',
  'champions',
  'teamsLink',
  'terms',
  'reviewOn',
  'budget',
  'dutyTime',
  'topics',
  'openRoles',
  'joining',
  'entry',
  'sensitive',
  'status',
] as const;
export type DetailName = (typeof detailNames)[number];

/** Every detail; one that nobody has given is empty. */
export type Details = Record<DetailName, string>;

/** What an administrator changes in one go, so that two who change different things never meet. */
export const sections = {
  english: ['enName', 'enShort', 'enPurpose', 'enWhoFor'],
  welsh: ['cyName', 'cyShort', 'cyPurpose', 'cyWhoFor'],
  places: ['enMeetings', 'cyMeetings', 'enContact', 'cyContact', 'champions'],
  team: ['teamsLink'],
  charter: ['terms', 'reviewOn'],
  money: ['budget', 'dutyTime'],
  topics: ['topics', 'openRoles'],
  joining: ['joining', 'entry', 'sensitive'],
} as const satisfies Record<string, readonly DetailName[]>;
export type Section = keyof typeof sections;
export const sectionNames = Object.keys(sections) as Section[];

export const isSection = (value: unknown): value is Section => sectionNames.includes(value as Section);

/** Which state of a section somebody looked at. The same words have the same stamp, whoever wrote them and when. */
export function stampOf(details: Details, section: Section): string {
  const words = sections[section].map(name => details[name]);
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
}

export function detailsOf(network: Network): Details {
  const { en, cy } = network.words;
  return {
    enName: en.name,
    enShort: en.short,
    enPurpose: en.purpose,
    enWhoFor: en.whoFor,
    enMeetings: en.meetings ?? '',
    enContact: en.contact ?? '',
    cyName: cy?.name ?? '',
    cyShort: cy?.short ?? '',
    cyPurpose: cy?.purpose ?? '',
    cyWhoFor: cy?.whoFor ?? '',
    cyMeetings: cy?.meetings ?? '',
    cyContact: cy?.contact ?? '',
    champions: network.champions.map(({ name, area }) => `${name}\t${area}`).join('\n'),
    topics: network.topics.join('\n'),
    openRoles: network.openRoles.join('\n'),
    teamsLink: network.teamsLink ?? '',
    terms: network.charter?.terms ?? '',
    reviewOn: network.charter?.reviewOn ?? '',
    budget: network.budget ?? '',
    dutyTime: network.dutyTime ?? '',
    joining: network.joining,
    entry: network.entry,
    sensitive: network.isSensitive ? 'yes' : 'no',
    status: network.status,
  };
}

/** What is known of a network beside what anybody says about it. */
export type Apart = Pick<Network, 'id' | 'isSample' | 'source' | 'saidOn'>;

export function networkFrom(details: Details, { id, isSample, source, saidOn }: Apart): Network {
  const { teamsLink, terms, reviewOn, budget, dutyTime } = details;
  return {
    id,
    words: { en: wordsIn(details, 'en'), ...(details.cyName ? { cy: wordsIn(details, 'cy') } : {}) },
    joining: details.joining === 'stated' ? 'stated' : 'notStated',
    entry: details.entry === 'welcomed' ? 'welcomed' : unsaid.entry,
    // Only a clear "no" makes a network less careful, and only a clear "open" lets anybody in.
    isSensitive: details.sensitive !== 'no',
    status: details.status === 'open' || details.status === 'closed' ? details.status : 'paused',
    isSample,
    ...(source ? { source } : {}),
    ...(saidOn ? { saidOn } : {}),
    champions: linesOf(details.champions).map(championOf),
    topics: linesOf(details.topics),
    openRoles: linesOf(details.openRoles),
    ...(teamsLink ? { teamsLink } : {}),
    ...(terms || reviewOn ? { charter: { terms, ...(reviewOn ? { reviewOn } : {}) } } : {}),
    ...(budget ? { budget } : {}),
    ...(dutyTime ? { dutyTime } : {}),
  };
}

/** The details of a network nobody has described yet. */
export const noDetails: Details = {
  ...(Object.fromEntries(detailNames.map(name => [name, ''])) as Details),
  joining: 'notStated',
  entry: unsaid.entry,
  sensitive: 'yes',
  status: unsaid.status,
};

/** A network of a document with what the force says on top. Where the force wrote the words, the document is not their source. */
export function withEdits(seed: Network, edits: Partial<Details>, saidOn?: Date): Network {
  const ownWords = [...sections.english, ...sections.welsh].some(name => edits[name] !== undefined);
  const { source, ...apart } = seed;
  return networkFrom(
    { ...detailsOf(seed), ...edits },
    { ...apart, ...(ownWords ? {} : { source }), ...(saidOn && ownWords ? { saidOn } : {}) },
  );
}

export const linesOf = (text: string): string[] => text.split('\n').filter(Boolean);

export function championOf(line: string): Champion {
  const [name = '', area = ''] = line.split('\t');
  return { name, area };
}

function wordsIn(details: Details, language: 'en' | 'cy'): NetworkWords {
  const meetings = details[`${language}Meetings`];
  const contact = details[`${language}Contact`];
  return {
    name: details[`${language}Name`],
    short: details[`${language}Short`],
    purpose: details[`${language}Purpose`],
    whoFor: details[`${language}WhoFor`],
    ...(meetings ? { meetings } : {}),
    ...(contact ? { contact } : {}),
  };
}
