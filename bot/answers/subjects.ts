import type { Person } from '../people/person.ts';

/** What each person was last shown in each conversation, so that "who can join it?" finds its subject. In memory only. */
export type Subjects = {
  of: (person: Person, conversation: string, now: Date) => string | undefined;
  keep: (person: Person, conversation: string, article: string, now: Date) => void;
};

const life = 10 * 60_000;

export function recentSubjects(most = 5_000): Subjects {
  const kept = new Map<string, { article: string; until: number }>();
  const keyOf = ({ tenant, id }: Person, conversation: string): string => `${tenant}\n${id}\n${conversation}`;
  return {
    of(person, conversation, now) {
      const key = keyOf(person, conversation);
      const found = kept.get(key);
      if (!found) return undefined;
      if (now.getTime() < found.until) return found.article;
      kept.delete(key);
      return undefined;
    },
    keep(person, conversation, article, now) {
      const key = keyOf(person, conversation);
      // Put last again, so that the first is always the one longest unused.
      kept.delete(key);
      kept.set(key, { article, until: now.getTime() + life });
      for (const [oldest, { until }] of kept) {
        if (kept.size <= most && until > now.getTime()) break;
        kept.delete(oldest);
      }
    },
  };
}
