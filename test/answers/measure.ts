import type { Article, Library } from '../../bot/answers/library/article.ts';
import { answerTo } from '../../bot/answers/answer.ts';
import { searchOf, type Search } from '../../bot/answers/finding/search.ts';
import { wordsOf } from '../../bot/answers/finding/terms.ts';
import { library, withoutPhrase } from './held.ts';
import { answerable, unanswerable } from './questions.ts';

// How well the articles are found, printed: `node test/answers/measure.ts`. Every phrase in which people ask for an article is asked
// of an index that does not hold that phrase, by somebody of that article's force and by somebody of another.

const home = ['Sussex Police'];
const verbose = process.argv.includes('--failures');

type Tally = { asked: number; first: number; inThree: number; found: number; foundRight: number; unsure: number };
const tallies: Record<string, Tally> = {};
const confidences: { right: number[]; unanswerable: number[] } = { right: [], unanswerable: [] };

function ask(kind: string, search: Search, held: Library, article: Article, text: string, own: readonly string[]): void {
  const tally = (tallies[kind] ??= { asked: 0, first: 0, inThree: 0, found: 0, foundRight: 0, unsure: 0 });
  const { ranked } = search.find(wordsOf(text), own);
  const place = ranked.findIndex(one => one.article.id === article.id);
  tally.asked++;
  if (place === 0) tally.first++;
  if (place >= 0 && place < 3) tally.inThree++;
  if (place === 0) confidences.right.push(ranked[0]?.confidence ?? 0);
  const answer = answerTo({ text, own }, search, held);
  if (answer.kind === 'found') tally.found++;
  if (answer.kind === 'found' && answer.article.id === article.id) tally.foundRight++;
  if (answer.kind === 'unsure') tally.unsure++;
  if (verbose && place !== 0) {
    const [top] = ranked;
    console.log(
      `${kind}: "${text}" wanted ${article.id} (place ${place + 1}), got ${top?.article.id ?? 'nothing'} ${top?.confidence.toFixed(2) ?? ''}`,
    );
  }
}

const longest = Math.max(...library.articles.flatMap(({ en, cy }) => [en.ask.length, cy?.ask.length ?? 0]));
for (let nth = 0; nth < longest; nth++) {
  const held = withoutPhrase(nth);
  const search = searchOf(held);
  for (const article of library.articles) {
    const own = article.forces.length > 0 ? article.forces : home;
    const english = article.en.ask[nth];
    const welsh = article.cy?.ask[nth];
    if (english) ask('own force', search, held, article, english, own);
    if (english && !article.forces.some(force => home.includes(force))) ask('Sussex asks', search, held, article, english, home);
    if (welsh) ask('Welsh', search, held, article, welsh, own);
  }
}

const search = searchOf(library);
for (const [text, id, own] of answerable) {
  const article = library.byId.get(id);
  if (!article) throw new Error(`no article ${id}`);
  ask('from titles', search, library, article, text, [own]);
}
let falsely = 0;
for (const text of unanswerable) {
  const answer = answerTo({ text, own: home }, search, library);
  const { ranked } = search.find(wordsOf(text), home);
  confidences.unanswerable.push(ranked[0]?.confidence ?? 0);
  if (answer.kind === 'found') falsely++;
  if (verbose && answer.kind === 'found')
    console.log(`unanswerable: "${text}" got ${answer.article.id} ${ranked[0]?.confidence.toFixed(2)}`);
}

/** The chance that an answerable question scores higher than an unanswerable one. */
function auroc(): number {
  let wins = 0;
  for (const right of confidences.right)
    for (const wrong of confidences.unanswerable) wins += right > wrong ? 1 : right === wrong ? 0.5 : 0;
  return wins / (confidences.right.length * confidences.unanswerable.length);
}

const share = (part: number, whole: number): string => (part / whole).toFixed(3);
for (const [kind, { asked, first, inThree, found, foundRight, unsure }] of Object.entries(tallies)) {
  console.log(
    `${kind}: ${asked} asked, P@1 ${share(first, asked)}, recall@3 ${share(inThree, asked)}, answered ${share(found, asked)} of which right ${share(foundRight, found)}, unsure ${share(unsure, asked)}`,
  );
}
console.log(
  `unanswerable: ${unanswerable.length} asked, falsely answered ${share(falsely, unanswerable.length)}, AUROC ${auroc().toFixed(3)}`,
);
