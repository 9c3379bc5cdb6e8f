import { z } from 'zod';
import type { Press as Button, Shown } from '../cards/card.ts';
import { verb, type Feature, type Hit, type Subject } from '../feature.ts';
import { Refusal } from '../refusal.ts';
import { replace, show } from '../teams/reply.ts';
import type { Turn } from '../teams/turn.ts';
import { answerCard, insertedCard, nothingCard, unsureCard, type Reader } from './answer.card.ts';
import { answerTo, mostCharactersRead, type Answer, type Found } from './answer.ts';
import { samplesOf } from './answers.samples.ts';
import { answersText } from './answers.text.ts';
import { readingIn, type Article, type Library } from './library/article.ts';
import { isAspect } from './finding/aspect.ts';
import { layer } from './finding/passages.ts';
import { searchOf } from './finding/search.ts';
import { recentSubjects } from './subjects.ts';
import { wordsOf } from './finding/terms.ts';

export type AnswersNeeds = {
  library: Library;
  /** The other features' buttons for a subject, such as Join. */
  nextSteps: (turn: Turn, subject: Subject) => Promise<Button[]>;
};

/** Three of the answer's own buttons may stand beside these, and six is the most a card shows. */
const mostNextSteps = 3;
const mostHits = 10;

/** Answers whatever no command knew, from the articles, and says so where they hold nothing. Must be the last feature asked. */
export function answersFeature({ library, nextSteps }: AnswersNeeds): Feature {
  const search = searchOf(library);
  const lay = layer(search);
  const subjects = recentSubjects();

  async function found(turn: Turn, answer: Found): Promise<Shown> {
    const { article } = answer;
    subjects.keep(turn.person, turn.address.conversation, article.id, turn.now);
    // Nothing personal stands on a card that a whole channel sees.
    const subject: Subject = { kind: article.network ? 'network' : 'article', id: article.id };
    const steps = turn.scope === 'personal' ? await nextSteps(turn, subject) : [];
    return answerCard(answer, turn, library, lay, steps.slice(0, mostNextSteps));
  }

  async function cardFor(turn: Turn, answer: Answer, text: string): Promise<Shown> {
    if (answer.kind === 'found') return found(turn, answer);
    if (answer.kind === 'unsure') return unsureCard(answer, turn);
    return nothingCard(answer, turn, text.length > mostCharactersRead);
  }

  function hitFor(article: Article, score: number, reader: Reader): Hit {
    const { words } = readingIn(article, reader.language);
    const subtitle = [answersText[reader.language].kinds[article.kind], ...article.forces, words.asOf].join(' · ');
    return { id: article.id, score, title: words.title, subtitle, shown: insertedCard(article, reader, library) };
  }

  return {
    name: 'answers',

    async answer(turn, text) {
      const last = subjects.of(turn.person, turn.address.conversation, turn.now);
      const spokenOf = last === undefined ? undefined : library.byId.get(last);
      return show(await cardFor(turn, answerTo({ text, own: turn.force.forces, spokenOf }, search, library), text));
    },

    async search(turn, query) {
      const typed = wordsOf(query.slice(0, mostCharactersRead));
      // Before anything is typed, the networks of the force are offered by the feature that lists them.
      if (typed.length === 0) return [];
      const { ranked } = search.find(typed, turn.force.forces, { most: mostHits });
      return ranked.map(({ article, score }) => hitFor(article, score, turn));
    },

    links: {
      async article(turn, id) {
        const article = library.byId.get(id);
        return article && insertedCard(article, turn, library);
      },
    },

    verbs: [
      verb({
        verb: 'answers/topic',
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        async run(turn, { about, carried }) {
          const article = library.byId.get(about);
          if (!article) throw new Refusal({ en: answersText.en.gone, cy: answersText.cy.gone });
          const aspect = isAspect(carried.aspect) ? carried.aspect : 'general';
          return replace(await found(turn, { kind: 'found', article, aspect, asked: [], also: [] }));
        },
      }),
    ],

    samples: language => samplesOf(language, library, lay),
  };
}
