import type { Action, Element, Press, Shown } from '../cards/card.ts';
import { actions, facts, footer, fromPerson, heading, kicker, press, shown, state, strong, words as ours } from '../cards/pieces.ts';
import type { Language } from '../language/language.ts';
import { momentInWords } from '../language/wording.ts';
import { mineButton, type Drawn, type Form, type Said } from './writing.card.ts';
import { writingText } from './writing.text.ts';

/** About how many get it: counted once a month, never live. */
export type HowMany = { kind: 'few' } | { kind: 'about'; value: number };

/** What stands on the way between the author and those who get it. */
export type Previewed = {
  /** The very cards people get, in each language that is written here. */
  cards: readonly { language: Language; shown: Shown }[];
  /** The line for those who let the network be named, where that is another one. */
  namedSummary?: string;
  /** Whom it is for, in words. */
  forWhom: string;
  /** Absent for a channel, and for a correction. */
  howMany?: HowMany;
  countedOn?: Date;
  at?: Date;
};

/** The preview: exactly what people get, for about how many, and the press that sends it. */
export function previewCard(
  drawn: Drawn,
  form: Form,
  of: Previewed,
  sending: 'send' | 'ask' | 'post',
  more: { approvers?: readonly string[]; said?: Said } = {},
): Shown {
  const { language } = drawn;
  const text = writingText[language];
  const { approvers = [], said } = more;
  const about = { about: form.id, version: drawn.version, carried: { network: form.network, saves: String(form.saves) } };
  const isAsking = sending === 'ask';
  return shown(language, text.summary, [
    said !== undefined && state(said),
    kicker(form.isCorrection ? text.correction : text.kind, form.whose),
    heading(text.previewHeading),
    ...picturesOf(language, of),
    facts(linesOf(language, of)),
    of.howMany?.kind === 'few' && ours(text.fewNote, { isSubtle: true, size: 'Small' }),
    ...(isAsking ? askPart(language, approvers) : []),
    actions(press(sendTitle(language, form, of, sending), isAsking ? 'news/ask' : 'news/send', { ...about, style: 'positive' })),
    actions(press(text.changeWords, 'news/words', about), !form.isCorrection && press(text.changeWhom, 'news/whom', about)),
  ]);
}

function askPart(language: Language, approvers: readonly string[]): Element[] {
  const text = writingText[language];
  const who = approvers.length > 0 ? facts([[text.canAgree, approvers.join(', ')]])! : ours(text.nobodyCanAgree, { isSubtle: true });
  return [strong(text.askSees), who];
}

/** The cards as they look, and the line of each on a lock screen. */
export function picturesOf(language: Language, { cards, namedSummary }: Pick<Previewed, 'cards' | 'namedSummary'>): Element[] {
  const text = writingText[language];
  return cards.flatMap(one => [
    { ...ours(text.previewIn[one.language], { isSubtle: true, size: 'Small', spacing: 'Medium' }) },
    { type: 'Container', style: 'emphasis', items: asPicture(language, one.shown.card.body) } satisfies Element,
    facts([
      [text.lockScreen, one.shown.summary],
      [text.lockScreenNamed, one.language === language ? namedSummary : undefined],
    ])!,
  ]);
}

/** The same elements, their buttons as words: one that is pressed on a preview would lead its author away from it. */
function asPicture(language: Language, elements: readonly Element[]): Element[] {
  const { button } = writingText[language];
  return elements.map((element): Element => {
    if (element.type === 'Container') return { ...element, items: asPicture(language, element.items) };
    if (element.type !== 'ActionSet') return element;
    return fromPerson(element.actions.map(({ title }: Action) => button(title)).join('  '));
  });
}

export function linesOf(language: Language, { forWhom, howMany, countedOn, at }: Previewed): (readonly [string, string | undefined])[] {
  const text = writingText[language];
  const people = howMany && peopleInWords(language, howMany);
  return [
    [text.forWhom, forWhom],
    [text.howMany, people && countedOn ? text.countedOn(people, countedOn) : people],
    [text.goesOut, at ? momentInWords(at, language) : text.atOnce],
  ];
}

export const peopleInWords = (language: Language, howMany: HowMany): string => {
  const text = writingText[language];
  return howMany.kind === 'few' ? text.fewPeople : text.people(howMany.value);
};

function sendTitle(language: Language, form: Form, { forWhom, howMany, at }: Previewed, sending: 'send' | 'ask' | 'post'): string {
  const text = writingText[language];
  if (form.isCorrection) return text.sendCorrection;
  if (sending === 'post') return at ? text.postAt(at) : text.post(forWhom);
  const people = howMany ? peopleInWords(language, howMany) : forWhom;
  if (sending === 'ask') return text.ask(people);
  return at ? text.sendAt(people) : text.send(people);
}

/** For the author, while a second person is asked. */
export function waitsCard(
  drawn: Drawn,
  form: Form,
  of: { forWhom: string; askedAt: Date; lapsesAt: Date; approvers: readonly string[]; said?: Said },
): Shown {
  const { language } = drawn;
  const text = writingText[language];
  const withdraw: Press = press(text.withdrawRequest, 'news/unask', {
    about: form.id,
    version: drawn.version,
    carried: { saves: String(form.saves) },
  });
  return shown(language, text.summary, [
    of.said !== undefined && state(of.said),
    kicker(text.kind, form.whose),
    heading(text.waitsHeading),
    facts([
      [text.forWhom, of.forWhom],
      [text.askedOn, momentInWords(of.askedAt, language)],
      [text.lapses, momentInWords(of.lapsesAt, language)],
      [text.canAgree, of.approvers.join(', ')],
    ]),
    of.approvers.length === 0 && ours(text.nobodyCanAgree, { isSubtle: true }),
    actions(withdraw, mineButton(drawn)),
  ]);
}

/** What somebody is left with when a piece is done with. */
export function doneCard(drawn: Drawn, said: string): Shown {
  const text = writingText[drawn.language];
  return shown(drawn.language, text.summary, [
    state(said),
    actions(mineButton(drawn), press(text.writeNew, 'news/write', { version: drawn.version })),
  ]);
}

/** For whoever agrees: the same preview, who asks, and the two answers. */
export function approvalCard(
  drawn: Drawn,
  form: Form,
  of: Previewed & { askedBy: string; askedAt: Date; lapsesAt: Date; isOwn: boolean },
): Shown {
  const { language } = drawn;
  const text = writingText[language];
  const about = { about: form.id, version: drawn.version, carried: { asked: of.askedAt.toISOString() } };
  const people = of.howMany ? peopleInWords(language, of.howMany) : of.forWhom;
  return shown(language, text.approvals, [
    kicker(text.approvals, form.whose),
    heading(text.approvalHeading),
    ...picturesOf(language, of),
    facts([
      ...linesOf(language, of),
      [text.askedBy, of.askedBy],
      [text.askedOn, momentInWords(of.askedAt, language)],
      [text.lapses, momentInWords(of.lapsesAt, language)],
    ]),
    of.isOwn && strong(text.done.own),
    actions(!of.isOwn && press(text.approve(people), 'news/approve', { ...about, style: 'positive' })),
    actions(!of.isOwn && press(text.refuse, 'news/refuse', about), press(text.approvals, 'news/approvals', { version: drawn.version })),
    !of.isOwn && footer(text.approveMeans),
  ]);
}
