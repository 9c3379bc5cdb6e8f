import type { Shown } from '../../cards/card.ts';
import type { Language } from '../../language/language.ts';
import { roleNames, type RoleName } from '../../people/roles.ts';
import type { Drawn } from '../drawn.ts';
import { codeCard, giveCard, handOverCard, matchesCard, offeredCard } from './giving.card.ts';
import { inCard, requestsCard, takingCard, whoCard, withdrawingCard } from './holders.card.ts';
import { nothingFilled, type Wrong } from './role-choices.ts';
import type { HeldLine, OfferLine, Placed } from './role-lines.ts';
import { acceptedCard, askingCard, doneCard, homeCard, leavingCard, notYoursCard, offerCard } from './roles.card.ts';
import { rolesText } from './roles.text.ts';

/** Every card about roles, in every state. */
export function rolesSamples(language: Language): Record<string, Shown> {
  const drawn: Drawn = { language, force: 'Sussex Police', version: 'sample' };
  const text = rolesText[language];
  const since = new Date('2026-03-02T09:00:00Z');
  const lastDay = new Date('2027-03-31T12:00:00Z');
  const network = { id: 'sample-allotment', short: language === 'cy' ? 'Rhwydwaith Garddio a Thyfu' : 'Allotment and Growing Network' };
  const placed = (name: RoleName): Placed => {
    const isOfForce = name === 'administrator' || name === 'launcher';
    return { role: { name, network: isOfForce ? '' : network.id }, place: isOfForce ? text.forWholeForce : network.short };
  };
  const held = (name: RoleName, end?: Date): HeldLine => ({ ...placed(name), since, lastDay: end });
  const line = (name: RoleName, more: Partial<OfferLine> = {}): OfferLine => ({
    ...placed(name),
    id: `offer-${name}`,
    answerBy: new Date('2026-03-15T12:00:00Z'),
    takesOver: false,
    isCode: false,
    by: 'Helen Whitcombe',
    to: 'Sam Hollis',
    ...more,
  });
  const nobody = { held: [], fromElsewhere: [], offers: [], mayGive: false, isAdministrator: false, requests: 0 };
  const networks = Array.from({ length: 40 }, (_, at) => ({ id: `network-${at}`, short: `${network.short} ${at + 1}` }));
  const form = {
    roles: roleNames,
    networks,
    filled: { ...nothingFilled, role: 'chair', network: 'network-3', until: '2027-03-31', who: 'Sam Hollis' },
  };
  const wrongs: readonly Wrong[] = ['role', 'network', 'until', 'who', 'nobody', 'namesakes', 'oneself'];
  const some = ['Sam Hollis', 'Samir Haddad', 'Samantha Reed', 'Sam Adeyemi-Whitcombe', 'Samson Clarke'].map((name, at) => ({
    id: `p${at}`,
    name,
  }));
  const who = 'Sam Hollis';
  const holders = (['chair', 'secretary', 'committee'] as const).map((name, at) => ({
    ...held(name, at === 0 ? lastDay : undefined),
    id: `p${at}`,
    who: some[at]?.name,
  }));
  const offers = [line('adviser'), line('secretary', { isCode: true, to: undefined })];
  const place = { network: network.id, place: network.short };
  const requests = Array.from({ length: 7 }, (_, at) => ({
    person: `p${at}`,
    who: 'Priya Nair',
    act: at % 2 ? ('see growth' as const) : ('launch a survey' as const),
    ...(at % 2 ? { place: network.short } : {}),
    askedAt: since,
  }));
  return {
    'my roles, none': homeCard(drawn, nobody),
    'my roles, one': homeCard(drawn, { ...nobody, held: [held('secretary')] }),
    'my roles, everything': homeCard(drawn, {
      held: [held('chair', lastDay), held('adviser')],
      fromElsewhere: [placed('administrator')],
      offers: [line('liaison'), line('secretary')],
      mayGive: true,
      isAdministrator: true,
      requests: 2,
    }),
    'my roles, the offer is gone': homeCard(drawn, nobody, text.gone),
    ...Object.fromEntries(
      roleNames.map(name => [`role offered: ${name}`, offerCard(drawn, line(name, name === 'chair' ? { lastDay } : {}))]),
    ),
    'role handed over': offerCard(drawn, line('chair', { takesOver: true })),
    'role accepted': acceptedCard(drawn, placed('chair')),
    'role accepted, whole force': acceptedCard(drawn, placed('launcher')),
    'role declined': doneCard(drawn, text.declined),
    'give a role up': leavingCard(drawn, placed('secretary'), false),
    'give a role up, last chair': leavingCard(drawn, placed('chair'), true),
    'give a role up, last administrator': leavingCard(drawn, placed('administrator'), true),
    'hand over': handOverCard(drawn, placed('chair')),
    'hand over, nobody found': handOverCard(drawn, placed('chair'), 'Sma', 'nobody'),
    'ask for a right': askingCard(drawn),
    'ask for a right, not chosen': askingCard(drawn, text.askNeeded),
    'a right that is not yours': notYoursCard(drawn, 'offer a role in a network'),
    'give a role': giveCard(drawn, { ...form, filled: nothingFilled }),
    'give a role, as a chair': giveCard(drawn, {
      roles: ['secretary', 'committee', 'adviser'],
      networks: [network],
      filled: nothingFilled,
    }),
    ...Object.fromEntries(wrongs.map(wrong => [`give a role, wrong: ${wrong}`, giveCard(drawn, { ...form, wrong })])),
    'who is meant': matchesCard(drawn, {
      ...placed('chair'),
      lastDay,
      people: some,
      more: true,
      someShare: true,
      carried: { ...form.filled },
    }),
    'who is meant, handing over': matchesCard(drawn, {
      ...placed('chair'),
      people: some.slice(0, 1),
      more: false,
      someShare: false,
      carried: { handing: 'chair/sample-allotment', who },
    }),
    'role was offered': offeredCard(drawn, { ...placed('chair'), lastDay, who }),
    'invitation code': codeCard(drawn, { ...placed('secretary'), code: 'BCDFG-23456' }),
    'where to look for roles': whoCard(drawn, { networks, withForce: true, withoutChair: networks.map(one => one.short) }),
    'roles of a network, read': inCard(drawn, { ...place, holders, offers: [], mayTake: false, mayGive: false }),
    'roles of a network, administrator': inCard(drawn, { ...place, holders, offers, mayTake: true, mayGive: true }),
    'roles of a network, none': inCard(drawn, { ...place, holders: [], offers: [], mayTake: true, mayGive: true }),
    'roles of the force': inCard(drawn, {
      network: '',
      place: text.forWholeForce,
      holders: [{ ...held('administrator'), id: 'p1', who: 'Helen Whitcombe' }],
      offers: [],
      mayTake: true,
      mayGive: true,
    }),
    'take a role away': takingCard(drawn, { ...placed('secretary'), id: 'p1', who }, false),
    'take a role away, last chair': takingCard(drawn, { ...placed('chair'), id: 'p1', who }, true),
    'withdraw an offer': withdrawingCard(drawn, line('adviser', { lastDay })),
    requests: requestsCard(drawn, requests),
    'requests, none': requestsCard(drawn, []),
  };
}
