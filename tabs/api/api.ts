import type { Language } from '../../bot/language/language.ts';
import type { ApiError } from '../../bot/web/error.contract.ts';

/** What came of asking our API. Without words of its own, nobody answered at all. */
export type Answered<T> = { ok: true; value: T } | { ok: false; words?: string; reference?: string };

export type Api = {
  get<T>(path: string): Promise<Answered<T>>;
  post<T>(path: string, body?: unknown): Promise<Answered<T>>;
};

export type ApiNeeds = {
  token: () => Promise<string>;
  /** The language of Teams, for people who chose none here. */
  locale?: string;
  /** Hears the language in which the server speaks to this person. */
  onLanguage: (language: Language) => void;
};

const patienceMs = 15_000;

/** Our own server, asked in the name of whoever Teams says is here. */
export function openApi({ token, locale, onLanguage }: ApiNeeds): Api {
  async function ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answered<T>> {
    try {
      const response = await fetch(`/api${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await token()}`,
          ...(locale ? { 'x-language': locale } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(patienceMs),
      });
      const language = response.headers.get('content-language');
      if (language === 'en' || language === 'cy') onLanguage(language);
      const answer: unknown = await response.json();
      // What our own server answers needs no second check; its types are the contract's.
      if (response.ok) return { ok: true, value: answer as T };
      return { ok: false, ...(answer as ApiError).error };
    } catch {
      // No token, no connection, no answer in time, or an answer that is not ours: for the person it is all the same.
      return { ok: false };
    }
  }
  return {
    get: path => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
  };
}
