import type { Guarded } from '../../people/roles.ts';

/** Rights that somebody may ask the administrators for, from the most wanted. What only administrators do is not among them. */
export const askable = [
  'write news',
  'launch a survey',
  'offer a role in a network',
  'invite members',
  'welcome new members',
  'see growth',
  'see members as an officer',
] as const satisfies readonly Guarded[];

export type Askable = (typeof askable)[number];

export const isAskable = (value: string): value is Askable => (askable as readonly string[]).includes(value);
