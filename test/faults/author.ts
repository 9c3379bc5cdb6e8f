import { setTimeout as pause } from 'node:timers/promises';
import type { Card, Press } from '../../bot/cards/card.ts';
import { buttonsOf } from '../../bot/cards/pieces.ts';
import { typed, type Activity } from '../support/activities.ts';
import { pressOf } from '../support/pressing.ts';
import { someId, type Random } from './random.ts';
import { conversationOf, type World } from './world.ts';

const name = 'Marcus Adeyemi';
const patienceMs = 20_000;
/** What a press came to. */
export type Answer = 'sent' | 'already' | 'something else' | 'no answer';

/** The chair of the network, who writes news and sends it as people do: by activities that a bot gets from outside. */
export async function openAuthor(world: World, random: Random, ports: () => readonly number[]) {
  const id = someId(random);
  await world.makeChair({ tenant: world.tenant, id });
  let buttons: Press[] = [];

  const as = (activity: Activity, activityId = someId(random)): Activity => ({
    ...activity,
    id: activityId,
    serviceUrl: world.serviceUrl,
    from: { id: `29:${id}`, name, aadObjectId: id },
    conversation: { ...activity.conversation, id: conversationOf(id), tenantId: world.tenant },
    channelData: { ...activity.channelData, tenant: { id: world.tenant } },
  });

  async function post(activity: Activity, port = ports()[0]): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    return answer.text();
  }

  const buttonFor = (verb: string): Press => {
    const found = buttons.find(button => button.verb === verb);
    if (!found) throw new Error(`the card has no button for ${verb}, but ${buttons.map(button => button.verb).join(', ')}`);
    return found;
  };

  async function says(text: string): Promise<void> {
    const before = await countSent();
    await post(as(typed(text)));
    buttons = await cardAfter(before);
  }

  async function presses(verb: string, inputs: Record<string, unknown> = {}): Promise<void> {
    const before = await countSent();
    const answer = await post(as(pressOf(buttonFor(verb), 'execute', 'personal', inputs)));
    // A bot that is slow says so at once, and gives its answer in the chat.
    buttons = pressesIn(answer) ?? (await cardAfter(before));
  }

  const countSent = async (): Promise<number> => (await world.observer.ask({ kind: 'count' })).sends;

  async function cardAfter(before: number): Promise<Press[]> {
    const patience = performance.now() + patienceMs;
    for (;;) {
      const { sends, lastBody } = await world.observer.ask({ kind: 'count' });
      const found = sends > before ? pressesIn(lastBody) : undefined;
      if (found) return found;
      if (performance.now() > patience) throw new Error(`no card came, but ${lastBody}`);
      await pause(50);
    }
  }

  async function pressSend(button: Press, activityId: string | undefined, port: number | undefined): Promise<Answer> {
    try {
      const text = await post(as(pressOf(button, 'execute', 'personal'), activityId), port);
      return text.includes(world.words.sent) ? 'sent' : text.includes(world.words.already) ? 'already' : 'something else';
    } catch (error) {
      if (error instanceof TypeError) return 'no answer';
      throw error;
    }
  }

  return {
    conversation: conversationOf(id),
    /** Up to the preview, with the button that sends it. */
    async compose(mark: string): Promise<void> {
      await says('write news');
      await presses('news/words-save', { enTitle: `Notice ${mark}`, enText: `This is about ${mark}.`, cyTitle: '', cyText: '', link: '' });
      await presses('news/whom-save', { whom: 'network', when: 'now', date: '', time: '' });
      await presses('news/confirm');
      buttonFor('news/send');
    },
    /** The same press eight times at once, as it comes when Teams does not get an answer; to all instances. */
    sendEightTimes(): Promise<Answer[]> {
      const [button, activityId] = [buttonFor('news/send'), someId(random)];
      return Promise.all(Array.from({ length: 8 }, (_, at) => pressSend(button, activityId, ports()[at % ports().length])));
    },
    /** Once more, by hand: another activity. */
    sendAgain: (): Promise<Answer> => pressSend(buttonFor('news/send'), undefined, ports()[0]),
  };
}

/** The buttons of the card that an answer or a message is; undefined when it is none. */
function pressesIn(text: string): Press[] | undefined {
  const body = JSON.parse(text) as { value?: Card; attachments?: { content: Card }[] };
  const card = body.attachments?.[0]?.content ?? body.value;
  if (!card || !Array.isArray(card.body)) return undefined;
  return [...buttonsOf(card)].filter(button => button.type === 'Action.Execute');
}
