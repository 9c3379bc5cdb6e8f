import type { Element, Shown } from '../cards/card.ts';
import { actions, facts, footer, fromPerson, headingFromPerson, kicker, shown, words } from '../cards/pieces.ts';
import { cameBy, sentFooter } from '../cards/sent.ts';
import type { Language } from '../language/language.ts';
import { saidIn, type Words } from './news.ts';
import { newsText } from './news.text.ts';

/** A piece of news as one reader gets it. */
export type NewsDrawn = {
  language: Language;
  id: string;
  version: number;
  words: Words;
  /** Whose news it is, in the reader's language. */
  whose: string;
  /** Whether the card, and the line on a lock screen, may say whose it is. */
  isNamed: boolean;
  via: { kind: string; id: string };
};

/** The card that people get; a channel, where each reads in their own language, gets it in both. */
export function newsCard(drawn: NewsDrawn): Shown {
  const { language, id, version, words: said, whose, isNamed, via } = drawn;
  const [first = 'en', second] = saidIn(said, language);
  const text = newsText[language];
  const by = cameBy(via);
  return shown(language, summaryOf(drawn), [
    ...partIn(drawn, first, kicker(text.kind, isNamed ? whose : '', version > 1 ? text.corrected : '')),
    by === undefined && second !== undefined && { type: 'Container', separator: true, spacing: 'Large', items: partIn(drawn, second) },
    ...linkPart(language, said.link),
    by ? sentFooter(language, by, `${id}.${version}`) : footer(text.fromWhom(whose)),
  ]);
}

/** What a lock screen shows. */
export function summaryOf({ language, words: said, whose, isNamed }: Pick<NewsDrawn, 'language' | 'words' | 'whose' | 'isNamed'>): string {
  const [first = 'en'] = saidIn(said, language);
  const text = newsText[language];
  return isNamed ? text.named(whose, said[first].title) : text.neutral;
}

function partIn({ words: said }: NewsDrawn, language: Language, first?: Element): Element[] {
  const { title, text } = said[language];
  return [...(first ? [first] : []), headingFromPerson(title), ...linesFrom(text)];
}

/** Each line by itself: a line break inside a run of text is not drawn everywhere. An empty one keeps paragraphs apart. */
function linesFrom(text: string): Element[] {
  return text.split('\n\n').flatMap(paragraph =>
    paragraph.split('\n').map((line, at): Element => ({
      ...(fromPerson(line) as Extract<Element, { type: 'RichTextBlock' }>),
      spacing: at === 0 ? 'Default' : 'None',
    })),
  );
}

function linkPart(language: Language, link: string): (Element | undefined)[] {
  if (!link) return [];
  const text = newsText[language];
  return [
    facts([[text.link, link]]),
    actions({ type: 'Action.OpenUrl', title: text.open(new URL(link).hostname), url: link }),
    words(text.leaves, { size: 'Small', isSubtle: true, spacing: 'Small' }),
  ];
}

/** What stands where news was that was taken back: nothing of it. */
export function withdrawnCard(language: Language): Shown {
  const text = newsText[language];
  return shown(language, text.withdrawnSummary, [kicker(text.kind), words(text.withdrawn)]);
}
