import type { Shown } from '../cards/card.ts';
import type { Language } from '../language/language.ts';
import { answerCard, insertedCard, nothingCard, unsureCard, type Lay, type Reader } from './answer.card.ts';
import { belonging, type Article, type Library } from './library/article.ts';
import { aspects } from './finding/aspect.ts';

/** Every kind of answer, over whichever articles of the library show it. */
export function samplesOf(language: Language, library: Library, lay: Lay): Record<string, Shown> {
  const own = library.articles.find(article => article.network && article.forces.length === 1) ?? library.articles[0];
  if (!own) return {};
  const [force = ''] = own.forces;
  const reader: Reader = { language, force: { name: force, forces: [force] }, scope: 'personal', now: new Date('2026-11-03T09:00:00Z') };
  const card = (article: Article, aspect = aspects[0] ?? 'general', as = reader): Shown =>
    answerCard({ kind: 'found', article, aspect, asked: [], also: [] }, as, library, lay, []);

  const kinds: [string, Article | undefined][] = [
    ['another force', library.articles.find(article => article.network && belonging(article, reader.force) === 'other')],
    ['any force', library.articles.find(article => article.forces.length === 0)],
    ['joint', library.articles.find(article => article.forces.length > 1)],
    ['reported', library.articles.find(article => article.reportedBy !== undefined)],
    ['no contact', library.articles.find(article => article.localContact)],
    ['joining not stated', library.articles.find(article => article.network && article.joining === 'notStated')],
    ['held in both languages', library.articles.find(article => article.cy)],
  ];
  return {
    ...Object.fromEntries(aspects.map(aspect => [`answer: ${aspect}`, card(own, aspect)])),
    ...Object.fromEntries(kinds.flatMap(([name, article]) => (article ? [[`answer: ${name}`, card(article, 'joining')]] : []))),
    'answer: in a channel': card(own, 'general', { ...reader, scope: 'channel' }),
    'inserted from search': insertedCard(own, reader, library),
    'which network': unsureCard({ kind: 'unsure', why: 'noSubject', aspect: 'joining', topics: library.articles.slice(0, 3) }, reader),
    'which network, none known': unsureCard({ kind: 'unsure', why: 'noSubject', aspect: 'joining', topics: [] }, reader),
    'networks of a force': unsureCard({ kind: 'unsure', why: 'many', aspect: 'general', topics: [own] }, reader),
    'which of several': unsureCard({ kind: 'unsure', why: 'several', aspect: 'general', topics: library.articles.slice(0, 3) }, reader),
    'nothing held': nothingCard({ kind: 'nothing', why: 'notHeld', forces: [], topics: library.articles.slice(0, 3) }, reader, true),
    'nothing held for a force': nothingCard({ kind: 'nothing', why: 'notHeld', forces: [force], topics: [] }, reader, false),
    'no words': nothingCard({ kind: 'nothing', why: 'noWords', forces: [], topics: [own] }, reader, false),
  };
}
