import type { Element, Press, Shown } from '../../cards/card.ts';
import { actions, facts, footer, heading, kicker, press, shown, state, strong, words } from '../../cards/pieces.ts';
import { dateInWords } from '../../language/wording.ts';
import type { Drawn } from '../drawn.ts';
import { givingText } from './giving.text.ts';
import { askable, type Askable } from './asking.ts';
import { keyOfRole } from './role-choices.ts';
import { isNamedOnPage, mayBeHandedOver, neededWord, type HeldLine, type OfferLine, type Placed } from './role-lines.ts';
import { rolesText } from './roles.text.ts';

export type HomeView = {
  held: readonly HeldLine[];
  /** Roles that nobody accepted here: from Entra or the settings. */
  fromElsewhere: readonly Placed[];
  offers: readonly OfferLine[];
  mayGive: boolean;
  isAdministrator: boolean;
  /** How many requests wait; administrators only. */
  requests: number;
};

export const roleInWords = (drawn: Drawn, { role, place }: Placed): string =>
  rolesText[drawn.language].roleIn(rolesText[drawn.language].title[role.name], place);

/** What somebody is here, what they are offered, and the ways on. `first` is the state after a press. */
export function homeCard(drawn: Drawn, view: HomeView, first?: string): Shown {
  const text = rolesText[drawn.language];
  const { held, fromElsewhere, offers, isAdministrator } = view;
  const count = held.length + fromElsewhere.length;
  return shown(drawn.language, text.summary, [
    first !== undefined && state(first),
    kicker(text.kind, drawn.force),
    heading(count === 0 ? text.homeNone : text.homeHeading(count)),
    ...offers.slice(0, 3).map(one => strong(text.offeredToYou(roleInWords(drawn, one)))),
    ...held.flatMap(one => [
      words(roleInWords(drawn, one), { weight: 'Bolder', separator: true, spacing: 'Medium' }),
      words(termInWords(drawn, one), { spacing: 'None', isSubtle: true }),
    ]),
    ...fromElsewhere.flatMap(one => [
      words(roleInWords(drawn, one), { weight: 'Bolder', separator: true, spacing: 'Medium' }),
      words(text.fromEntra, { spacing: 'None', isSubtle: true }),
    ]),
    offers.length > 1 && offerChoice(drawn, offers),
    held.length > 1 && heldChoice(drawn, held),
    actions(
      offers[0] && seeOfferButton(drawn, offers),
      held[0] && leaveButton(drawn, held),
      view.mayGive && press(givingText[drawn.language].give, 'roles/give', { version: drawn.version }),
      press(text.who, 'roles/who', { version: drawn.version }),
      isAdministrator && view.requests > 0 && press(givingText[drawn.language].requests, 'roles/requests', { version: drawn.version }),
      !isAdministrator && press(text.ask, 'roles/asking', { version: drawn.version }),
    ),
    fromElsewhere.length === 0 && !isAdministrator && footer(text.homeOpenTab),
  ]);
}

export const termInWords = (drawn: Drawn, held: HeldLine): string => {
  const text = rolesText[drawn.language];
  const since = text.since(dateInWords(held.since, drawn.language));
  return held.lastDay ? `${since}. ${text.lastDayIs(dateInWords(held.lastDay, drawn.language))}` : since;
};

function seeOfferButton(drawn: Drawn, offers: readonly OfferLine[]): Press {
  const title = rolesText[drawn.language].seeOffer;
  const [only, second] = offers;
  return second
    ? press(title, 'roles/consider', { version: drawn.version, sends: 'inputs' })
    : press(title, 'roles/consider', { about: only?.id ?? '', version: drawn.version });
}

const offerChoice = (drawn: Drawn, offers: readonly OfferLine[]): Element => {
  const text = rolesText[drawn.language];
  const choices = offers.map(one => ({ title: roleInWords(drawn, one), value: one.id }));
  return menu('offer', text.whichOffer, choices, offers[0]?.id, text.whichOfferNeeded);
};

function leaveButton(drawn: Drawn, held: readonly HeldLine[]): Press {
  const text = rolesText[drawn.language];
  const [only, second] = held;
  return second || !only
    ? press(text.leaveRole, 'roles/leaving', { version: drawn.version, sends: 'inputs' })
    : press(text.leaveThis(text.title[only.role.name]), 'roles/leaving', { about: keyOfRole(only.role), version: drawn.version });
}

const heldChoice = (drawn: Drawn, held: readonly HeldLine[]): Element => {
  const text = rolesText[drawn.language];
  const choices = held.map(one => ({ title: roleInWords(drawn, one), value: keyOfRole(one.role) }));
  return menu('held', text.whichRole, choices, choices[0]?.value, text.whichRoleNeeded);
};

/** The card on which a role is accepted: what it lets do, and what will be shown of whoever accepts. */
export function offerCard(drawn: Drawn, offer: OfferLine): Shown {
  const text = rolesText[drawn.language];
  const { role, place } = offer;
  const title = text.title[role.name];
  const about = { about: offer.id, version: drawn.version };
  return shown(drawn.language, text.offerSummary, [
    kicker(text.offerKind, drawn.force),
    heading(text.roleIn(title, place)),
    facts([
      [text.offeredBy, offer.by],
      [text.lastDay, offer.lastDay && dateInWords(offer.lastDay, drawn.language)],
      [text.answerBy, dateInWords(offer.answerBy, drawn.language)],
    ]),
    strong(text.whatComes),
    ...[text.means[role.name], offer.takesOver ? text.takesOver : '', role.name === 'chair' && offer.lastDay ? text.noChairAfter : '']
      .filter(Boolean)
      .map(line => words(line, { spacing: 'Small' })),
    strong(text.othersSee),
    words(isNamedOnPage(role) ? text.shown : text.shownToAdministrators, { spacing: 'Small' }),
    actions(press(text.accept(title), 'roles/accept', about), press(text.decline(title), 'roles/decline', about)),
    footer(text.within),
  ]);
}

/** After an answer: the new state first, and the way to everything else. */
export function doneCard(drawn: Drawn, done: string, more: readonly string[] = [], next: readonly Press[] = []): Shown {
  return shown(drawn.language, rolesText[drawn.language].summary, [
    state(done),
    ...more.map(line => words(line)),
    actions(...next, homeButton(drawn)),
  ]);
}

export function acceptedCard(drawn: Drawn, placed: Placed): Shown {
  const text = rolesText[drawn.language];
  const line = isNamedOnPage(placed.role) ? text.shown : text.shownToAdministrators;
  return doneCard(drawn, text.accepted(roleInWords(drawn, placed)), [line, text.within]);
}

/** Before somebody gives a role up: handing over first; and where nobody would be left, a step that says so. */
export function leavingCard(drawn: Drawn, placed: Placed, isLast: boolean): Shown {
  const text = rolesText[drawn.language];
  const { role } = placed;
  const title = text.title[role.name];
  const needed = neededWord(role);
  const at = { about: keyOfRole(role), version: drawn.version };
  const last = isLast && needed;
  return shown(drawn.language, text.summary, [
    kicker(text.kind, drawn.force),
    heading(text.leavingHeading),
    facts([[text.role, roleInWords(drawn, placed)]]),
    last ? strong(text.lastOne[last]) : words(text.leavingMeans),
    last && words(text.lastMeans[last]),
    actions(
      mayBeHandedOver(role) && press(text.handOver(title), 'roles/hand-over', at),
      last
        ? press(text.giveUpLast[last], 'roles/give-up', { ...at, carried: { none: 'yes' }, style: 'destructive' })
        : press(text.giveUp(title), 'roles/give-up', at),
      press(text.keep(title), 'roles/home', { version: drawn.version }),
    ),
  ]);
}

/** Where somebody chooses a right to ask the administrators for. */
export function askingCard(drawn: Drawn, first?: string): Shown {
  const text = rolesText[drawn.language];
  const choices = askable.map(value => ({ title: text.acts[value], value }));
  return shown(drawn.language, text.askHeading, [
    first !== undefined && state(first),
    heading(text.askHeading),
    menu('act', text.askWhat, choices, undefined, text.askNeeded),
    words(text.askSees),
    actions(press(text.ask, 'roles/ask', { version: drawn.version, sends: 'inputs' }), homeButton(drawn)),
  ]);
}

/** What somebody without a right sees: that it is not theirs, and the one button that asks for it. */
export function notYoursCard(drawn: Drawn, act: Askable, said = rolesText[drawn.language].notYours): Shown {
  const text = rolesText[drawn.language];
  return shown(drawn.language, text.askHeading, [state(said), ...askPart(drawn, act), actions(homeButton(drawn))]);
}

/** The button for whoever lacks a right, under the line that says who will learn of it; for any card, where the right would be. */
export function askPart(drawn: Drawn, act: Askable, network = ''): Element[] {
  const text = rolesText[drawn.language];
  const button = press(text.ask, 'roles/ask', { about: act, version: drawn.version, carried: { network } });
  return [facts([[text.askFor, text.acts[act]]])!, words(text.askSees, { isSubtle: true }), actions(button)!];
}

/** A choice that opens on a press: for lists that may be long. */
export const menu = (
  id: string,
  label: string,
  choices: { title: string; value: string }[],
  value: string | undefined,
  errorMessage: string,
  isRequired = true,
): Element => ({ type: 'Input.ChoiceSet', id, label, choices, value, isRequired, errorMessage, style: 'compact' });

export const homeButton = (drawn: Drawn): Press => press(rolesText[drawn.language].back, 'roles/home', { version: drawn.version });
