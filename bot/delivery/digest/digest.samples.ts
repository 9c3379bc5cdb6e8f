import type { Shown } from '../../cards/card.ts';
import type { Language } from '../../language/language.ts';
import { digestCard, type Line } from './digest.card.ts';

const lines: readonly Line[] = [
  { broadcast: 'one', title: 'Menopause café: what helps at work', detail: 'Event · Tuesday 2 June, 18:00' },
  { broadcast: 'two', title: 'Sergeant, Public Protection (attachment, 12 months)', detail: 'Vacancy · closes Friday 12 June' },
  { broadcast: 'three', title: 'Two minutes: how safe is it to speak up here?', detail: 'Survey · closes Friday 12 June' },
];

/** Every state of the digest's card. */
export function digestSamples(language: Language): Record<string, Shown> {
  const about = '2026-06-02';
  const many = Array.from({ length: 12 }, (_, at) => ({ ...(lines[at % 3] as Line), broadcast: `number ${at}` }));
  return {
    digest: digestCard(language, { lines, left: 0, about }),
    'digest, one thing': digestCard(language, { lines: lines.slice(0, 1), left: 0, about }),
    'digest, many': digestCard(language, { lines: many, left: 3, about }),
  };
}
