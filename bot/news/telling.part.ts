import type { Shown } from '../cards/card.ts';
import { chooseLanguage, type Language } from '../language/language.ts';
import type { Person } from '../people/person.ts';
import { noticeCard } from './mine.card.ts';
import type { NewsNeeds } from './news.needs.ts';
import type { News } from './news.ts';
import { doneCard } from './preview.card.ts';
import type { PublishingNeeds } from './publishing.ts';
import type { Rights } from './rights.ts';
import { writingText } from './writing.text.ts';

/** Words to one person about their own request, or to the few who may agree to it. Whoever cannot be reached finds it by a command. */
export function openTelling({
  people,
  courier,
  rights,
}: Pick<NewsNeeds, 'people' | 'courier'> & { rights: Rights }): PublishingNeeds['tell'] {
  async function tell(person: Person, shown: (drawn: { language: Language; force: string }) => Shown): Promise<void> {
    const to = await people.addresses.ofPerson(person);
    if (!to) return;
    const force = await people.tenants.forceOf(person.tenant);
    const chosen = await people.preferences.languageOf(person);
    const language = chooseLanguage({ chosen, welsh: force.welsh });
    await courier.send(to, { shown: shown({ language, force: force.name }), language });
  }

  return {
    author: async (news, what) => {
      if (!news.author) return;
      const { tenant, author: id } = news;
      await tell({ tenant, id }, drawn => doneCard({ ...drawn, version: versionOf(news, what) }, saidOf(news, what, drawn.language)));
    },
    administrators: async (news, name) => {
      const approvers = await rights.approversFor({ tenant: news.tenant, id: news.author ?? '' });
      for (const { person } of approvers)
        await tell(person, drawn => noticeCard({ ...drawn, version: versionOf(news, 'asked') }, { id: news.id, name }));
    },
  };
}

const versionOf = ({ id, saves }: News, what: string): string => `${id}.${saves}.${what}`;

function saidOf(news: News, what: 'refused' | 'lapsed' | 'approved', language: Language): string {
  const { done } = writingText[language];
  if (what !== 'approved') return done[what];
  return news.at ? done.approvedLater(news.at) : done.approved;
}
