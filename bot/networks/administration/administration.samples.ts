import type { Shown } from '../../cards/card.ts';
import type { Language } from '../../language/language.ts';
import { detailsOf, sectionNames } from '../directory/details.ts';
import { gardening, published } from '../directory/directory.samples.ts';
import type { Drawn } from '../drawn.ts';
import { closeCard, deleteCard, manageCard, newCard, oneCard } from './administration.card.ts';
import { administrationText } from './administration.text.ts';
import { ownProposalsCard, proposalCard, proposalSentCard, proposeCard } from './proposals/proposals.card.ts';
import { sectionCard } from './editing/section.card.ts';
import { unsetMostMessages } from '../../people/most-messages.ts';
import { unsetRetention } from '../../people/retention.ts';
import { keepingLines, keepingNamed } from './settings/keeping.card.ts';
import { messagesLines, messagesNamed } from './settings/messages.card.ts';
import { numbersCard } from './settings/numbers.card.ts';
import { settingsCard } from './settings/settings.card.ts';
import { deletionCard, waitingCard } from './requests/waiting.card.ts';

const june = new Date('2026-06-02T17:00:00Z');
const july = new Date('2026-07-02T17:00:00Z');

/** Every card of administration, in every state. */
export function administrationSamples(language: Language): Record<string, Shown> {
  const drawn: Drawn = { language, force: 'Sussex Police', version: 'sample' };
  const many = Array.from({ length: 240 }, (_, at) => ({ ...(at % 2 ? gardening : published), id: `network-${at}` }));
  const edited = { version: 4, changedAt: june };
  const closed = { network: { ...gardening, status: 'closed' as const }, edited: { ...edited, closedAt: june }, isSeed: false };
  const typed = { enName: 'Men [x](y)', enShort: '', enPurpose: 'p'.repeat(30), enWhoFor: 'Anyone' };
  const problems = [
    { detail: 'enName', why: 'notPlain' },
    { detail: 'enShort', why: 'missing' },
    { detail: 'enPurpose', why: 'long', limit: 600 },
  ] as const;
  const details = detailsOf(gardening);
  const form = { network: gardening, details, stamp: '0', fromSetup: false };
  const proposal = {
    id: 'p',
    name: 'Men’s Sheds',
    purpose: 'Making things together.',
    whoFor: 'Anyone',
    proposedBy: 'Casey Example',
    at: june,
  };
  const settings = { stands: { en: 'Article 9(2)(a), consent', cy: '' }, version: 2, changedAt: june, longest: 600 };
  const keeping = { lines: keepingLines(language, unsetRetention), version: 1, changedAt: june };
  const messages = { lines: messagesLines(language, unsetMostMessages), version: 1, changedAt: june };
  const deletion = { network: closed.network, askedBy: 'Casey Example', askedAt: june, lapsesAt: new Date('2026-06-03T17:00:00Z') };
  return {
    manage: manageCard(drawn, [gardening, published], { page: 1, waiting: 2 }),
    'manage, nothing there': manageCard(drawn, [], { page: 1, waiting: 0 }),
    'manage, very many': manageCard(drawn, many, { page: 1, waiting: 3 }),
    'manage one, open': oneCard(drawn, {
      network: gardening,
      edited,
      isSeed: false,
      said: administrationText[language].done.pause,
      fromSetup: true,
      now: june,
    }),
    'manage one, from a document': oneCard(drawn, { network: published, edited: { version: 0 }, isSeed: true, now: june }),
    'manage one, just closed': oneCard(drawn, { ...closed, now: june }),
    'manage one, closed a month ago': oneCard(drawn, { ...closed, now: july, fromSetup: true }),
    ...Object.fromEntries(
      sectionNames.map(section => [`change: ${section}`, sectionCard(drawn, { ...form, section, filled: { kind: 'fresh' } })]),
    ),
    'change, not saved': sectionCard(drawn, { ...form, section: 'english', filled: { kind: 'wrong', typed, problems } }),
    'change, somebody else was first': sectionCard(drawn, { ...form, section: 'places', filled: { kind: 'changed', typed: {} } }),
    'change the rules, somebody else was first': sectionCard(drawn, {
      ...form,
      section: 'joining',
      filled: { kind: 'changed', typed: {} },
    }),
    new: newCard(drawn),
    'new, not saved': newCard(drawn, { typed, problems }),
    'new, name taken': newCard(drawn, { typed, problems: [], nameTaken: true }),
    'before closing': closeCard(drawn, gardening),
    'before deleting': deleteCard(drawn, closed.network),
    'a deletion to decide on': deletionCard(drawn, { ...deletion, isOwn: false }),
    'a deletion of one’s own': deletionCard(drawn, { ...deletion, isOwn: true }),
    waiting: waitingCard(
      drawn,
      [
        { kind: 'deletion', network: closed.network, askedBy: 'Casey Example' },
        ...Array.from({ length: 6 }, () => ({ kind: 'proposal' as const, ...proposal })),
      ],
      1,
      administrationText[language].done.refusedToDelete,
    ),
    'waiting, nothing': waitingCard(drawn, [], 1),
    'a proposal to decide on': proposalCard(drawn, proposal),
    'a proposal, no reason given': proposalCard(drawn, proposal, { reason: '', why: 'reasonNeeded' }),
    propose: proposeCard(drawn, undefined, true),
    'propose, not sent': proposeCard(drawn, {
      typed: { name: '', purpose: 'x', whoFor: 'y' },
      problems: [
        { box: 'name', why: 'missing', limit: 50 },
        { box: 'purpose', why: 'long', limit: 600 },
      ],
    }),
    'proposal sent': proposalSentCard(drawn, 'sent'),
    'proposals, too many': proposalSentCard(drawn, 'tooMany'),
    'proposals, one’s own': ownProposalsCard(
      drawn,
      [
        { name: 'Men’s Sheds', at: june, state: 'open' },
        { name: 'Walkers', at: june, state: 'approved', decidedAt: july },
        { name: 'Walkers', at: june, state: 'declined', decidedAt: july, reason: 'We have one already.' },
      ],
      true,
    ),
    'force settings': settingsCard(drawn, settings),
    'force settings, somebody else was first': settingsCard(drawn, { ...settings, typed: { en: 'x', cy: 'y', why: 'changed' } }),
    'force settings, too long': settingsCard(drawn, { ...settings, typed: { en: 'x'.repeat(700), cy: '', why: 'long' } }),
    'how long we keep things': numbersCard(drawn, keepingNamed, keeping),
    'how long we keep things, not saved': numbersCard(drawn, keepingNamed, {
      ...keeping,
      lines: keepingLines(language, unsetRetention, { auditMonths: 'a year', leaverMonths: '30' }, [
        { name: 'auditMonths', why: 'bounds' },
        { name: 'leaverMonths', why: 'longerThanAudit' },
      ]),
    }),
    'how long we keep things, somebody else was first': numbersCard(drawn, keepingNamed, {
      ...keeping,
      lines: keepingLines(language, unsetRetention, { auditMonths: '24' }),
      wasChanged: true,
    }),
    'how many messages people get': numbersCard(drawn, messagesNamed, messages),
    'how many messages people get, not saved': numbersCard(drawn, messagesNamed, {
      ...messages,
      lines: messagesLines(language, unsetMostMessages, { day: '5', week: '4' }, [{ name: 'week', why: 'lessThanDay' }]),
    }),
  };
}
