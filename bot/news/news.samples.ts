import type { Shown } from '../cards/card.ts';
import { progressCard } from '../delivery/progress/progress.card.ts';
import type { Both, Language } from '../language/language.ts';
import { approvalsCard, limitCard, mineCard, noticeCard, stepsAfter } from './mine.card.ts';
import { newsCard, withdrawnCard, type NewsDrawn } from './news.card.ts';
import { newsText } from './news.text.ts';
import type { Words } from './news.ts';
import { approvalCard, doneCard, previewCard, waitsCard, type Previewed } from './preview.card.ts';
import { checkCard, whichCard, whomCard, wordsCard, wordsTyped, type Form } from './writing.card.ts';
import { writingText } from './writing.text.ts';

const whose: Both<string> = { en: 'Carers’ Circle', cy: 'Cylch y Gofalwyr' };

/** As somebody might really write it. */
export const respite: Words = {
  en: {
    title: 'A weekend of respite in June',
    text: 'We have twelve places at the training centre on 13 and 14 June for colleagues who look after somebody at home.\n\nBring nobody, bring nothing. Meals and a quiet room are there; replacement care at home is paid for.\nAsk any of the committee, or answer in the circle’s channel.',
  },
  cy: {
    title: 'Penwythnos o seibiant ym mis Mehefin',
    text: 'Mae gennym ddeuddeg lle yn y ganolfan hyfforddi ar 13 ac 14 Mehefin i gydweithwyr sy’n gofalu am rywun gartref.\n\nPeidiwch â dod â neb na dim. Mae prydau a stafell dawel yno; telir am ofal yn eich lle gartref.\nGofynnwch i unrhyw un o’r pwyllgor, neu atebwch yn sianel y cylch.',
  },
  link: 'https://www.carersuk.org/help-and-advice/',
};

/** Every card that writing, sending and agreeing to news can show. */
export function newsSamples(language: Language): Record<string, Shown> {
  const drawn = { language, force: 'Sussex Police', version: 'sample' };
  const form: Form = { id: 'sample', network: 'sample-carers', saves: 3, whose: whose[language], isCorrection: false };
  const correction: Form = { ...form, isCorrection: true };
  const text = writingText[language];
  const asDrawn = (one: Language, more: Partial<NewsDrawn> = {}): NewsDrawn => ({
    ...{
      language: one,
      id: 'sample',
      version: 1,
      words: respite,
      whose: whose[one],
      isNamed: true,
      via: { kind: 'network', id: 'sample-carers' },
    },
    ...more,
  });
  const [first, second]: [Language, Language] = language === 'cy' ? ['cy', 'en'] : ['en', 'cy'];
  const cards = [first, second].map(one => ({ language: one, shown: newsCard(asDrawn(one, { isNamed: false })) }));
  const at = new Date('2026-06-02T17:00:00Z');
  const of: Previewed = {
    cards,
    namedSummary: newsCard(asDrawn(language)).summary,
    forWhom: text.members(whose[language]),
    howMany: { kind: 'about', value: 45 },
    countedOn: at,
  };
  const inChannel: Previewed = {
    cards: [{ language, shown: newsCard(asDrawn(language, { via: { kind: 'place', id: '19:briefing' } })) }],
    forWhom: text.channel('Briefing'),
    at,
  };
  const whole = { whose: 'Sussex Police', via: { kind: 'everyone', id: 'all' } };
  const toAll = [first, second].map(one => ({ language: one, shown: newsCard(asDrawn(one, whole)) }));
  const everyone: Previewed = {
    ...of,
    cards: toAll,
    namedSummary: undefined,
    forWhom: text.everyoneShort,
    howMany: { kind: 'about', value: 310 },
  };
  const asked = { askedAt: at, lapsesAt: new Date('2026-06-03T17:00:00Z') };
  const choices = [
    { title: text.members(whose[language]), value: 'network' },
    { title: text.channel('Briefing'), value: 'place 19:briefing' },
    { title: text.everyone, value: 'everyone' },
  ];
  const both: Language[] = language === 'cy' ? ['cy', 'en'] : ['en', 'cy'];
  const when = { whom: 'network', when: 'later' as const, date: '2026-06-01', time: '09:00' };
  const listed = { id: 'sample', title: respite[language].title, whose: whose[language], at };
  const waiting = { id: 'sample', title: respite[language].title, askedBy: 'Marcus Adeyemi', whose: whose[language] };
  return {
    'news: to a member': newsCard(asDrawn(language)),
    'news: not named': newsCard(asDrawn(language, { isNamed: false })),
    'news: corrected': newsCard(asDrawn(language, { version: 2, words: { ...respite, link: '' } })),
    'news: in a channel': newsCard(asDrawn(language, { via: { kind: 'place', id: '19:briefing' } })),
    'news: to everyone': newsCard(asDrawn(language, { whose: 'Sussex Police', via: { kind: 'everyone', id: 'all' } })),
    'news: withdrawn': withdrawnCard(language),
    'write: which network': whichCard(drawn, [
      { title: whose[language], value: 'sample-carers' },
      { title: text.forForce('Sussex Police'), value: 'force' },
    ]),
    'write: words': wordsCard(drawn, { ...form, id: '' }, { typed: {} }, both),
    'write: words with problems': wordsCard(
      drawn,
      form,
      {
        typed: { ...wordsTyped(respite), cyText: '', link: 'http://nowhere' },
        problems: [{ why: 'half', box: 'text', language: 'cy' }, { why: 'link' }],
      },
      both,
    ),
    'write: a correction': wordsCard(drawn, correction, { typed: wordsTyped(respite) }, both),
    'write: for whom and when': whomCard(
      drawn,
      form,
      { choices, hasChannels: true },
      { typed: { ...when, when: 'now', date: '', time: '' } },
    ),
    'write: a time that is over': whomCard(
      drawn,
      form,
      { choices: choices.slice(0, 1), hasChannels: false },
      { typed: when, problems: ['past'] },
    ),
    'write: all is well': checkCard(drawn, form, []),
    'write: look again': checkCard(drawn, form, [
      { kind: 'noWelsh' },
      { kind: 'email', found: 'casey@force.example' },
      { kind: 'phone', found: '01273 555 0199' },
      { kind: 'collar', found: 'PC 4821' },
    ]),
    'preview: to members': previewCard(drawn, form, of, 'send'),
    'preview: to few': previewCard(drawn, form, { ...of, howMany: { kind: 'few' } }, 'send'),
    'preview: in a channel': previewCard(drawn, form, inChannel, 'post'),
    'preview: a correction': previewCard(
      drawn,
      correction,
      { ...of, howMany: undefined, countedOn: undefined, forWhom: text.everybodyWithIt },
      'send',
    ),
    'preview: a second person': previewCard(drawn, form, everyone, 'ask', { approvers: ['Dawn Okonkwo', 'Helen Whitcombe'] }),
    'waits for a second person': waitsCard(drawn, form, {
      ...asked,
      forWhom: text.everyoneShort,
      approvers: ['Helen Whitcombe'],
      said: text.done.asked,
    }),
    'my news': mineCard(
      drawn,
      [
        { ...listed, id: 'one', stands: 'draft' },
        { ...listed, id: 'two', stands: 'waiting' },
        { ...listed, id: 'three', stands: 'scheduled' },
        { ...listed, stands: 'sent' },
      ],
      true,
    ),
    'how it goes': progressCard(drawn, {
      ...{ id: 'sample', kind: newsText[language].kind, whose: whose[language], title: respite[language].title },
      ...{ standing: 'sent', outcomes: { kind: 'few', isOver: true }, may: ['recall', 'resend'] },
      steps: stepsAfter(language, 'sample', 'sample', false),
    }),
    'no news': mineCard(drawn, [], true),
    'thrown away': doneCard(drawn, text.done.dropped),
    'agree: what waits': approvalsCard(drawn, [waiting]),
    'agree: nothing waits': approvalsCard(drawn, []),
    'agree: the preview': approvalCard(drawn, form, { ...everyone, ...asked, askedBy: 'Marcus Adeyemi', isOwn: false }),
    'agree: told of it': noticeCard(drawn, { id: 'sample', name: 'Marcus Adeyemi' }),
    'agree: from how many': limitCard(drawn, { typed: '200', seen: 1 }),
  };
}
