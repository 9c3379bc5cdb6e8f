import { traits, type LogFields } from '../log.ts';
import { randomBytes } from 'node:crypto';
import type { Language } from '../language/language.ts';
import { Refusal } from '../refusal.ts';
import { StorageUnavailable } from '../storage/table.ts';
import { KeysUnavailable, NotSignedIn } from './sign-in.ts';
import { webText } from './web.text.ts';

export type Failure = {
  status: number;
  words: string;
  /** What the log says about it; an expected no is not logged. */
  logged?: { event: string; fields: LogFields };
};

// Without letters and digits that are mistaken for one another when read out.
const letters = '23456789BCDFGHJKMNPQRSTVWXYZ';

/** Names one request, for the person who reads it out and the operator who looks for it in the log. */
export function newReference(): string {
  // Every request has one, so the eight are drawn at once; that some letters come a little more often harms nothing here.
  const eight = Array.from(randomBytes(8), byte => letters[byte % letters.length]).join('');
  return `${eight.slice(0, 4)}-${eight.slice(4)}`;
}

/** What the caller is told when a route did not end well. Nothing of the error itself goes out, or into the log but its class and place. */
export function failureOf(error: unknown, language: Language, reference: string): Failure {
  const text = webText[language];
  if (error instanceof Refusal) return { status: 409, words: error.in(language) };
  if (error instanceof NotSignedIn)
    return { status: 401, words: text.notSignedIn, logged: { event: 'web.not-signed-in', fields: { reason: error.reason } } };
  if (error instanceof KeysUnavailable)
    return { status: 503, words: text.keysDown, logged: { event: 'web.unavailable', fields: { what: 'signing keys' } } };
  if (error instanceof StorageUnavailable)
    return { status: 503, words: text.storageDown, logged: { event: 'web.unavailable', fields: { what: 'storage' } } };
  return {
    status: 500,
    words: text.unexpected(reference),
    logged: { event: 'web.failed', fields: traits(error) },
  };
}
