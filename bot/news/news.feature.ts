import { DateTime } from 'luxon';
import type { Shown } from '../cards/card.ts';
import { featureOf, type Drawing, type Feature, type Message, type Organised } from '../feature.ts';
import { agreeingPart } from './agreeing.part.ts';
import { composingPart } from './composing.part.ts';
import { openDrafting } from './drafting.ts';
import { stepsAfter } from './mine.card.ts';
import { minePart } from './mine.part.ts';
import { newsCard, withdrawnCard } from './news.card.ts';
import type { NewsNeeds } from './news.needs.ts';
import { newsSamples } from './news.samples.ts';
import { openNews } from './news.store.ts';
import { newsText } from './news.text.ts';
import { saidIn } from './news.ts';
import { openPublishing } from './publishing.ts';
import { openRights } from './rights.ts';
import { openSteps } from './steps.part.ts';
import { openTelling } from './telling.part.ts';

const keepDraftsDays = 90;

export type NewsFeature = Feature & {
  /** Lets go of what is older than it is kept. */
  forget: (tenant: string, now: Date) => Promise<void>;
};

/** Plain news of one network, written in the chat and sent to its members, to a channel, or to everyone who has the app. */
export function newsFeature(needs: NewsNeeds): NewsFeature {
  const { people, progress } = needs;
  const store = openNews(needs.table);
  const rights = openRights(needs);
  const drafting = openDrafting({ store, rights });
  const tell = openTelling({ ...needs, rights });
  const publishing = openPublishing({ ...needs, store, drafting, rights, tell });
  const steps = openSteps({ rights, drafting, publishing, progress });

  /** What stands on a card for one reader; undefined once the words are gone. */
  async function drawn(asked: Pick<Drawing, 'tenant' | 'force' | 'about' | 'version' | 'language' | 'isNamed' | 'via'>) {
    const { tenant, force, about, version, language, via } = asked;
    const [kept, words] = await Promise.all([store.find(tenant, about), store.sentWords(tenant, about, version)]);
    if (!kept || !words) return undefined;
    const network = await rights.network(tenant, force, kept.news.network);
    const whose = network ? network.name[language] : kept.news.network === '' ? force.name : '';
    // Who reads it in a channel, or because they have the app, tells nothing of a membership.
    const isNamed = via.kind !== 'network' || asked.isNamed || network?.isSensitive === false;
    return { language, id: about, version, words, whose, isNamed, via };
  }

  async function draw(asked: Drawing): Promise<Shown | undefined> {
    if (asked.isRecalled) return withdrawnCard(asked.language);
    const one = await drawn(asked);
    return one && newsCard(one);
  }

  const organised: Organised = {
    may: async (person, about) => {
      const kept = await store.find(person.tenant, about);
      return kept !== undefined && rights.mayWrite(person, kept.news.network);
    },
    named: async asked => {
      const one = await drawn({ ...asked, isNamed: true, via: { kind: 'everyone', id: 'all' } });
      const [said = 'en'] = one ? saidIn(one.words, asked.language) : [];
      return one && { kind: newsText[asked.language].kind, whose: one.whose, title: one.words[said].title };
    },
    steps: ({ about, showing, language, isRecalled }) => stepsAfter(language, about, showing, isRecalled),
    noteAct: async ({ act, about, person, now }) => {
      const kept = await store.find(person.tenant, about);
      if (kept) await publishing.enter(kept.news, act, now, person.id);
    },
  };

  const message: Message = {
    draw,
    line: async asked => {
      const one = await drawn(asked);
      const [said = 'en'] = one ? saidIn(one.words, asked.language) : [];
      return one && { title: one.words[said].title, detail: one.isNamed ? one.whose : '' };
    },
    organised,
    mayStart: async ({ tenant, about, author }, now) => {
      const kept = await store.find(tenant, about);
      if (!kept) return false;
      const isAllowed = author !== undefined && (await rights.mayWrite({ tenant, id: author }, kept.news.network));
      if (!isAllowed) await publishing.enter(kept.news, 'stopped', now);
      return isAllowed;
    },
  };

  const shared = { ...needs, store, rights, drafting, publishing, steps };
  return {
    ...featureOf('news', [
      composingPart(shared),
      minePart(shared),
      agreeingPart(shared),
      { messages: { news: message }, due: publishing.due, held: store.held, samples: newsSamples },
    ]),
    forget: async (tenant, now) => {
      const { registerMonths } = await people.forceSettings.retention(tenant);
      const at = DateTime.fromJSDate(now, { zone: 'utc' });
      await store.forget(tenant, {
        drafts: at.minus({ days: keepDraftsDays }).toJSDate(),
        sent: at.minus({ months: registerMonths }).toJSDate(),
      });
    },
  };
}
