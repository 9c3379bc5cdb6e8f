import type { Sealer } from '../../cards/seal.ts';
import type { Language } from '../../language/language.ts';
import type { Parcel } from '../courier.ts';
import { doorText } from '../door.text.ts';
import { cardType, messageOf, wordsParcel } from './messages.ts';
import type { Reach } from './reach.ts';
import type { Reply } from '../reply.ts';
import { isTransport } from './sending.ts';
import type { Turn } from '../turn.ts';

/** The answer to a press of an Action.Execute. Teams wants HTTP 200 whatever happened; what happened is in here. */
export type ExecuteAnswer = { statusCode: 200; type: string; value: unknown };

export type Perform = ReturnType<typeof performer>;

/** Does what a Reply says. Where others can read, an answer to a press goes only to the one who pressed. */
export function performer(needs: { sealer: Sealer; sendPrivately: (turn: Turn, parcel: Parcel) => Promise<unknown> }) {
  const { sealer, sendPrivately } = needs;

  async function say(turn: Turn, parcel: Parcel, reach: Reach): Promise<void> {
    await reach.say(messageOf(parcel, turn.address.tenant, sealer));
  }

  /** A typed message is answered where it was typed. */
  async function answerText(turn: Turn, reply: Reply, reach: Reach): Promise<void> {
    const parcel = parcelOf(reply, turn.language);
    if (parcel) await say(turn, parcel, reach);
  }

  /** An Action.Submit cannot change a card by its answer, so the bot changes the message, which only its own chat allows unseen. */
  async function answerSubmit(turn: Turn, reply: Reply, reach: Reach, card: string | undefined): Promise<void> {
    const parcel = parcelOf(reply, turn.language);
    if (!parcel) return;
    if (turn.scope !== 'personal') await sendPrivately(turn, parcel);
    else if (reply.kind !== 'replace' || !card || !(await changed(turn, parcel, reach, card))) await say(turn, parcel, reach);
  }

  async function changed(turn: Turn, parcel: Parcel, reach: Reach, card: string): Promise<boolean> {
    try {
      await reach.change(card, messageOf(parcel, turn.address.tenant, sealer));
      return true;
    } catch (error) {
      if (isTransport(error)) return false;
      throw error;
    }
  }

  async function answerExecute(turn: Turn, reply: Reply, reach: Reach): Promise<ExecuteAnswer> {
    const words = doorText[turn.language];
    switch (reply.kind) {
      case 'replace':
        return cardAnswer(turn, reply.shown.card);
      case 'show':
        if (turn.scope !== 'personal') return cardAnswer(turn, reply.shown.card);
        await say(turn, { shown: reply.shown, language: turn.language }, reach);
        return noticeAnswer(words.below);
      case 'say':
      case 'notice':
        return noticeAnswer(reply.text);
      case 'nothing':
        return noticeAnswer(words.done);
    }
  }

  /** The answer to a press that came too late for the press itself. */
  async function answerLate(turn: Turn, reply: Reply, reach: Reach): Promise<void> {
    const parcel = parcelOf(reply, turn.language);
    if (!parcel) return;
    if (turn.scope === 'personal') await say(turn, parcel, reach);
    else await sendPrivately(turn, parcel);
  }

  const cardAnswer = (turn: Turn, card: Parameters<Sealer['seal']>[0]): ExecuteAnswer => ({
    statusCode: 200,
    type: cardType,
    value: sealer.seal(card, turn.address.tenant),
  });

  return { answerText, answerSubmit, answerExecute, answerLate };
}

export const noticeAnswer = (text: string): ExecuteAnswer => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: text,
});

function parcelOf(reply: Reply, language: Language): Parcel | undefined {
  switch (reply.kind) {
    case 'show':
    case 'replace':
      return { shown: reply.shown, language };
    case 'say':
    case 'notice':
      return wordsParcel(reply.text, language);
    case 'nothing':
      return undefined;
  }
}
