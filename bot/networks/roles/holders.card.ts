import type { Shown } from '../../cards/card.ts';
import { actions, facts, fromPerson, heading, kicker, press, shown, state, strong, words } from '../../cards/pieces.ts';
import { dateInWords, listInWords } from '../../language/wording.ts';
import type { Drawn } from '../drawn.ts';
import { offerFacts } from './giving.card.ts';
import { givingText } from './giving.text.ts';
import { keyOfRole, requestValue, whichValue, wholeForceValue } from './role-choices.ts';
import { neededWord, type HolderLine, type OfferLine, type Placed, type RequestLine } from './role-lines.ts';
import { homeButton, menu, termInWords } from './roles.card.ts';
import { rolesText } from './roles.text.ts';

/** Where to look, with the networks that have no chair for whoever can do something about it. */
export function whoCard(
  drawn: Drawn,
  view: { networks: readonly { id: string; short: string }[]; withForce: boolean; withoutChair: readonly string[] },
): Shown {
  const text = givingText[drawn.language];
  const named = rolesText[drawn.language];
  const places = [
    ...(view.withForce ? [{ title: named.wholeForce, value: wholeForceValue }] : []),
    ...view.networks.map(({ id, short }) => ({ title: short, value: id })),
  ];
  return shown(drawn.language, text.whoHeading, [
    kicker(named.kind, drawn.force),
    heading(text.whoHeading),
    view.withoutChair.length > 0 && facts([[text.withoutChair, someOf(drawn, view.withoutChair)]]),
    menu('network', text.whoWhere, places, places[0]?.value, text.whoNeeded),
    actions(press(text.show, 'roles/in', { version: drawn.version, sends: 'inputs' }), homeButton(drawn)),
  ]);
}

/** The first few, and how many more. */
function someOf(drawn: Drawn, names: readonly string[]): string {
  const rest = names.length - namesShown;
  const more = rest > 0 ? [givingText[drawn.language].andMore(rest)] : [];
  return listInWords([...names.slice(0, namesShown), ...more], drawn.language);
}

const namesShown = 4;

export type InView = {
  network: string;
  place: string;
  holders: readonly HolderLine[];
  /** For those who may act on them. */
  offers: readonly OfferLine[];
  mayTake: boolean;
  mayGive: boolean;
};

/** Who holds what in one place. To most it only reads; whoever may can take a role away or withdraw an offer here. */
export function inCard(drawn: Drawn, view: InView): Shown {
  const text = givingText[drawn.language];
  const named = rolesText[drawn.language];
  const { holders, offers, place } = view;
  const name = (who: string | undefined) => who ?? named.nameless;
  const whom = ({ isCode, to }: OfferLine) => (isCode ? text.byCode : name(to));
  const held = view.mayTake
    ? holders.map(one => ({
        title: named.roleIn(named.title[one.role.name], name(one.who)),
        value: whichValue({ holder: one.role, person: one.id }),
      }))
    : [];
  const offered = offers.map(one => ({
    title: text.offerOf(named.title[one.role.name], whom(one)),
    value: whichValue({ offer: one.id }),
  }));
  const choices = [...held, ...offered];
  return shown(drawn.language, named.summary, [
    kicker(named.kind, drawn.force),
    heading(view.network === '' ? named.wholeForce : place),
    holders.length === 0 && words(text.nobodyHere),
    facts(holders.map(one => [named.title[one.role.name], `${name(one.who)}. ${termInWords(drawn, one)}`])),
    offers.length > 0 && strong(text.offers),
    facts(offers.map(one => [named.title[one.role.name], `${whom(one)}, ${text.lapses(dateInWords(one.answerBy, drawn.language))}`])),
    view.network === '' && words(text.forceOnly, { isSubtle: true }),
    choices.length > 0 && menu('which', text.which, choices, undefined, text.whichNeeded),
    actions(
      view.mayGive && press(text.giveHere, 'roles/give', { version: drawn.version, carried: { network: view.network } }),
      choices.length > 0 && press(text.take, 'roles/taking', { version: drawn.version, sends: 'inputs' }),
      press(named.who, 'roles/who', { version: drawn.version }),
    ),
  ]);
}

/** Before a role is taken away; where nobody would be left, it says so and offers the other way first. */
export function takingCard(drawn: Drawn, holder: Placed & { id: string; who?: string }, isLast: boolean): Shown {
  const text = givingText[drawn.language];
  const named = rolesText[drawn.language];
  const last = isLast && neededWord(holder.role);
  const carried = { role: keyOfRole(holder.role), person: holder.id };
  const title = named.title[holder.role.name];
  return shown(drawn.language, named.summary, [
    kicker(named.kind, drawn.force),
    heading(text.takeHeading),
    offerFacts(drawn, { ...holder, who: holder.who ?? named.nameless }),
    last ? strong(text.last[last]) : words(text.takeMeans),
    last && words(text.lastFirst),
    actions(
      last &&
        press(text.giveThis(title), 'roles/give', {
          version: drawn.version,
          carried: { network: holder.role.network, role: holder.role.name },
        }),
      last
        ? press(text.takeLast[last], 'roles/take', { version: drawn.version, carried: { ...carried, none: 'yes' }, style: 'destructive' })
        : press(text.takeAway(title), 'roles/take', { version: drawn.version, carried }),
      press(text.leaveAsIs, 'roles/in', { about: holder.role.network || wholeForceValue, version: drawn.version }),
    ),
  ]);
}

export function withdrawingCard(drawn: Drawn, offered: OfferLine): Shown {
  const text = givingText[drawn.language];
  const named = rolesText[drawn.language];
  const who = offered.isCode ? text.byCode : (offered.to ?? named.nameless);
  return shown(drawn.language, named.summary, [
    kicker(named.kind, drawn.force),
    heading(text.withdrawHeading),
    offerFacts(drawn, { ...offered, who }),
    actions(
      press(text.withdraw, 'roles/withdraw', { about: offered.id, version: drawn.version }),
      press(text.leaveAsIs, 'roles/in', { about: offered.role.network || wholeForceValue, version: drawn.version }),
    ),
  ]);
}

const requestsShown = 5;

/** What people asked for, the oldest first. */
export function requestsCard(drawn: Drawn, requests: readonly RequestLine[], first?: string): Shown {
  const text = givingText[drawn.language];
  const named = rolesText[drawn.language];
  const some = requests.slice(0, requestsShown);
  const choices = some.map(({ person, who, act }) => ({ title: named.roleIn(who, named.acts[act]), value: requestValue(act, person) }));
  const buttonOf = (title: string, verb: string) => press(title, verb, { version: drawn.version, sends: 'inputs' });
  return shown(drawn.language, text.requestsHeading, [
    first !== undefined && state(first),
    kicker(named.kind, drawn.force),
    heading(text.requestsHeading),
    some.length === 0 && words(text.requestsNone),
    ...some.flatMap(({ who, act, place, askedAt }) => [
      { ...fromPerson(who), spacing: 'Medium' as const },
      words(text.wouldLike([named.acts[act], place].filter(Boolean).join(': '), dateInWords(askedAt, drawn.language)), {
        spacing: 'None',
        isSubtle: true,
      }),
    ]),
    requests.length > requestsShown && words(text.requestsMore, { isSubtle: true }),
    some.length > 0 && menu('request', text.whichRequest, choices, choices[0]?.value, text.whichNeeded),
    actions(
      some.length > 0 && buttonOf(text.answer, 'roles/answer'),
      some.length > 0 && buttonOf(text.settle, 'roles/settle'),
      homeButton(drawn),
    ),
  ]);
}
