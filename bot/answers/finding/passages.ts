import type { Article, Section, Words } from '../library/article.ts';
import { factAnswers, isMeasure, type Aspect } from './aspect.ts';
import type { Search } from './search.ts';
import type { Asked } from './vocabulary.ts';

/** How an article's facts are laid out for one question: what is seen at once, and everything else behind "Show more". */
export type Laid = {
  first: readonly string[];
  /** False where `first` is only the lead. */
  isChosen: boolean;
  /** What was asked for and the article lacks. */
  lacks?: 'joining' | 'figures' | 'times';
  /** The part of the lead that is not among `first`. */
  lead?: string;
  sections: readonly Section[];
};

/** About one phone screen. */
const mostWordsAtFirst = 60;
/** How much better than the lead a fact must fit before it takes the lead's place. */
const clearlyBetter = 1.5;

type Prepared = {
  subject: ReadonlySet<string>;
  lead: ReadonlySet<string>;
  facts: { section: Section; fact: string; terms: ReadonlySet<string> }[];
};

/** A term or a way of doing something has nobody who joins it, so its document leaves nothing out. */
const isJoinable = ({ kind }: Article): boolean => kind === 'network' || kind === 'programme' || kind === 'role';

/** Chooses what to show first. Keeps each article's terms after the first time. */
export function layer(search: Search): (article: Article, words: Words, aspect: Aspect, asked: readonly Asked[]) => Laid {
  const kept = new WeakMap<Words, Prepared>();
  const prepare = (words: Words): Prepared => {
    const prepared: Prepared = {
      subject: new Set([words.title, words.short].flatMap(search.termsIn)),
      lead: new Set(search.termsIn(words.lead)),
      facts: words.sections.flatMap(section => section.facts.map(fact => ({ section, fact, terms: new Set(search.termsIn(fact)) }))),
    };
    kept.set(words, prepared);
    return prepared;
  };

  return (article, words, aspect, asked) => {
    const { subject, lead, facts } = kept.get(words) ?? prepare(words);
    // What the question says beyond naming the article.
    const all = asked.filter(one => one.role !== 'generic' && !isMeasure(one.word) && !speaksOf(subject, one));
    const telling = all.filter(one => one.role === 'subject');
    const beyond = telling.length > 0 ? telling : all;
    const fit = (terms: ReadonlySet<string>): number =>
      beyond.reduce((sum, one) => sum + (speaksOf(terms, one) ? search.rarity(one) : 0), 0);

    if (aspect === 'figures' || aspect === 'times') {
      const answering = facts
        .map(({ section, fact, terms }) => ({ fact, shape: factAnswers(aspect, section, fact), fits: fit(terms) }))
        // A number under the right heading that speaks of something else would be a wrong answer.
        .filter(({ shape, fits }) => shape % 2 === 1 && (beyond.length === 0 || fits > 0))
        .sort((one, other) => other.fits - one.fits || other.shape - one.shape);
      if (answering.length > 0) return laid(words, best(answering));
      if (fit(lead) > 0 && factAnswers(aspect, nowhere, words.lead) > 0) return general(words);
      return { ...general(words), lacks: aspect };
    }
    if (aspect === 'joining' || aspect === 'contact') {
      const answering = facts
        .map(({ section, fact, terms }) => ({ fact, shape: factAnswers(aspect, section, fact), fits: fit(terms) }))
        .filter(({ shape }) => shape >= 2 || (aspect === 'joining' && shape === 1))
        .sort((one, other) => other.shape - one.shape || other.fits - one.fits);
      const answer = answering.length > 0 ? laid(words, best(answering)) : general(words);
      return aspect === 'joining' && article.joining === 'notStated' && isJoinable(article) ? { ...answer, lacks: 'joining' } : answer;
    }
    // Only the very words of the question may push the lead aside, not their synonyms.
    const literal = (terms: ReadonlySet<string>): number =>
      beyond.reduce((sum, one) => sum + (saysItself(terms, one) ? search.rarity(one) : 0), 0);
    const fitting = facts.map(({ fact, terms }) => ({ fact, fits: literal(terms) })).sort((one, other) => other.fits - one.fits);
    const top = fitting[0]?.fits ?? 0;
    if (top === 0 || top < clearlyBetter * fit(lead)) return general(words);
    return laid(words, best(fitting.filter(({ fits }) => fits >= top * 0.6)));
  };
}

const nowhere: Section = { heading: '', facts: [] };

const speaksOf = (terms: ReadonlySet<string>, { alternatives }: Asked): boolean => alternatives.some(({ term }) => terms.has(term));

const saysItself = (terms: ReadonlySet<string>, { alternatives: [itself] }: Asked): boolean =>
  itself !== undefined && terms.has(itself.term);

/** As many of the facts as one screen holds, and always the first. */
function best(facts: readonly { fact: string }[]): string[] {
  const chosen: string[] = [];
  let count = 0;
  for (const { fact } of facts) {
    count += wordCount(fact);
    if (chosen.length > 0 && count > mostWordsAtFirst) break;
    chosen.push(fact);
  }
  return chosen;
}

/** The lead, as far as one screen holds it, ending with a sentence. */
function general(words: Words): Laid {
  const sentences = words.lead.split(/(?<=[.!?]) (?=\p{Lu})/u);
  let count = 0;
  let shown = 0;
  for (const sentence of sentences) {
    count += wordCount(sentence);
    if (shown > 0 && count > mostWordsAtFirst) break;
    shown++;
  }
  const rest = sentences.slice(shown).join(' ');
  return { isChosen: false, first: [sentences.slice(0, shown).join(' ')], ...(rest ? { lead: rest } : {}), sections: words.sections };
}

/** These facts first, and the rest in the article's own order. */
function laid(words: Words, first: readonly string[]): Laid {
  const sections = words.sections
    .map(({ heading, facts }) => ({ heading, facts: facts.filter(fact => !first.includes(fact)) }))
    .filter(section => section.facts.length > 0);
  return { isChosen: true, first, lead: words.lead, sections };
}

const wordCount = (text: string): number => text.split(/\s+/).length;
