import type { Language } from '../language/language.ts';
import type { Person } from '../people/person.ts';
import type { Force } from '../teams/turn.ts';

/** Who asks through the tab: read from a verified token, never from what the page says. */
export type Caller = {
  person: Person;
  /** The name the token shows for them. Never used to tell who they are. */
  name: string;
  force: Force;
  /** App roles of the token; they only ever grant (people/roles.ts). */
  appRoles: readonly string[];
  /** True for a guest of the tenant, who is refused. */
  guest: boolean;
  language: Language;
  now: Date;
};
