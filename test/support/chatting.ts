import assert from 'node:assert/strict';
import type { Card, Element, Press } from '../../bot/cards/card.ts';
import { buttonsOf } from '../../bot/cards/pieces.ts';
import { sealer } from '../../bot/cards/seal.ts';
import type { Feature } from '../../bot/feature.ts';
import type { Person } from '../../bot/people/person.ts';
import { Refusal } from '../../bot/refusal.ts';
import { pressReader } from '../../bot/teams/turns/presses.ts';
import type { Reply } from '../../bot/teams/reply.ts';
import type { Turn } from '../../bot/teams/turn.ts';
import { wordsReader } from '../../bot/teams/turns/words.ts';
import { cardKey } from './door-server.ts';
import { aTurn } from './people.ts';

const card = sealer(cardKey);

/** What somebody saw: the words of a card or a line, and what the card was. */
export type Seen = { kind: Reply['kind'] | 'refused'; text: string; card?: Card };

export type Chat = {
  say(text: string, told?: Partial<Turn>): Promise<Seen>;
  /** Presses a button of the last card, found by its verb, or by verb and a part of its title. Chosen and typed values go along. */
  press(verb: string, inputs?: Record<string, unknown>, title?: string): Promise<Seen>;
  /** Presses a button that was kept, as a card further up in the chat still has it. */
  pressKept(button: Press, inputs?: Record<string, unknown>): Promise<Seen>;
  button(verb: string, title?: string): Press;
  readonly seen: Seen;
};

/**
 * Somebody in their own chat with these features, through the real readers of typed words and of presses: phrases, seals, strict
 * inputs. Everything but the network.
 */
export function chatOf(features: readonly Feature[], person: Person, always: () => Partial<Turn> = () => ({})): Chat {
  const wordsFor = wordsReader(features);
  const pressFor = pressReader(features, card);
  let seen: Seen = { kind: 'nothing', text: '' };

  async function see(answer: () => Promise<Reply>, language: Turn['language']): Promise<Seen> {
    try {
      const reply = await answer();
      const shown = reply.kind === 'show' || reply.kind === 'replace' ? reply.shown.card : undefined;
      seen = { kind: reply.kind, text: shown ? textOf(shown) : 'text' in reply ? reply.text : '', ...(shown ? { card: shown } : {}) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      seen = { ...seen, kind: 'refused', text: error.in(language) };
    }
    return seen;
  }

  const turnNow = (told: Partial<Turn> = {}) => aTurn(person, { ...always(), ...told });
  const doing = () => ({ feature: 'test', act: 'test', language: 'en' as const });

  function button(verb: string, title = ''): Press {
    const offered = seen.card ? [...buttonsOf(seen.card)] : [];
    const found = offered.find(one => one.type === 'Action.Execute' && one.verb === verb && one.title.includes(title));
    assert.ok(found, `no button ${verb} ${title} on the card:\n${seen.text}\n${offered.map(one => one.title).join(' | ')}`);
    return found as Press;
  }

  function pressKept(pressed: Press, inputs: Record<string, unknown> = {}): Promise<Seen> {
    const turn = turnNow();
    const body: Element[] = [{ type: 'ActionSet', actions: [pressed] }];
    const sealed = card.seal({ type: 'AdaptiveCard', version: '1.5', lang: 'en', fallbackText: 'x', body }, person.tenant);
    const [button] = [...buttonsOf(sealed)] as Press[];
    return see(() => pressFor(turn, { data: { ...button?.data, ...inputs }, verb: pressed.verb }, doing()), turn.language);
  }

  return {
    say: (text, told) => {
      const turn = turnNow(told);
      return see(() => wordsFor(turn, text, doing()), turn.language);
    },
    press: (verb, inputs, title) => pressKept(button(verb, title), inputs),
    pressKept,
    button,
    get seen() {
      return seen;
    },
  };
}

/** Every word on a card, in reading order, choices and button titles too. */
export function textOf(shown: Card): string {
  const lines: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach(walk);
    const { text, title, label, ...rest } = value as Record<string, unknown>;
    for (const words of [text, title, label]) if (typeof words === 'string') lines.push(words);
    walk(Object.values(rest));
  };
  walk(shown.body);
  return lines.join('\n');
}
