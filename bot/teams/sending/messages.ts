import type { Activity } from 'botbuilder';
import type { Sealer } from '../../cards/seal.ts';
import { localeOf, type Language } from '../../language/language.ts';
import type { Parcel } from '../courier.ts';
import type { Address } from '../turn.ts';

export const cardType = 'application/vnd.microsoft.card.adaptive';

// Notifications and lock screens show about this much.
const summaryLength = 120;

/** A message as the connector takes it: words or one card, never both, because the service would split them in two. */
export function messageOf(parcel: Parcel, tenant: string, sealer: Sealer): Partial<Activity> {
  const message = { type: 'message', channelId: 'msteams', locale: localeOf[parcel.language] };
  return 'shown' in parcel
    ? {
        ...message,
        summary: parcel.shown.summary,
        attachments: [{ contentType: cardType, content: sealer.seal(parcel.shown.card, tenant) }],
      }
    : { ...message, text: parcel.text, textFormat: 'plain', summary: parcel.summary };
}

export const wordsParcel = (text: string, language: Language): Parcel => ({
  text,
  summary: text.length > summaryLength ? `${text.slice(0, summaryLength - 1)}…` : text,
  language,
});

/** The activity with what says where it goes and from whom. */
export const addressed = (activity: Partial<Activity>, to: Address, conversation = to.conversation): Partial<Activity> => ({
  ...activity,
  channelId: 'msteams',
  serviceUrl: to.serviceUrl,
  from: to.bot,
  conversation: { id: conversation, tenantId: to.tenant, isGroup: to.scope !== 'personal', conversationType: typeOf[to.scope], name: '' },
  ...(to.person ? { recipient: { id: to.person.channelId, name: '', aadObjectId: to.person.id } } : {}),
});

const typeOf = { personal: 'personal', group: 'groupChat', channel: 'channel' } as const;
