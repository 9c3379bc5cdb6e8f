import type { Element, Press, Shown } from '../../cards/card.ts';
import {
  actions,
  bullets,
  facts,
  footer,
  heading,
  headingFromPerson,
  kicker,
  more,
  press,
  shown,
  state,
  strong,
  words,
} from '../../cards/pieces.ts';
import type { Language } from '../../language/language.ts';
import { parts, type Amount, type Outcomes, type Part } from './outcomes.ts';
import { progressText } from './progress.text.ts';
import type { Act, Asked, Standing } from './standing.ts';

export type ProgressShown = {
  id: string;
  kind: string;
  whose: string;
  /** As its author typed it. */
  title: string;
  standing: Standing;
  /** When it goes out, while that is to come. */
  startsAt?: Date;
  outcomes: Outcomes;
  may: readonly Act[];
  /** The feature's own buttons. */
  steps: readonly Press[];
};

type Drawn = { language: Language; version: string };

/** How something that was sent stands, on the card of whoever sent it. It names none of those it was for. */
export function progressCard(drawn: Drawn, of: ProgressShown, said?: string): Shown {
  const { language, version } = drawn;
  const text = progressText[language];
  const about = { about: of.id, version };
  const rest = more(`more-${version}`, text.more, [
    actions(
      of.may.includes('recall') && asks(drawn, of.id, 'recall', text.recall),
      of.may.includes('cancel') && asks(drawn, of.id, 'cancel', text.stop),
      of.may.includes('resend') && asks(drawn, of.id, 'resend', text.resend),
      ...of.steps.slice(1),
    ) ?? strong(''),
  ]);
  const hasRest = of.steps.length > 1 || of.may.some(act => act === 'recall' || act === 'cancel' || act === 'resend');
  return shown(language, text.summary, [
    said !== undefined && state(said),
    kicker(of.kind, of.whose),
    headingFromPerson(of.title),
    strong(standingInWords(drawn, of)),
    facts(linesOf(drawn, of)),
    isPlaceGone(of) && words(text.placeGone),
    actions(
      press(text.refresh, 'delivery/progress', about),
      of.may.includes('pause') && press(text.pause, 'delivery/pause', about),
      of.may.includes('resume') && press(text.resume, 'delivery/resume', about),
      of.steps[0],
      hasRest && rest.button,
    ),
    hasRest && rest.part,
    of.outcomes.kind !== 'place' && of.standing !== 'waits' && footer(of.outcomes.kind === 'few' ? text.honestFew : text.honest),
  ]);
}

const isPlaceGone = ({ outcomes }: ProgressShown): boolean =>
  outcomes.kind === 'place' && (outcomes.reason === 'uninstalled' || outcomes.reason === 'gone');

const asks = ({ version }: Drawn, id: string, act: Asked, title: string): Press =>
  press(title, 'delivery/ask', { about: id, version, carried: { act } });

function standingInWords({ language }: Drawn, { standing, startsAt, outcomes }: ProgressShown): string {
  const text = progressText[language];
  if (standing === 'waits' && startsAt) return text.waitsUntil(startsAt);
  if (outcomes.kind === 'place' && (standing === 'sent' || standing === 'sending')) return text.place[outcomes.arrived];
  return text.states[standing];
}

type Line = readonly [word: string, value: string | undefined];

function linesOf({ language }: Drawn, { outcomes, standing }: ProgressShown): Line[] {
  const text = progressText[language];
  if (standing === 'waits') return [];
  switch (outcomes.kind) {
    case 'place':
      return [];
    case 'few':
      return [[text.meantFor, text.fewPeople]];
    case 'about':
      return aboutLines(language, outcomes, standing);
  }
}

function aboutLines(language: Language, outcomes: Extract<Outcomes, { kind: 'about' }>, standing: Standing): Line[] {
  const text = progressText[language];
  const { planned, waiting, without, parts: by, mainReason, replaced, notRecalled } = outcomes;
  const isTakenBack = standing === 'recalling' || standing === 'recalled';
  const isUnderWay = standing === 'sending' || standing === 'paused';
  const amount = (of: Amount | undefined) => of && amountInWords(language, of);
  const partInWords = (part: Part, of: Amount) =>
    part === 'unreachable' && mainReason ? text.mostly(amountInWords(language, of), reasonInWords(language, mainReason)) : amount(of);
  return [
    [text.meantFor, text.people(planned)],
    // Once it is over nobody waits any more; of what was stopped, whoever waited never gets it.
    standing === 'stopped' ? [text.never, amount(waiting)] : [text.waiting, isUnderWay ? amount(waiting) : undefined],
    ...(by ? parts.map((part): Line => [text.parts[part], partInWords(part, by[part])]) : [[text.without, amount(without)] as Line]),
    [text.delivered, (by || without) && !isTakenBack ? text.toTheRest : undefined],
    [text.replaced, amount(replaced)],
    [text.notRecalled, amount(notRecalled)],
  ];
}

export function amountInWords(language: Language, amount: Amount): string {
  const text = progressText[language];
  return amount.kind === 'about' ? text.about(amount.value) : text[amount.kind];
}

export function reasonInWords(language: Language, reason: string): string {
  const { reasons } = progressText[language];
  return Object.hasOwn(reasons, reason) ? reasons[reason as keyof typeof reasons] : reasons.other;
}

/** What an act means, before it is done. */
export function askCard({ language, version }: Drawn, of: { id: string; title: string; act: Asked }): Shown {
  const text = progressText[language];
  const asked = text.asks[of.act];
  const title: Element = headingFromPerson(of.title);
  return shown(language, text.summary, [
    heading(asked.heading),
    title,
    bullets(asked.means),
    actions(
      press(asked.yes, `delivery/${of.act}`, { about: of.id, version, style: 'destructive' }),
      press(text.back, 'delivery/progress', { about: of.id, version }),
    ),
  ]);
}
