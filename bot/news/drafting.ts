import { createHash } from 'node:crypto';
import { confirmation } from './confirmation.ts';
import type { Somebody } from './news.needs.ts';
import type { Kept, NewsStore } from './news.store.ts';
import { changed, isAuthor, nextVersion, nothingSaid, type News, type Whom, type Words } from './news.ts';
import type { Rights } from './rights.ts';

export type Drafting = ReturnType<typeof openDrafting>;

/** What came of a press that changes a draft. `changed`: somebody changed it since the card was drawn, and nothing was saved. */
export type Drafted = { kind: 'saved' | 'changed'; news: News };

/** Writing news: every save names the state it was made from, so nothing is ever written over unseen. */
export function openDrafting({ store, rights }: { store: NewsStore; rights: Rights }) {
  /** A piece that is theirs: a draft only for its author, what was sent for whoever writes for that network. */
  async function find({ person }: Pick<Somebody, 'person'>, id: string): Promise<Kept | undefined> {
    const kept = await store.find(person.tenant, id);
    if (!kept || !(await rights.mayWrite(person, kept.news.network))) return undefined;
    return kept.news.state === 'sent' || isAuthor(kept.news, person) ? kept : undefined;
  }

  /** The words that are being written; of a piece where nothing is, those that people have. */
  async function wordsOf(news: News): Promise<Words> {
    const version = news.isWriting ? nextVersion(news) : news.version;
    return (await store.words(news.tenant, news.id, version)) ?? nothingSaid;
  }

  /** Begins a piece with its first words. The same press twice is one piece. */
  async function begin(who: Somebody, begun: { network: string; words: Words; intent: string; whom?: Whom }): Promise<Drafted | undefined> {
    const { person, now } = who;
    if (!(await rights.mayWrite(person, begun.network))) return undefined;
    const id = idFor(person.tenant, person.id, begun.intent);
    const { network, words, whom } = begun;
    const news: News = {
      ...{ tenant: person.tenant, id, network, state: 'draft', version: 0, isWriting: true, saves: 1 },
      ...(whom ? { whom } : {}),
      ...{ author: person.id, createdAt: now, changedAt: now },
    };
    await store.begin(news, words);
    const kept = await find(who, id);
    return kept && { kind: 'saved', news: kept.news };
  }

  /** Changes a draft, for somebody who saw it after so many saves. What stands as typed already is not a change. */
  async function change(
    who: Somebody,
    asked: { id: string; saves: number; words?: Words; by?: Partial<Pick<News, 'whom' | 'at'>> },
  ): Promise<Drafted | undefined> {
    const kept = await find(who, asked.id);
    if (!kept || !kept.news.isWriting) return undefined;
    const { news } = kept;
    if (news.saves !== asked.saves) return { kind: 'changed', news };
    const next = changed(news, asked.by ?? {}, who.now);
    const written = asked.words && { words: asked.words, by: who.person, version: nextVersion(news) };
    if ((await store.save(kept, next, written)) === 'changed') return again(who, asked.id);
    return { kind: 'saved', news: next };
  }

  async function confirm(who: Somebody, asked: { id: string; saves: number }): Promise<Drafted | undefined> {
    const kept = await find(who, asked.id);
    if (!kept || !kept.news.isWriting) return undefined;
    if (kept.news.saves !== asked.saves) return { kind: 'changed', news: kept.news };
    const next: News = { ...kept.news, confirmed: { words: confirmation.version, at: who.now } };
    return (await store.save(kept, next)) === 'saved' ? { kind: 'saved', news: next } : again(who, asked.id);
  }

  async function again(who: Somebody, id: string): Promise<Drafted | undefined> {
    const kept = await find(who, id);
    return kept && { kind: 'changed', news: kept.news };
  }

  /** Begins a correction with the words people have, or goes on with the one that was begun. */
  async function correct(who: Somebody, id: string): Promise<News | undefined> {
    const kept = await find(who, id);
    if (!kept || kept.news.isWriting) return kept?.news;
    const { news } = kept;
    const words = await wordsOf(news);
    const next = { ...changed(news, {}, who.now), isWriting: true };
    await store.save(kept, next, { words, by: who.person, version: nextVersion(news) });
    return (await find(who, id))?.news;
  }

  /** Another piece with the same words, to be sent anew. */
  async function duplicate(who: Somebody, id: string, intent: string): Promise<News | undefined> {
    const kept = await find(who, id);
    if (!kept) return undefined;
    const { network, whom } = kept.news;
    const made = await begin(who, { network, words: await wordsOf(kept.news), intent, ...(whom ? { whom } : {}) });
    return made?.news;
  }

  /** Throws a draft away, or leaves what was sent as it is. */
  async function drop(who: Somebody, id: string): Promise<'dropped' | 'notCorrected' | undefined> {
    const kept = await find(who, id);
    if (!kept) return undefined;
    if (kept.news.state !== 'sent') {
      await store.remove(kept.news);
      return 'dropped';
    }
    if (kept.news.isWriting) await store.save(kept, { ...changed(kept.news, {}, who.now), isWriting: false });
    return 'notCorrected';
  }

  return { find, wordsOf, begin, change, confirm, correct, duplicate, drop };
}

const idFor = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
