import type { Element, Shown } from '../../cards/card.ts';
import { actions, facts, heading, kicker, press, shown, state, words } from '../../cards/pieces.ts';
import { dateInWords } from '../../language/wording.ts';
import type { Drawn } from '../drawn.ts';
import { givingText } from './giving.text.ts';
import { keyOfRole, type Filled, type Wrong } from './role-choices.ts';
import type { Placed, RoleName } from './role-lines.ts';
import { homeButton, menu } from './roles.card.ts';
import { rolesText } from './roles.text.ts';

export type GiveView = {
  roles: readonly RoleName[];
  networks: readonly { id: string; short: string }[];
  filled: Filled;
  wrong?: Wrong;
};

/** Role, place, end and person on one card; nothing happens before a person is chosen or a code is made. */
export function giveCard(drawn: Drawn, { roles, networks, filled, wrong }: GiveView): Shown {
  const text = givingText[drawn.language];
  const named = rolesText[drawn.language];
  const hasForceRoles = roles.includes('administrator') || roles.includes('launcher');
  const [only] = networks.length === 1 && !hasForceRoles ? networks : [];
  const carried = only ? { network: only.id } : undefined;
  const buttonOf = (title: string, verb: string) => press(title, verb, { version: drawn.version, carried, sends: 'inputs' });
  const roleChoices = roles.map(value => ({ title: named.title[value], value }));
  const networkChoices = networks.map(({ id, short }) => ({ title: short, value: id }));
  const networkLabel = hasForceRoles ? text.formNetworkOptional : text.formNetwork;
  return shown(drawn.language, text.give, [
    kicker(named.kind, only?.short ?? drawn.force),
    heading(text.give),
    wrong && state(text.wrong[wrong]),
    menu('role', text.formRole, roleChoices, filled.role || undefined, text.wrong.role),
    !only && menu('network', networkLabel, networkChoices, filled.network || undefined, text.wrong.network, !hasForceRoles),
    { type: 'Input.Date', id: 'until', label: text.formUntil, ...(filled.until ? { value: filled.until } : {}) },
    whoInput(drawn, filled.who),
    words(roles.includes('chair') ? `${text.starts} ${text.chairEnds}` : text.starts, { isSubtle: true }),
    actions(buttonOf(text.find, 'roles/find'), buttonOf(text.makeCode, 'roles/code'), homeButton(drawn)),
  ]);
}

const whoInput = (drawn: Drawn, who: string): Element => ({
  type: 'Input.Text',
  id: 'who',
  label: givingText[drawn.language].formWho,
  placeholder: givingText[drawn.language].formWhoHint,
  maxLength: 100,
  ...(who ? { value: who } : {}),
});

/** A successor by name. What they take over stands already. */
export function handOverCard(drawn: Drawn, placed: Placed, who = '', wrong?: Wrong): Shown {
  const text = givingText[drawn.language];
  const named = rolesText[drawn.language];
  const title = named.title[placed.role.name];
  return shown(drawn.language, named.summary, [
    kicker(named.kind, placed.place),
    heading(text.handOverHeading(title)),
    wrong && state(wrong in text.wrongHandingOver ? text.wrongHandingOver[wrong as HandingOverWrong] : text.wrong[wrong]),
    words(text.handOverMeans),
    whoInput(drawn, who),
    words(text.starts, { isSubtle: true }),
    actions(
      press(text.find, 'roles/find', { version: drawn.version, carried: { handing: keyOfRole(placed.role) }, sends: 'inputs' }),
      press(named.keep(title), 'roles/home', { version: drawn.version }),
    ),
  ]);
}

type HandingOverWrong = keyof (typeof givingText)['en']['wrongHandingOver'];

export type MatchesView = Placed & {
  lastDay?: Date;
  people: readonly { id: string; name: string }[];
  more: boolean;
  someShare: boolean;
  /** What every button carries on to the offer. */
  carried: Record<string, string>;
};

/** Up to five people of that name, a button each. */
export function matchesCard(drawn: Drawn, view: MatchesView): Shown {
  const text = givingText[drawn.language];
  const isHandedOver = 'handing' in view.carried;
  return shown(drawn.language, text.whoIsMeant, [
    kicker(rolesText[drawn.language].kind, drawn.force),
    heading(text.whoIsMeant),
    offerFacts(drawn, view),
    view.more && words(text.more),
    view.someShare && words(text.someShare),
    words(text.starts, { isSubtle: true }),
    actions(
      ...view.people
        .slice(0, 5)
        .map(({ id, name }) =>
          press(text.offerTo(name), 'roles/offer', { version: drawn.version, carried: { ...view.carried, person: id } }),
        ),
    ),
    actions(
      press(text.change, isHandedOver ? 'roles/hand-over' : 'roles/give', {
        about: view.carried['handing'] ?? '',
        version: drawn.version,
        carried: view.carried,
      }),
    ),
  ]);
}

/** What is offered or taken away, to whom, until when. */
export function offerFacts(drawn: Drawn, { role, place, lastDay, who }: Placed & { lastDay?: Date; who?: string }): Element | undefined {
  const text = rolesText[drawn.language];
  return facts([
    [text.role, text.roleIn(text.title[role.name], place)],
    [text.person, who],
    [text.lastDay, lastDay && dateInWords(lastDay, drawn.language)],
  ]);
}

export function offeredCard(drawn: Drawn, placed: Placed & { lastDay?: Date; who: string }): Shown {
  const text = givingText[drawn.language];
  return shown(drawn.language, rolesText[drawn.language].summary, [
    state(text.offered),
    offerFacts(drawn, placed),
    words(text.tellThem),
    actions(homeButton(drawn)),
  ]);
}

/** The only time the code is shown. */
export function codeCard(drawn: Drawn, placed: Placed & { lastDay?: Date; /** As it is shown. */ code: string }): Shown {
  const text = givingText[drawn.language];
  const { code } = placed;
  return shown(drawn.language, rolesText[drawn.language].summary, [
    kicker(rolesText[drawn.language].kind, drawn.force),
    heading(text.codeHeading(code)),
    offerFacts(drawn, placed),
    words(text.codeHow(code)),
    words(text.codeOnce),
    actions(press(text.giveAnother, 'roles/give', { version: drawn.version }), homeButton(drawn)),
  ]);
}
