import { respite } from '../../bot/news/news.samples.ts';
import type { Parcel } from '../../bot/teams/courier.ts';
import type { Room } from '../../bot/teams/sending/rooms.ts';
import type { Storage } from '../../bot/storage/storage.ts';
import { textOf, type Seen } from '../support/chatting.ts';
import { nobodyHome } from '../support/features.ts';
import { openOffice, type Office, type Someone } from '../support/office.ts';
import { aPerson, aTenant, aTurn } from '../support/people.ts';

export const typed = {
  enTitle: respite.en.title,
  enText: respite.en.text,
  cyTitle: respite.cy.title,
  cyText: respite.cy.text,
  link: respite.link,
};
export const atOnce = { whom: 'network', when: 'now', date: '', time: '' };
export const briefing = '19:briefing@thread.tacv2';

/** What somebody was told on our own account, outside any turn. */
export type Told = { conversation: string; changed?: string; text: string };

export type NewsOffice = Office & { told: Told[]; rooms: Room[]; meet(who: Someone): Promise<void>; addChannel(): Promise<void> };

/** An office with somebody who notes what is sent to whom, and one channel that whoever asks is in. */
export function openNewsOffice(storage: Storage, tenant = aTenant()): NewsOffice {
  const told: Told[] = [];
  const rooms: Room[] = [];
  const words = (parcel: Parcel) => ('shown' in parcel ? textOf(parcel.shown.card) : parcel.text);
  const office = openOffice(storage, tenant, {
    courier: {
      ...nobodyHome,
      send: async (to, parcel) => {
        told.push({ conversation: to.conversation, text: words(parcel) });
        return { kind: 'sent', activity: `sent-${told.length}` };
      },
      update: async (to, activity, parcel) => {
        told.push({ conversation: to.conversation, changed: activity, text: words(parcel) });
        return { kind: 'sent', activity };
      },
    },
    rooms: {
      of: async (_person, channels) => rooms.filter(room => channels.some(({ conversation }) => conversation === room.conversation)),
    },
  });
  return {
    ...office,
    told,
    rooms,
    meet: async ({ person, name }) => {
      await office.people.addresses.note(aTurn(person).address);
      await office.people.names.note(person, name, office.now());
    },
    addChannel: async () => {
      const { address } = aTurn(aPerson(tenant), { scope: 'channel' });
      await office.people.addresses.note({ ...address, conversation: briefing, team: '19:team@thread.tacv2' });
      rooms.push({ conversation: briefing, name: 'Briefing' });
    },
  };
}

/** Writes a piece as far as the preview. */
export async function writes(who: Someone, whom: Record<string, string> = atOnce, words: Record<string, string> = typed): Promise<Seen> {
  await who.say('write news');
  await who.press('news/words-save', words);
  await who.press('news/whom-save', whom);
  return who.press('news/confirm');
}
