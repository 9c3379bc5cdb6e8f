import type { Activity } from 'botbuilder';
import type { Sealer } from '../../cards/seal.ts';
import type { Connector } from '../entry/adapter.ts';
import type { Courier, Sent } from '../courier.ts';
import { addressed, messageOf } from './messages.ts';
import { failure, type Unsent } from './sending.ts';

const patienceMs = 15_000;
const alreadyGone = 'ActivityNotFoundInConversation';

/** One try for each call: whether and when to try again is for the ledger that keeps what was sent to whom. */
export function openCourier(needs: { connector: (serviceUrl: string) => Promise<Connector>; sealer: Sealer }): Courier {
  const { connector, sealer } = needs;

  async function attempt<T>(serviceUrl: string, run: (conversations: Connector['conversations']) => Promise<T>): Promise<T | Unsent> {
    const client = await connector(serviceUrl);
    try {
      return await run(client.conversations);
    } catch (error) {
      return failure(error);
    }
  }

  return {
    send: (to, parcel) =>
      attempt<Sent>(to.serviceUrl, async conversations => {
        const message = addressed(messageOf(parcel, to.tenant, sealer), to) as Activity;
        const { id } = await conversations.sendToConversation(to.conversation, message, { timeout: patienceMs });
        return { kind: 'sent', activity: id ?? '' };
      }),

    update: (to, activity, parcel) =>
      attempt<Sent>(to.serviceUrl, async conversations => {
        const message = addressed({ ...messageOf(parcel, to.tenant, sealer), id: activity }, to) as Activity;
        const answer = await conversations.updateActivity(to.conversation, activity, message, { timeout: patienceMs });
        return { kind: 'sent', activity: answer?.id || activity };
      }),

    remove: async (to, activity) => {
      const removed = await attempt<Sent>(to.serviceUrl, async conversations => {
        await conversations.deleteActivity(to.conversation, activity, { timeout: patienceMs });
        return { kind: 'sent', activity };
      });
      return removed.kind === 'refused' && removed.code === alreadyGone ? { kind: 'sent', activity } : removed;
    },

    open: (person, from) =>
      attempt(from.serviceUrl, async conversations => {
        const { tenant, serviceUrl, bot } = from;
        const channelId = person.channelId ?? person.id;
        const wanted = {
          isGroup: false,
          bot,
          members: [{ id: channelId, name: '' }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        };
        // The SDK's type wants fields of a group chat that a chat of two does not have.
        const { id } = await conversations.createConversation(wanted, {
          timeout: patienceMs,
        });
        const address = { tenant, scope: 'personal' as const, conversation: id, serviceUrl, bot, person: { ...person, channelId } };
        return { kind: 'opened' as const, address };
      }),
  };
}
