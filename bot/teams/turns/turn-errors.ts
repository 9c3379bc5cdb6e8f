import type { Language } from '../../language/language.ts';
import { traits, type Log } from '../../log.ts';
import { Refusal } from '../../refusal.ts';
import { StorageUnavailable } from '../../storage/table.ts';
import { doorText } from '../door.text.ts';

/** What was being done, for the log: a feature and its verb or command, never a person or their words. */
export type Doing = { feature: string; act: string; language: Language };

export type Apologise = (error: unknown, doing: Doing) => string;

/** Words for whatever went wrong. A Refusal speaks for itself; anything else gets a reference, and one line in the log. */
export function apologies(needs: { log: Log; reference: () => string }): Apologise {
  return (error, { feature, act, language }) => {
    if (error instanceof Refusal) return error.in(language);
    const reference = needs.reference();
    needs.log('turn failed', { feature, act, reference, ...traits(error) });
    const words = doorText[language];
    return error instanceof StorageUnavailable ? words.storage(reference) : words.sorry(reference);
  };
}
