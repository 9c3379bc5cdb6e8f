import type { Card, Press } from '../../bot/cards/card.ts';
import { actions, buttonsOf, press, shown } from '../../bot/cards/pieces.ts';
import { sealer } from '../../bot/cards/seal.ts';
import { freshId, inRecordings, recorded, type Activity } from './activities.ts';
import { cardKey } from './door-server.ts';

const { seal } = sealer(cardKey);

export type Where = 'personal' | 'group' | 'channel';
export type Route = 'execute' | 'submit';
export const routes: readonly Route[] = ['execute', 'submit'];

/** A press of a button as it left the bot, by an Action.Execute or by its fallback for old clients. */
export function pressOf(button: Press, route: Route, where: Where, inputs: Record<string, unknown> = {}): Activity {
  return route === 'execute'
    ? recorded(`execute-${where}`, {
        id: freshId(),
        value: { action: { type: 'Action.Execute', verb: button.verb, data: { ...button.data, ...inputs } }, trigger: 'manual' },
      })
    : recorded(`submit-${where}`, { id: freshId(), value: { ...button.fallback?.data, ...inputs } });
}

/** The buttons of a card as it leaves the bot in the tenant of the recordings. */
export const sealedButtons = (card: Card, tenant = inRecordings.tenant): Press[] =>
  [...buttonsOf(seal(card, tenant))].filter(button => button.type === 'Action.Execute');

export function sealedButton(
  verb: string,
  data: { about?: string; version?: string; carried?: Record<string, string> } = {},
  tenant?: string,
): Press {
  const [button] = sealedButtons(shown('en', 'x', [actions(press('x', verb, { about: 'garden', version: 'v1', ...data }))]).card, tenant);
  return button as Press;
}
