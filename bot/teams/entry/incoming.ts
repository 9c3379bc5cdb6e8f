import type { Person } from '../../people/person.ts';
import { plainText } from './mentions.ts';
import { listIn, objectIn, textIn, type Raw } from './read.ts';
import type { Address, Scope } from '../turn.ts';

/** One activity, read once: who, where, and what they did. */
export type Incoming = {
  did: Did;
  /** Absent when Teams does not say who it was, as with a visitor of a meeting. */
  person?: Person;
  /** The name Teams shows, and their id in this channel (`29:…`). */
  from: { id: string; name: string };
  address: Address;
  /** Where an answer goes: with the thread, in a channel. */
  conversation: string;
  /** The activity's id; empty when it has none. */
  id: string;
  locale?: string;
};

export type Did =
  | { kind: 'text'; text: string }
  /** `card` is the message that holds the pressed card. */
  | { kind: 'submit'; data: unknown; card?: string }
  | { kind: 'execute'; verb?: string; data: unknown; card?: string }
  | { kind: 'query'; text: string; skip: number; count: number }
  | { kind: 'openAction'; action: string }
  | { kind: 'submitAction'; action: string; data: unknown }
  | { kind: 'link'; url: string }
  /** Something of Teams we do not offer, which wants an answer nevertheless. */
  | { kind: 'invoke'; name: string }
  | { kind: 'arrived' }
  | { kind: 'removed' }
  | { kind: 'event' };

const mostHits = 25;

export function readIncoming(activity: Raw, tenant: string): Incoming {
  const from = objectIn(activity['from']) ?? {};
  const fromId = textIn(from['id']) ?? '';
  const person = personIn(from, tenant);
  const conversation = textIn(objectIn(activity['conversation'])?.['id']) ?? '';
  const scope = scopeOf(activity, conversation);
  const bot = objectIn(activity['recipient']) ?? {};
  const team = textIn(objectIn(objectIn(activity['channelData'])?.['team'])?.['id']);
  return {
    did: whatTheyDid(activity, textIn(bot['id']) ?? ''),
    person,
    from: { id: fromId, name: textIn(from['name']) ?? '' },
    address: {
      tenant,
      scope,
      conversation: withoutThread(conversation),
      serviceUrl: textIn(activity['serviceUrl']) ?? '',
      bot: { id: textIn(bot['id']) ?? '', name: textIn(bot['name']) ?? '' },
      ...(scope === 'personal' && person ? { person: { ...person, channelId: fromId } } : {}),
      ...(scope === 'channel' && team ? { team } : {}),
    },
    conversation,
    id: textIn(activity['id']) ?? '',
    locale: textIn(activity['locale']),
  };
}

/** Nobody whom Teams does not name by an object id, and nobody whom it says to be of another tenant: an object id means nothing there. */
function personIn(from: Raw, tenant: string): Person | undefined {
  const object = textIn(from['aadObjectId']);
  const home = textIn(from['tenantId'])?.toLowerCase() ?? tenant;
  return object && home === tenant ? { tenant, id: object.toLowerCase() } : undefined;
}

/**
 * Personal is the bot's own chat with one person and nothing else. The message extension also works in a chat between two people, which
 * Teams calls personal too: there (`19:…`) and wherever we cannot tell, somebody else may be reading.
 */
function scopeOf(activity: Raw, conversation: string): Scope {
  const type = objectIn(activity['conversation'])?.['conversationType'];
  if (type === 'channel') return 'channel';
  return type === 'personal' && !conversation.startsWith('19:') ? 'personal' : 'group';
}

function withoutThread(conversation: string): string {
  const at = conversation.indexOf(';messageid=');
  return at < 0 ? conversation : conversation.slice(0, at);
}

function whatTheyDid(activity: Raw, bot: string): Did {
  switch (activity['type']) {
    case 'message':
      // An old-style button is a message with a value and no text, so the value is looked at first.
      return objectIn(activity['value'])
        ? { kind: 'submit', data: activity['value'], card: textIn(activity['replyToId']) }
        : { kind: 'text', text: plainText(activity) };
    case 'invoke':
      return whatWasInvoked(textIn(activity['name']) ?? '', objectIn(activity['value']) ?? {}, textIn(activity['replyToId']));
    case 'installationUpdate':
      return installation(textIn(activity['action'])?.toLowerCase());
    case 'conversationUpdate':
      if (names(activity['membersAdded'], bot)) return { kind: 'arrived' };
      return names(activity['membersRemoved'], bot) ? { kind: 'removed' } : { kind: 'event' };
    default:
      return { kind: 'event' };
  }
}

// A new version of the app (`add-upgrade`, `remove-upgrade`) is neither an arrival nor a farewell.
function installation(action: string | undefined): Did {
  if (action === 'add') return { kind: 'arrived' };
  return { kind: action === 'remove' ? 'removed' : 'event' };
}

const names = (members: unknown, bot: string): boolean => bot !== '' && listIn(members).some(member => objectIn(member)?.['id'] === bot);

function whatWasInvoked(name: string, value: Raw, card: string | undefined): Did {
  switch (name) {
    case 'adaptiveCard/action': {
      const action = objectIn(value['action']) ?? {};
      return { kind: 'execute', verb: textIn(action['verb']), data: action['data'], ...(card ? { card } : {}) };
    }
    case 'composeExtension/query': {
      const options = objectIn(value['queryOptions']) ?? {};
      return {
        kind: 'query',
        text: typedIn(value['parameters']),
        skip: Math.max(0, wholeIn(options['skip'], 0)),
        count: Math.min(mostHits, Math.max(1, wholeIn(options['count'], mostHits))),
      };
    }
    case 'composeExtension/fetchTask':
      return { kind: 'openAction', action: textIn(value['commandId']) ?? '' };
    case 'composeExtension/submitAction':
      return { kind: 'submitAction', action: textIn(value['commandId']) ?? '', data: value['data'] };
    case 'composeExtension/queryLink':
      return { kind: 'link', url: textIn(value['url']) ?? '' };
    default:
      return { kind: 'invoke', name };
  }
}

const wholeIn = (value: unknown, otherwise: number): number => (Number.isSafeInteger(value) ? (value as number) : otherwise);

/** What is in the search box. On opening it, Teams sends a parameter `initialRun` instead. */
function typedIn(parameters: unknown): string {
  const first = listIn(parameters)
    .map(objectIn)
    .find(parameter => parameter && parameter['name'] !== 'initialRun');
  return (textIn(first?.['value']) ?? '').replace(/\s+/g, ' ').trim();
}
