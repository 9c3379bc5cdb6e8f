import type { Element, Shown } from '../../cards/card.ts';
import { actions, bullets, facts, heading, kicker, more, press, shown, strong, words } from '../../cards/pieces.ts';
import type { Kind } from '../data-map.ts';
import { kindInWords } from '../kinds.text.ts';
import { mineButton, type Drawn } from '../mine/mine.card.ts';
import { privacyText } from '../privacy.text.ts';
import { noticeText } from './notice.text.ts';

/** What is kept, why and how long, made from the data map: it says what the storage holds, because a test compares the two. */
export function noticeCard(drawn: Drawn, kinds: readonly Kind[], inChannel: boolean, leaverMonths: number): Shown {
  const { language } = drawn;
  const text = noticeText[language];
  const rest = more('why', text.whyShow, [
    strong(text.why),
    ...whyLines(drawn, kinds),
    strong(text.who),
    bullets(text.whoSees),
    strong(text.limits),
    bullets(text.limitsSaid(leaverMonths)),
  ]);
  return shown(language, text.summary, [
    kicker(privacyText[language].privacy),
    heading(text.heading),
    words(text.lead),
    facts(kinds.map(kind => [`${kindInWords(kind, language)}:`, howLong(drawn, kind)] as const)),
    strong(text.rights),
    bullets(text.canDo),
    inChannel && words(text.ownChat, { isSubtle: true }),
    actions(
      rest.button,
      !inChannel && mineButton(drawn),
      !inChannel && press(privacyText[language].eraseAsk, 'privacy/erase-ask', { version: drawn.version }),
    ),
    rest.part,
  ]);
}

/** The main answer; where parts live differently, the rest stands behind "why". */
function howLong({ language }: Drawn, { lives }: Kind): string {
  const text = noticeText[language];
  const [first] = lives;
  return [first && text.until(first[language]), lives.length > 1 && text.partsDiffer].filter(Boolean).join('; ');
}

function whyLines(drawn: Drawn, kinds: readonly Kind[]): Element[] {
  const lines = facts(
    kinds.map(kind => {
      const said = [...kind.purposes, ...(kind.lives.length > 1 ? kind.lives : [])].map(one => one[drawn.language]);
      return [`${kindInWords(kind, drawn.language)}:`, said.join('; ')] as const;
    }),
  );
  return lines ? [lines] : [];
}
