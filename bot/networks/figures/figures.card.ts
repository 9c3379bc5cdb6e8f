import type { Element, Press, Shown } from '../../cards/card.ts';
import { actions, choice, facts, footer, heading, kicker, press, shown, strong, words } from '../../cards/pieces.ts';
import { numberInWords } from '../../language/wording.ts';
import { wordsFor, type Network } from '../directory/network.ts';
import type { Drawn } from '../drawn.ts';
import { monthAfter, type Growth, type Joint } from './figures.ts';
import { dayInWords, figuresText, monthInWords, periodInWords, sinceInWords, sizeInWords } from './figures.text.ts';

const mostPeriods = 4;
// The way back of a chosen change, in months.
const looksBack = [3, 6, 12, 24];
// The most networks a card offers; any other is found by its name.
const mostOffered = 5;

/** How one network grew, for those who may see it. */
export function growthCard(drawn: Drawn, network: Network, growth: Growth): Shown {
  const text = figuresText[drawn.language];
  const { name } = wordsFor(network, drawn.language);
  const { opening } = growth;
  return shown(drawn.language, text.summary, [
    kicker(text.kind, drawn.force),
    heading(name),
    strong(sentenceOf(drawn, growth)),
    facts([
      [text.declared(opening ? sinceInWords(opening.on, drawn.language) : ''), opening && numberOf(drawn, opening.members)],
      ...growth.movements.slice(-mostPeriods).map(({ period, shown: moved }) => {
        const isShown = moved?.joined.kind === 'about' && moved.left.kind === 'about';
        const said = isShown ? text.moved(valueOf(moved.joined), valueOf(moved.left)) : text.notMoved;
        return [periodInWords(period, drawn.language), said] as const;
      }),
    ]),
    ...sinceChoice(drawn, network, growth),
    growth.month !== undefined && footer(text.honest(monthInWords(growth.month, drawn.language))),
  ]);
}

function sentenceOf(drawn: Drawn, { members, change, nextOn }: Growth): string {
  const text = figuresText[drawn.language];
  if (!members) return text.first(dayInWords(new Date(nextOn), drawn.language));
  const size = sizeInWords(members, drawn.language);
  if (change?.percent === undefined) return size;
  const since = sinceInWords(change.since, drawn.language);
  if (change.percent === 0) return text.same(size, since);
  return change.percent > 0 ? text.up(size, change.percent, since) : text.down(size, -change.percent, since);
}

function sinceChoice(drawn: Drawn, network: Network, { month, months, change }: Growth): (Element | undefined)[] {
  const text = figuresText[drawn.language];
  const first = months[0]?.month;
  if (month === undefined || first === undefined) return [];
  const offered = [...new Set([...looksBack.map(by => monthAfter(month, -by)).filter(one => one > first), first])].filter(
    one => one < month,
  );
  if (offered.length === 0) return [];
  const chosen = offered.find(one => one === change?.since) ?? offered[0];
  const choices = offered.map(value => ({ title: monthInWords(value, drawn.language), value }));
  const asked = { ...choice('since', text.since, choices, chosen, text.sinceNeeded), style: 'compact' as const };
  return [asked, actions(press(text.sinceSee, 'networks/growth', { about: network.id, version: drawn.version, sends: 'inputs' }))];
}

/** All networks together, with the way to each of the first few. */
export function jointCard(drawn: Drawn, joint: Joint, networks: readonly Network[]): Shown {
  const text = figuresText[drawn.language];
  const counted = joint.networks.filter(one => one.members.kind === 'about').length;
  return shown(drawn.language, text.jointSummary, [
    kicker(text.kind, text.joint),
    heading(text.jointHeading(drawn.force)),
    joint.month === undefined && words(text.first(dayInWords(new Date(joint.nextOn), drawn.language))),
    joint.memberships &&
      facts([
        [text.memberships, numberOf(drawn, joint.memberships)],
        [text.people, joint.people ? numberOf(drawn, joint.people) : text.peopleNotShown],
        [text.networksCounted, numberInWords(counted, drawn.language)],
      ]),
    growthButtons(drawn, networks),
    networks.length > mostOffered && words(text.others, { isSubtle: true }),
    joint.month !== undefined && footer(text.jointHonest(monthInWords(joint.month, drawn.language))),
  ]);
}

/** For somebody who may see the growth of a few. */
export function whichGrowthCard(drawn: Drawn, networks: readonly Network[]): Shown {
  const text = figuresText[drawn.language];
  return shown(drawn.language, text.summary, [
    kicker(text.kind, drawn.force),
    heading(text.which),
    growthButtons(drawn, networks),
    networks.length > mostOffered && words(text.others, { isSubtle: true }),
  ]);
}

const growthButtons = (drawn: Drawn, networks: readonly Network[]): Element | undefined =>
  actions(...networks.slice(0, mostOffered).map(network => growthButton(drawn, network)));

const growthButton = (drawn: Drawn, network: Network): Press =>
  press(figuresText[drawn.language].see(wordsFor(network, drawn.language).short), 'networks/growth', {
    about: network.id,
    version: drawn.version,
  });

type AnyFigure = { kind: 'few' } | { kind: 'about'; value: number };
const valueOf = (figure: AnyFigure): number => (figure.kind === 'about' ? figure.value : 0);
const numberOf = (drawn: Drawn, figure: AnyFigure): string => {
  const text = figuresText[drawn.language];
  return figure.kind === 'few' ? text.fewNumber : text.number(figure.value);
};
