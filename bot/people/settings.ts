import { z } from 'zod';
import type { Both, Language } from '../language/language.ts';
import { mostMessagesSchema, unsetMostMessages, type MostMessages } from './most-messages.ts';
import { retentionSchema, unsetRetention, type Retention } from './retention.ts';

/** Words of the force itself, in both languages; either may be empty. */
const wording = (longest: number) => z.strictObject({ en: z.string().max(longest), cy: z.string().max(longest) });

/** How long one wording may be. */
export const longestWording = 600;

/** What a force may set for itself, by name. */
type Settings = {
  /** Why memberships may be kept, in the data protection officer's words. Shown to whoever joins. */
  lawfulBasis: Both<string>;
  retention: Retention;
  mostMessages: MostMessages;
  /** Above how many people news needs a second person; 0 is never. For everyone who has the app it always does. */
  approvalAbove: number;
};

export type SettingName = keyof Settings;
export type SettingValue<Name extends SettingName> = Settings[Name];

/** What a value looks like, and what it is until somebody sets it. */
const settings: { [Name in SettingName]: { schema: z.ZodType<Settings[Name]>; unset: Settings[Name] } } = {
  lawfulBasis: { schema: wording(longestWording), unset: { en: '', cy: '' } },
  retention: { schema: retentionSchema, unset: unsetRetention },
  mostMessages: { schema: mostMessagesSchema, unset: unsetMostMessages },
  approvalAbove: { schema: z.int().min(0).max(100_000), unset: 0 },
};

export const settingNames = Object.keys(settings) as SettingName[];

/** A setting as it stands, and how often it was set: 0 is never. */
export type Setting<Name extends SettingName> = { value: SettingValue<Name>; version: number; changedAt?: Date };

export const unsetValue = <Name extends SettingName>(name: Name): SettingValue<Name> => settings[name].unset;

/** The value in a stored text. One that is no longer of the right shape counts as never set. */
export function readValue<Name extends SettingName>(name: Name, text: unknown): SettingValue<Name> {
  const read = settings[name].schema.safeParse(parsed(text));
  return read.success ? read.data : settings[name].unset;
}

/** A force's words for a reader: the other language where there are none in theirs, and nothing where there are none at all. */
export const wordingFor = (words: Both<string>, language: Language): string => words[language] || words.en || words.cy;

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
