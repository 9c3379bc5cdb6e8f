import type { Shown } from '../cards/card.ts';

/** What a handler answers. Only the door (teams/) performs it. */
export type Reply =
  /** A new message: plain words, or a card. */
  | { kind: 'say'; text: string }
  | { kind: 'show'; shown: Shown }
  /** The pressed card becomes this one, for the person who pressed. Typed commands and old clients get it as a new message. */
  | { kind: 'replace'; shown: Shown }
  /** A short line for the person who pressed; the card stays as it is. */
  | { kind: 'notice'; text: string }
  | { kind: 'nothing' };

export const say = (text: string): Reply => ({ kind: 'say', text });
export const show = (shown: Shown): Reply => ({ kind: 'show', shown });
export const replace = (shown: Shown): Reply => ({ kind: 'replace', shown });
/** The answer to a press under something that came by itself, which stays as it is; anywhere else the pressed card becomes this one. */
export const answerUnder = (press: { carried: Readonly<Record<string, string>> }, shown: Shown): Reply =>
  press.carried['under'] === 'sent' ? show(shown) : replace(shown);
export const notice = (text: string): Reply => ({ kind: 'notice', text });
export const nothing: Reply = { kind: 'nothing' };

/** What an action of the message extension answers: a form in its dialog, a card to insert, or a closing line. */
export type ActionReply =
  | { kind: 'form'; title: string; shown: Shown; height?: 'small' | 'medium' | 'large' }
  | { kind: 'insert'; shown: Shown }
  | { kind: 'close'; text: string };
