import type { Article, Library, Words } from '../library/article.ts';
import { asksForMeaning, asksForNetwork, type Role } from './aspect.ts';
import { forceNames } from './force-names.ts';
import { namesOf, plainNamesOf } from './names.ts';
import { phraseKinds, phrasesOf } from './phrases.ts';
import { postingsOf } from './postings.ts';
import { wordsOf } from './terms.ts';
import { isOfPhrase, vocabularyOf, type Asked, type Vocabulary } from './vocabulary.ts';
import { chanceOf, fitOf, whoseIs } from './weighing.ts';

/** An article as an answer to a question. */
export type Ranked = {
  article: Article;
  /** For the order only. */
  score: number;
  /** From 0 to 1: the chance that it is what was meant. */
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

/** Words such as "contact" or "join" say what is asked, not what about. */
const share: Record<Role, number> = { subject: 1, generic: 0.7, asking: 0.3 };
const mostWords = 60;

export function searchOf(library: Library): Search {
  const { articles } = library;
  const names = forceNames(articles, library.synonyms);
  const vocabulary = vocabularyOf(
    {
      english: articles.flatMap(({ en }) => textsOf(en)),
      welsh: articles.flatMap(({ cy }) => (cy ? textsOf(cy) : [])),
      names: articles.flatMap(({ en, cy }) => [en, cy].flatMap(words => (words ? plainNamesOf(words, names) : []))),
    },
    library.synonyms,
  );
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
  const facts = new Float64Array(articles.length);
  const isNamed = new Uint8Array(articles.length);
  const shared = new Float64Array(phrases.weights.length);
  const best = { scores: scores.slice(), covered: scores.slice(), shared: shared.slice() };

  return {
    rarity,
    termsIn: vocabulary.termsIn,
    overviews: new Set(articles.filter(one => one.kind === 'network' && !one.network && namesNoSubject(one.en.title)).map(({ id }) => id)),
    find(words, own, { most = 10, spokenOf } = {}) {
      const read = words.slice(0, mostWords);
      const { forces, rest } = names.in(read);
      const beyondForces = vocabulary.asked(rest);
      // "One Derbyshire" is a name of which only the force's word says anything.
      const asked = beyondForces.length > 0 ? beyondForces : vocabulary.asked(read).filter(isOfPhrase);
      for (const sums of [scores, covered, likeness, facts, isNamed, shared]) sums.fill(0);
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
      const subjects = asked.filter(({ role }) => role === 'subject').length;
      const ranked: Ranked[] = [];
      articles.forEach((article, at) => {
        if (scores[at] === 0) return;
        const evidence = {
          weighed: scores[at]! / attainable,
          coverage: covered[at]! / whole,
          fact: facts[at]!,
          likeness: likeness[at]!,
        };
        const whose = whoseIs(article, own, forces);
        ranked.push({
          article,
          score: fitOf(evidence, whose, {
            network: wantsNetwork && article.network,
            term: wantsTerm && article.kind === 'term',
            outright: isNamed[at] === 1,
            spokenOf: article.id === spokenOf,
          }),
          confidence: chanceOf(evidence, whose, subjects),
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
      const kind = phrases.kinds[phrase]!;
      const weight = phrases.weights[phrase]!;
      const both = Math.min(shared[phrase]!, weight);
      const dice = (2 * both) / (whole + weight);
      if (dice > likeness[article]!) likeness[article] = dice;
      if (kind === phraseKinds.fact && both / whole > facts[article]!) facts[article] = both / whole;
      if (kind === phraseKinds.name && dice > 0.999) isNamed[article] = 1;
    }
  }

  function namesNoSubject(title: string): boolean {
    return vocabulary.asked(names.in(wordsOf(title)).rest).every(({ role }) => role !== 'subject');
  }
}

const textsOf = (words: Words): string[] => [
  ...namesOf(words),
  words.audience,
  ...words.ask,
  words.lead,
  ...words.sections.flatMap(({ heading, facts }) => [heading, ...facts]),
];
