import type { AudiencePart } from '../delivery/broadcast.ts';
import type { DueHandler } from '../feature.ts';
import type { Language } from '../language/language.ts';
import { lapsesAt, standingOf, type Approval } from '../people/approvals.ts';
import type { Figure } from '../people/suppress.ts';
import { confirmation } from './confirmation.ts';
import type { Drafting } from './drafting.ts';
import type { NewsNeeds, Somebody } from './news.needs.ts';
import type { Kept, NewsStore } from './news.store.ts';
import { isSaid, needsApproval, nextVersion, type News, type Words } from './news.ts';
import type { Rights } from './rights.ts';
import { problemWithTime } from './typed.ts';

/** The act as the approvals and the audit log name it. */
export const sendingToMany = 'send news to many';
export const finishRun = 'news/finish';
export const lapseRun = 'news/lapse';

// By then whoever sent it has either finished, or was lost in the middle.
const finishAfterMs = 60_000;

/** What came of a press that sends. Whatever is not `sent`, `corrected`, `scheduled` or `asked` sent nothing and lost nothing. */
export type Published = {
  kind:
    | 'sent'
    | 'scheduled'
    | 'corrected'
    | 'asked'
    | 'already'
    | 'askedAlready'
    | 'changed'
    | 'notConfirmed'
    | 'noWhom'
    | 'notYours'
    | 'past'
    | 'far'
    | 'closed'
    | 'needsApproval';
  news: News;
};

export type Decided = 'approved' | 'refused' | 'own' | 'gone' | 'tooLate';

export type PublishingNeeds = Pick<NewsNeeds, 'delivering' | 'enter' | 'later' | 'networks' | 'people' | 'reachOf'> & {
  store: NewsStore;
  drafting: Drafting;
  rights: Rights;
  /** Written to their own chats: what became of a request, and that one waits. */
  tell: {
    author: (news: News, what: 'refused' | 'lapsed' | 'approved') => Promise<void>;
    administrators: (news: News, name: string) => Promise<void>;
  };
};

export type Publishing = ReturnType<typeof openPublishing>;

/** Sending news, correcting it, and the second person where one is needed. */
export function openPublishing(needs: PublishingNeeds) {
  const { store, drafting, rights, delivering, people, later, tell } = needs;
  const { approvals } = people;

  /** About how many get it, where that is a number of people. */
  async function howMany(news: News, now: Date): Promise<{ figure: Figure; on: Date } | undefined> {
    if (news.version > 0 || !news.whom || news.whom.kind === 'place') return undefined;
    return needs.reachOf(news.tenant, news.whom.kind === 'network' ? news.network : '', now);
  }

  async function needsSecond(news: News, now: Date): Promise<boolean> {
    const reach = await howMany(news, now);
    const { value: above } = await people.forceSettings.of(news.tenant, 'approvalAbove');
    return needsApproval(news, reach?.figure.kind === 'about' ? reach.figure.value : 0, above);
  }

  /** What keeps it from going out at this moment, whoever presses. */
  async function obstacle(who: Somebody, news: News): Promise<Published['kind'] | undefined> {
    if (!news.confirmed) return 'notConfirmed';
    const network = await rights.network(news.tenant, who.force, news.network);
    if (news.network !== '' && (!network || network.isClosed)) return 'closed';
    if (news.version > 0) return undefined;
    if (!news.whom) return 'noWhom';
    if (!(await rights.maySendTo(who.person, news.network, news.whom))) return 'notYours';
    return problemWithTime(news.at, who.now);
  }

  async function send(who: Somebody, asked: { id: string; saves: number }): Promise<Published | undefined> {
    const kept = await drafting.find(who, asked.id);
    if (!kept) return undefined;
    const { news } = kept;
    if (!news.isWriting) return { kind: 'already', news };
    if (news.state === 'waiting') return { kind: 'askedAlready', news };
    if (news.saves !== asked.saves) return { kind: 'changed', news };
    const stopped = await obstacle(who, news);
    if (stopped) return { kind: stopped, news };
    if (await needsSecond(news, who.now)) return { kind: 'needsApproval', news };
    return publish(who, kept);
  }

  async function publish(who: Somebody, kept: Kept, approver?: string): Promise<Published> {
    const { news } = kept;
    const { tenant, id } = news;
    const version = nextVersion(news);
    const { askedAt: _, note: __, ...rest } = news;
    const sent: News = {
      ...rest,
      ...{ state: 'sent', version, isWriting: false, saves: news.saves + 1, changedAt: who.now },
      ...(approver ? { approver } : {}),
    };
    if (version === 1) {
      const audience = audienceOf(news);
      const mine = news.author ? { author: news.author } : {};
      // A channel's readers chose nothing here, and everyone who has the app is told in any case.
      const wish = news.whom?.kind === 'network' ? { news: 'news' as const } : {};
      const wanted = { tenant, id, kind: 'news', about: id, audience, policy: 'never twice' as const, mayWait: true };
      await delivering.announce({ ...wanted, ...wish, ...mine });
    }
    // Should this be cut off after the next line, the run does the rest.
    await later({ tenant, kind: finishRun, name: `${id}.${version}`, when: new Date(who.now.getTime() + finishAfterMs) });
    if ((await store.save(kept, sent)) === 'changed') {
      const stands = await store.find(tenant, id);
      return { kind: stands?.news.isWriting === false ? 'already' : 'changed', news: stands?.news ?? news };
    }
    await finish(sent, who.now);
    if (version > 1) return { kind: 'corrected', news: sent };
    return { kind: sent.at ? 'scheduled' : 'sent', news: sent };
  }

  /** Hands it to the engine and enters it in the register; harmless twice. */
  async function finish(news: News, now: Date): Promise<void> {
    const { tenant, id, version } = news;
    const of = { tenant, id };
    let isNew: boolean;
    if (version === 1) {
      await delivering.approve(of);
      const started = await delivering.start(of, news.at && news.at > now ? { at: news.at } : {});
      isNew = started === 'started' || started === 'scheduled';
    } else isNew = (await delivering.correct(of, version)) === 'done';
    await enter(news, version === 1 ? 'sent' : 'corrected', now);
    if (!isNew || !news.author) return;
    await people.audit.write({ person: { tenant, id: news.author }, act: version === 1 ? 'news sent' : 'news corrected', object: id, now });
  }

  async function enter(news: News, act: 'sent' | 'corrected' | 'withdrawn' | 'stopped', now: Date, by = news.author): Promise<void> {
    const { tenant, id, version, approver } = news;
    const words = await store.sentWords(tenant, id, version);
    if (!words) return;
    await needs.enter(tenant, {
      ...{ broadcast: id, kind: 'news', act, version, at: now, audience: audienceOf(news), words: saidFrom(words) },
      ...(news.confirmed ? { confirmed: confirmation.words } : {}),
      ...(by ? { author: by } : {}),
      ...(approver ? { approver } : {}),
    });
  }

  /** Asks a second person. The same press twice asks once. */
  async function ask(who: Somebody, asked: { id: string; saves: number }): Promise<Published | undefined> {
    const kept = await drafting.find(who, asked.id);
    if (!kept) return undefined;
    const { news } = kept;
    if (news.state !== 'draft') return { kind: news.state === 'waiting' ? 'askedAlready' : 'already', news };
    if (news.saves !== asked.saves) return { kind: 'changed', news };
    const stopped = await obstacle(who, news);
    if (stopped) return { kind: stopped, news };
    const asker = { ...who.person, name: who.name };
    // What was asked of an earlier state of this piece is over.
    await approvals.forget(news.tenant, sendingToMany, news.id);
    await approvals.ask({ asker, act: sendingToMany, object: news.id, now: who.now });
    await later({ tenant: news.tenant, kind: lapseRun, name: news.id, when: lapsesAt({ askedAt: who.now }) });
    const next: News = { ...news, state: 'waiting', askedAt: who.now, saves: news.saves + 1, changedAt: who.now };
    if ((await store.save(kept, next)) === 'changed')
      return { kind: 'askedAlready', news: (await store.find(news.tenant, news.id))?.news ?? news };
    await tell.administrators(next, who.name);
    return { kind: 'asked', news: next };
  }

  /** Takes the request back. */
  async function unask(who: Somebody, id: string): Promise<News | undefined> {
    const kept = await drafting.find(who, id);
    if (kept?.news.state !== 'waiting') return kept?.news;
    await approvals.forget(who.person.tenant, sendingToMany, id);
    return backToDraft(kept, who.now);
  }

  async function backToDraft(kept: Kept, now: Date, note?: News['note']): Promise<News> {
    const { askedAt: _, note: __, ...rest } = kept.news;
    const next: News = { ...rest, state: 'draft', saves: kept.news.saves + 1, changedAt: now, ...(note ? { note } : {}) };
    return (await store.save(kept, next)) === 'saved' ? next : ((await store.find(next.tenant, next.id))?.news ?? next);
  }

  /** What waits for whoever may agree, with who asks. */
  async function waiting(tenant: string, now: Date): Promise<{ news: News; approval: Approval }[]> {
    const asked = (await approvals.waiting(tenant, now)).filter(({ act }) => act === sendingToMany);
    const found = await Promise.all(asked.map(async approval => ({ approval, kept: await store.find(tenant, approval.object) })));
    return found.flatMap(({ approval, kept }) => (kept?.news.state === 'waiting' ? [{ news: kept.news, approval }] : []));
  }

  async function waitingOne(tenant: string, id: string, now: Date): Promise<{ news: News; approval: Approval } | undefined> {
    const [kept, approval] = await Promise.all([store.find(tenant, id), approvals.find(tenant, sendingToMany, id)]);
    if (kept?.news.state !== 'waiting' || !approval || standingOf(approval, now) !== 'asked') return undefined;
    return { news: kept.news, approval };
  }

  /** Decides what was asked at `askedAt`: agreed, it goes out at once or at its time. */
  async function decide(
    who: Somebody,
    asked: { id: string; askedAt: Date; decision: 'approved' | 'refused' },
  ): Promise<{ kind: Decided; at?: Date }> {
    const { person, now } = who;
    const kept = await store.find(person.tenant, asked.id);
    const isThis = kept?.news.state === 'waiting' && kept.news.askedAt?.getTime() === asked.askedAt.getTime();
    if (!kept || !isThis) return { kind: 'gone' };
    const { news } = kept;
    const isLate = problemWithTime(news.at, now) !== undefined;
    const isApproving = asked.decision === 'approved' && !isLate;
    // Whoever wrote it must still be allowed to: a role that has ended sends nothing.
    const author = { ...who, person: { tenant: person.tenant, id: news.author ?? '' } };
    if (isApproving && (await obstacle(author, news))) return { kind: 'gone' };
    const decision = isApproving ? 'approved' : 'refused';
    const outcome = await approvals.decide({ person, act: sendingToMany, object: asked.id, askedAt: asked.askedAt, decision, now });
    if (outcome === 'own') return { kind: 'own' };
    if (outcome !== 'approved' && outcome !== 'refused') return { kind: 'gone' };
    if (outcome === 'refused') {
      await backToDraft(kept, now, 'refused');
      await tell.author(news, 'refused');
      return { kind: isLate && asked.decision === 'approved' ? 'tooLate' : 'refused' };
    }
    await publish(author, kept, person.id);
    await tell.author(news, 'approved');
    return { kind: 'approved', ...(news.at ? { at: news.at } : {}) };
  }

  const due: Record<string, DueHandler> = {
    [finishRun]: async ({ tenant, name, now }) => {
      const kept = await store.find(tenant, name.split('.')[0] ?? '');
      if (kept?.news.state === 'sent' && String(kept.news.version) === name.split('.')[1]) await finish(kept.news, now);
      return {};
    },
    [lapseRun]: async ({ tenant, name: id, now }) => {
      const kept = await store.find(tenant, id);
      const { askedAt } = kept?.news ?? {};
      if (kept?.news.state !== 'waiting' || !askedAt || lapsesAt({ askedAt }) > now) return {};
      await approvals.forget(tenant, sendingToMany, id);
      await backToDraft(kept, now, 'lapsed');
      await tell.author(kept.news, 'lapsed');
      return {};
    },
  };

  return { howMany, needsSecond, send, ask, unask, waiting, waitingOne, decide, enter, due };
}

export function audienceOf({ network, whom }: Pick<News, 'network' | 'whom'>): AudiencePart[] {
  if (whom?.kind === 'place') return [{ kind: 'place', id: whom.conversation }];
  return whom?.kind === 'network' ? [{ kind: 'network', id: network }] : [{ kind: 'everyone', id: 'all' }];
}

const saidFrom = (words: Words) =>
  Object.fromEntries(
    (['en', 'cy'] as const)
      .filter(language => isSaid(words[language]))
      .map(language => [language, { ...words[language], ...(words.link ? { link: words.link } : {}) }]),
  ) as Partial<Record<Language, { title: string; text: string; link?: string }>>;
