import MiniSearch from 'minisearch';
import type { Article, Library, Words } from './article.ts';
import { asksForMeaning, asksForNetwork, type Role } from './aspect.ts';
import { forceNames, type ForceNames } from './force-names.ts';
import { isStopWord, wordsOf } from './terms.ts';
import { vocabularyOf, type Asked, type Vocabulary } from './vocabulary.ts';

/** An article as an answer to a question. */
export type Ranked = {
  article: Article;
  /** For the order only. */
  score: number;
  /** From 0 to 1: how much of what was asked the article speaks of. */
  confidence: number;
  /** Whether the question is the article's name, or word for word one of the ways to ask for it. */
  isNamed: boolean;
};

export type Searched = {
  ranked: Ranked[];
  /** Full names of the forces the question names; empty where it names none. */
  forces: readonly string[];
  /** The words that say what it is about, as far as the question has any. */
  subject: readonly Asked[];
  asked: readonly Asked[];
};

export type Search = {
  /** The best first, at most `most`. */
  find: (words: readonly string[], own: readonly string[], options?: { most?: number; spokenOf?: string }) => Searched;
  /** How rare a term is among the articles: the greater, the more it says. */
  rarity: (asked: Asked) => number;
  termsIn: Vocabulary['termsIn'];
  /** The ids of articles that list a force's networks: their titles name a force and nothing more of a subject. */
  overviews: ReadonlySet<string>;
};

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
const mostWords = 60;
const mostTermsKept = 8_000;

const boost = { title: 5, short: 5, ask: 3, lead: 2, audience: 2, facts: 1.5, force: 0.5 };
/** How surely a word's place shows that the article is about it. */
const depth: Record<string, number> = { title: 1, short: 1, ask: 0.95, audience: 0.8, lead: 0.8, facts: 0.6, force: 0.5 };

type Postings = { at: Int32Array; scores: Float64Array; depths: Float64Array };

export function searchOf(library: Library): Search {
  const { articles } = library;
  const vocabulary = vocabularyOf(
    { english: articles.flatMap(({ en }) => textsOf(en)), welsh: articles.flatMap(({ cy }) => (cy ? textsOf(cy) : [])) },
    library.synonyms,
  );
  const names = forceNames(articles, library.synonyms);
  const postings = postingsOf(articles, vocabulary);
  const rarity = ({ alternatives: [first] }: Asked): number => {
    const having = first ? postings.of(first.term).at.length : 0;
    return Math.log(1 + (articles.length - having + 0.5) / (having + 0.5));
  };
  const weightOf = (asked: Asked): number => rarity(asked) * share[asked.role];
  const phrases = phrasesOf(articles, vocabulary, names, weightOf);

  const sums = new Float64Array(articles.length);
  const depths = new Float64Array(articles.length);
  const bestScore = new Float64Array(articles.length);
  const bestDepth = new Float64Array(articles.length);
  const likeness = new Float64Array(articles.length);
  const shared = new Float64Array(phrases.weights.length);
  const bestShared = new Float64Array(phrases.weights.length);

  return {
    rarity,
    termsIn: vocabulary.termsIn,
    overviews: new Set(
      articles.filter(({ kind, network, en }) => kind === 'network' && !network && namesNoSubject(en.title)).map(({ id }) => id),
    ),
    find(words, own, { most = 10, spokenOf } = {}) {
      const named = names.in(words.slice(0, mostWords));
      const asked = vocabulary.asked(named.rest);
      const subject = asked.filter(({ role }) => role === 'subject');
      sums.fill(0);
      depths.fill(0);
      likeness.fill(0);
      shared.fill(0);

      let attainable = 0;
      let weightOfAll = 0;
      for (const one of asked) {
        const weight = weightOf(one);
        weightOfAll += weight;
        attainable += addWord(one, weight);
      }
      phrases.articles.forEach((article, phrase) => {
        const like = shared[phrase] ?? 0;
        if (like === 0) return;
        const dice = (2 * like) / (weightOfAll + (phrases.weights[phrase] ?? 0));
        if (dice > (likeness[article] ?? 0)) likeness[article] = dice;
      });

      const wantsNetwork = asksForNetwork(words);
      const wantsTerm = asksForMeaning(words);
      const ranked: Ranked[] = [];
      articles.forEach((article, at) => {
        const sum = sums[at] ?? 0;
        if (sum === 0) return;
        const coverage = (depths[at] ?? 0) / weightOfAll;
        const like = likeness[at] ?? 0;
        const relevance = 0.5 * (sum / attainable) + 0.3 * like + 0.2 * coverage;
        let factor = forceFactor(article, own, named.forces);
        if (wantsNetwork && article.network) factor *= wantedNetwork;
        if (wantsTerm && article.kind === 'term') factor *= wantedTerm;
        if (article.id === spokenOf) factor *= spokenOfBefore;
        ranked.push({ article, score: relevance * factor, confidence: (coverage + like) / 2, isNamed: like > 0.99 });
      });
      ranked.sort((one, other) => other.score - one.score);
      ranked.length = Math.min(ranked.length, most);
      return { ranked, forces: named.forces, subject, asked };
    },
  };

  function namesNoSubject(title: string): boolean {
    return vocabulary.asked(names.in(wordsOf(title)).rest).every(({ role }) => role !== 'subject');
  }

  /** Adds one word to every article and phrase that has it, by the best of its alternatives. Returns the greatest score it gave. */
  function addWord({ alternatives, role }: Asked, weight: number): number {
    let greatest = 0;
    for (const { term, weight: likely } of alternatives) {
      const { at, scores, depths: deep } = postings.of(term);
      for (let i = 0; i < at.length; i++) {
        const article = at[i] ?? 0;
        const score = (scores[i] ?? 0) * likely * share[role];
        if (score > (bestScore[article] ?? 0)) bestScore[article] = score;
        if (score > greatest) greatest = score;
        const sure = (deep[i] ?? 0) * likely;
        if (sure > (bestDepth[article] ?? 0)) bestDepth[article] = sure;
      }
      const having = phrases.having.get(term) ?? none;
      for (let i = 0; i < having.length; i++) {
        const phrase = having[i] ?? 0;
        if (likely > (bestShared[phrase] ?? 0)) bestShared[phrase] = likely;
      }
    }
    for (const { term } of alternatives) {
      const { at } = postings.of(term);
      for (let i = 0; i < at.length; i++) {
        const article = at[i] ?? 0;
        sums[article] = (sums[article] ?? 0) + (bestScore[article] ?? 0);
        depths[article] = (depths[article] ?? 0) + (bestDepth[article] ?? 0) * weight;
        bestScore[article] = 0;
        bestDepth[article] = 0;
      }
      const having = phrases.having.get(term) ?? none;
      for (let i = 0; i < having.length; i++) {
        const phrase = having[i] ?? 0;
        shared[phrase] = (shared[phrase] ?? 0) + (bestShared[phrase] ?? 0) * weight;
        bestShared[phrase] = 0;
      }
    }
    return greatest;
  }
}

const none = new Int32Array(0);

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

/** What an article is called: its title with and without what stands in brackets, its short name, and the initials people make of it. */
function namesOf({ title, short }: Words): string[] {
  const [name = title, bracketed] = title.split(/[()]/).map(part => part.trim());
  const initials = wordsOf(name).filter(word => !isStopWord(word));
  return [name, ...(bracketed ? [bracketed] : []), short, ...(initials.length > 2 ? [initials.map(word => word[0]).join('')] : [])];
}

/** MiniSearch weighs every term; what it says of one term is kept, so that a question only adds up. Questions are never kept. */
function postingsOf(articles: readonly Article[], vocabulary: Vocabulary): { of: (term: string) => Postings } {
  const index = new MiniSearch<Record<string, string | number>>({
    fields: Object.keys(boost),
    // The texts come as terms already.
    tokenize: text => text.split(' '),
    processTerm: term => term,
    searchOptions: { boost, prefix: false, fuzzy: false },
  });
  articles.forEach(({ forces, en, cy }, at) => {
    const both = (pick: (words: Words) => readonly string[]): string =>
      [en, cy].flatMap(words => (words ? pick(words).flatMap(vocabulary.termsIn) : [])).join(' ');
    index.add({
      id: at,
      title: both(words => [words.title]),
      short: both(namesOf),
      ask: both(words => words.ask),
      lead: both(words => [words.lead]),
      audience: both(words => [words.audience]),
      facts: both(words => words.sections.flatMap(({ heading, facts }) => [heading, ...facts])),
      force: forces.flatMap(vocabulary.termsIn).join(' '),
    });
  });

  const kept = new Map<string, Postings>();
  return {
    of(term) {
      const before = kept.get(term);
      if (before) return before;
      const results = index.search(term, { tokenize: whole => [whole] });
      const postings: Postings = {
        at: Int32Array.from(results, result => result.id as number),
        scores: Float64Array.from(results, result => result.score),
        depths: Float64Array.from(results, result => Math.max(...(result.match[term] ?? []).map(field => depth[field] ?? 0))),
      };
      if (kept.size >= mostTermsKept) kept.clear();
      kept.set(term, postings);
      return postings;
    },
  };
}

type PhraseIndex = {
  /** Which article each phrase belongs to. */
  articles: number[];
  weights: Float64Array;
  having: Map<string, Int32Array>;
};

/** Titles and other ways to ask, each by itself: a question that is nearly one of them is answered by its article. */
function phrasesOf(
  articles: readonly Article[],
  vocabulary: Vocabulary,
  names: ForceNames,
  weightOf: (asked: Asked) => number,
): PhraseIndex {
  const rows = articles.flatMap(({ en, cy }, at) =>
    [en, cy]
      .flatMap(words => (words ? [...namesOf(words), ...words.ask] : []))
      .map(text => {
        const { rest } = names.in(wordsOf(text));
        return { article: at, asked: vocabulary.asked(rest) };
      }),
  );
  const having = new Map<string, number[]>();
  rows.forEach(({ asked }, phrase) => {
    for (const term of new Set(asked.flatMap(({ alternatives }) => alternatives.map(one => one.term)))) {
      having.set(term, [...(having.get(term) ?? []), phrase]);
    }
  });
  const weights = rows.map(({ asked }) => asked.reduce((sum, one) => sum + weightOf(one), 0));
  return {
    articles: rows.map(row => row.article),
    weights: Float64Array.from(weights),
    having: new Map([...having].map(([term, phrases]) => [term, Int32Array.from(phrases)])),
  };
}
