import type { Activity } from 'botbuilder';
import type { Connector } from '../entry/adapter.ts';
import type { Incoming } from '../entry/incoming.ts';
import { addressed } from './messages.ts';
import { patiently } from './sending.ts';

/** Sends into the conversation in which something was done. It outlives the SDK's turn, which ends with the HTTP answer. */
export type Reach = {
  say(message: Partial<Activity>): Promise<void>;
  /** Puts the message in the place of one of our own. */
  change(activity: string, message: Partial<Activity>): Promise<void>;
  typing(): Promise<void>;
  /** The name of the person who did it, as the conversation's list of members has it. */
  name(): Promise<string>;
};

const patienceMs = 15_000;

export function reachOf(connector: Connector, { address, conversation, id, from }: Incoming): Reach {
  const { conversations } = connector;
  const options = { timeout: patienceMs };
  // In a channel the conversation names the thread, so the answer stays in it.
  const outgoing = (message: Partial<Activity>) => ({ recipient: from, ...addressed(message, address, conversation) }) as Activity;
  return {
    async say(message) {
      const activity = outgoing(id ? { ...message, replyToId: id } : message);
      await patiently(() =>
        id
          ? conversations.replyToActivity(conversation, id, activity, options)
          : conversations.sendToConversation(conversation, activity, options),
      );
    },
    async change(activity, message) {
      await patiently(() => conversations.updateActivity(conversation, activity, outgoing({ ...message, id: activity }), options));
    },
    async typing() {
      await conversations.sendToConversation(conversation, outgoing({ type: 'typing' }), options);
    },
    async name() {
      const member = await conversations.getConversationMember(conversation, from.id, options);
      return member.name;
    },
  };
}
