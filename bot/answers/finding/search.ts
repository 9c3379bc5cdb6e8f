import type { Article, Library, Words } from '../library/article.ts';
import { asksForMeaning, asksForNetwork, type Role } from './aspect.ts';
import { forceNames } from './force-names.ts';
import { namesOf } from './names.ts';
import { phrasesOf } from './phrases.ts';
import { postingsOf } from './postings.ts';
import { wordsOf } from './terms.ts';
import { vocabularyOf, type Asked, type Vocabulary } from './vocabulary.ts';

/** An article as an answer to a question. */
export type Ranked = {
  article: Article;
  /** For the order only. */
  score: number;
  /** From 0 to 1: how much of what was asked the article speaks of. */
  confidence: number;
  /** Whether the question is the article's name and nothing more. */
  isNamed: boolean;
};

export type Searched = {
  ranked: Ranked[];
  /** Full names of the forces the question names; empty where it names none. */
  forces: readonly string[];
  asked: readonly Asked[];
};

export type Search = {
  /** The best first, at most `most`. */
  find: (words: readonly string[], own: readonly string[], options?: { most?: number; spokenOf?: string }) => Searched;
  /** How rare a word is among the articles: the greater, the more it says. */
  rarity: (asked: Asked) => number;
  termsIn: Vocabulary['termsIn'];
  /** The ids of articles that list a force's networks: their titles name a force and nothing more of a subject. */
  overviews: ReadonlySet<string>;
};

/** What makes an article the answer: its words weighed by MiniSearch, its nearest phrase, and how much of the question it speaks of. */
const relevance = { weighed: 0.5, phrase: 0.3, coverage: 0.2 };
/** How much an article of another force counts beside one of the asker's own. */
const otherForce = 0.55;
/** Where a force is named: how much one for every force counts, and one of a force that was not named. */
const namedForce = { any: 0.5, other: 0.2 };
/** An article just spoken of is likely meant by "it" and "they". */
const spokenOfBefore = 1.35;
/** Words such as "contact" or "join" say what is asked, not what about. */
const share: Record<Role, number> = { subject: 1, generic: 0.7, asking: 0.3 };
/** "Network" in the question speaks for a network, "stand for" for a term. */
const wantedNetwork = 1.15;
const wantedTerm = 1.4;
/** Somebody who types a whole title wants that article. */
const namedOutright = 1.5;
/** How much an article loses that speaks of nothing that was asked, so that a bare "network" does not outweigh the subject. */
const missing = 0.6;
const mostWords = 60;

export function searchOf(library: Library): Search {
  const { articles } = library;
  const vocabulary = vocabularyOf(
    { english: articles.flatMap(({ en }) => textsOf(en)), welsh: articles.flatMap(({ cy }) => (cy ? textsOf(cy) : [])) },
    library.synonyms,
  );
  const names = forceNames(articles, library.synonyms);
  const postings = postingsOf(articles, vocabulary.termsIn);
  const rarity = ({ alternatives: [first] }: Asked): number => {
    const having = first ? postings(first.term).at.length : 0;
    return Math.log(1 + (articles.length - having + 0.5) / (having + 0.5));
  };
  const weightOf = (asked: Asked): number => rarity(asked) * share[asked.role];
  const phrases = phrasesOf(articles, vocabulary, names, weightOf);

  // Sums of one question, used again by the next: nothing here waits, so two questions never meet.
  const scores = new Float64Array(articles.length);
  const covered = new Float64Array(articles.length);
  const likeness = new Float64Array(articles.length);
  const isNamed = new Uint8Array(articles.length);
  const shared = new Float64Array(phrases.weights.length);
  const best = { scores: scores.slice(), covered: scores.slice(), shared: shared.slice() };

  return {
    rarity,
    termsIn: vocabulary.termsIn,
    overviews: new Set(articles.filter(one => one.kind === 'network' && !one.network && namesNoSubject(one.en.title)).map(({ id }) => id)),
    find(words, own, { most = 10, spokenOf } = {}) {
      const { forces, rest } = names.in(words.slice(0, mostWords));
      const asked = vocabulary.asked(rest);
      for (const sums of [scores, covered, likeness, isNamed, shared]) sums.fill(0);
      let attainable = 0;
      let whole = 0;
      for (const one of asked) {
        const weight = weightOf(one);
        whole += weight;
        attainable += add(one, weight);
      }
      compareWithPhrases(whole);

      const wantsNetwork = asksForNetwork(words);
      const wantsTerm = asksForMeaning(words);
      const ranked: Ranked[] = [];
      articles.forEach((article, at) => {
        const score = scores[at] ?? 0;
        if (score === 0) return;
        const coverage = (covered[at] ?? 0) / whole;
        const phrase = likeness[at] ?? 0;
        let factor = forceFactor(article, own, forces) * (1 - missing * (1 - coverage));
        if (wantsNetwork && article.network) factor *= wantedNetwork;
        if (wantsTerm && article.kind === 'term') factor *= wantedTerm;
        if (isNamed[at] === 1) factor *= namedOutright;
        if (article.id === spokenOf) factor *= spokenOfBefore;
        ranked.push({
          article,
          score: factor * ((relevance.weighed * score) / attainable + relevance.phrase * phrase + relevance.coverage * coverage),
          confidence: (coverage + phrase) / 2,
          isNamed: isNamed[at] === 1,
        });
      });
      ranked.sort((one, other) => other.score - one.score);
      ranked.length = Math.min(ranked.length, most);
      return { ranked, forces, asked };
    },
  };

  /** Adds one word to every article and phrase that has it, each by the best of the word's alternatives. Returns the greatest score it gave. */
  function add({ alternatives, role }: Asked, weight: number): number {
    let greatest = 0;
    for (const { term, weight: likely } of alternatives) {
      const { at, scores: weighed, depths } = postings(term);
      for (let i = 0; i < at.length; i++) {
        const article = at[i]!;
        const score = weighed[i]! * likely * share[role];
        if (score > best.scores[article]!) best.scores[article] = score;
        if (score > greatest) greatest = score;
        if (depths[i]! * likely > best.covered[article]!) best.covered[article] = depths[i]! * likely;
      }
      const having = phrases.having(term);
      for (let i = 0; i < having.length; i++) if (likely > best.shared[having[i]!]!) best.shared[having[i]!] = likely;
    }
    for (const { term } of alternatives) {
      const { at } = postings(term);
      for (let i = 0; i < at.length; i++) {
        const article = at[i]!;
        scores[article]! += best.scores[article]!;
        covered[article]! += best.covered[article]! * weight;
        best.scores[article] = best.covered[article] = 0;
      }
      const having = phrases.having(term);
      for (let i = 0; i < having.length; i++) {
        shared[having[i]!]! += best.shared[having[i]!]! * weight;
        best.shared[having[i]!] = 0;
      }
    }
    return greatest;
  }

  /** Dice's measure: what question and phrase share, twice, over what both have. */
  function compareWithPhrases(whole: number): void {
    for (let phrase = 0; phrase < shared.length; phrase++) {
      if (shared[phrase] === 0) continue;
      const article = phrases.articles[phrase]!;
      const dice = (2 * shared[phrase]!) / (whole + phrases.weights[phrase]!);
      if (dice > likeness[article]!) likeness[article] = dice;
      if (dice > 0.999 && phrases.areNames[phrase] === 1) isNamed[article] = 1;
    }
  }

  function namesNoSubject(title: string): boolean {
    return vocabulary.asked(names.in(wordsOf(title)).rest).every(({ role }) => role !== 'subject');
  }
}

function forceFactor(article: Article, own: readonly string[], named: readonly string[]): number {
  if (named.length > 0) {
    if (article.forces.length === 0) return namedForce.any;
    return article.forces.some(force => named.includes(force)) ? 1 : namedForce.other;
  }
  return article.forces.length === 0 || article.forces.some(force => own.includes(force)) ? 1 : otherForce;
}

const textsOf = (words: Words): string[] => [
  ...namesOf(words),
  words.audience,
  ...words.ask,
  words.lead,
  ...words.sections.flatMap(({ heading, facts }) => [heading, ...facts]),
];
