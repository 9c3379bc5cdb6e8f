import type { Language } from '../language/language.ts';
import type { Turn } from '../teams/turn.ts';

/** What every card here is drawn for: the reader's language, their force, and the showing it belongs to. */
export type Drawn = { language: Language; force: string; version: string };

export const drawnFor = (turn: Turn): Drawn => ({ language: turn.language, force: turn.force.name, version: turn.id });
