import { fileURLToPath } from 'node:url';
import { readLibrary } from '../../bot/answers/library/article.reader.ts';
import type { Article, Library } from '../../bot/answers/library/article.ts';
import type { Card, Element } from '../../bot/cards/card.ts';
import type { Turn } from '../../bot/teams/turn.ts';

/** The articles as they ship. */
export const library = readLibrary(fileURLToPath(new URL('../../bot/answers', import.meta.url)));

/** The library without the nth phrase in which people ask for each article, in both languages. */
export function withoutPhrase(nth: number): Library {
  const articles = library.articles.map((article): Article => ({
    ...article,
    en: { ...article.en, ask: article.en.ask.filter((_, at) => at !== nth) },
    ...(article.cy ? { cy: { ...article.cy, ask: article.cy.ask.filter((_, at) => at !== nth) } } : {}),
  }));
  return { ...library, articles, byId: new Map(articles.map(article => [article.id, article])) };
}

export const now = new Date('2026-11-21T10:00:00Z');

export function aTurn(changes: Partial<Turn> & { forceName?: string } = {}): Turn {
  const { forceName = 'Sussex Police', ...rest } = changes;
  return {
    person: { tenant: 'a-tenant', id: 'a-person' },
    name: 'Sam Hill',
    force: { name: forceName, forces: [forceName], welsh: 'offered' },
    language: 'en',
    languageChosen: true,
    scope: 'personal',
    address: {
      tenant: 'a-tenant',
      scope: 'personal',
      conversation: 'a-chat',
      serviceUrl: 'https://smba.trafficmanager.net/uk/',
      bot: { id: '28:bot', name: 'Staff Networks' },
    },
    id: 'an-activity',
    now,
    ...rest,
  };
}

/** Everything a reader can see on a card, hidden parts last, without the titles of its buttons. */
export function textOf(card: Card): { visible: string; hidden: string } {
  const visible: string[] = [];
  const hidden: string[] = [];
  const read = (elements: readonly Element[], isVisible: boolean): void => {
    for (const element of elements) {
      const into = isVisible && !('isVisible' in element && element.isVisible === false) ? visible : hidden;
      if (element.type === 'TextBlock') into.push(element.text);
      if (element.type === 'RichTextBlock') into.push(element.inlines.map(run => run.text).join(''));
      if (element.type === 'Container') read(element.items, into === visible);
    }
  };
  read(card.body, true);
  return { visible: visible.join('\n'), hidden: hidden.join('\n') };
}
