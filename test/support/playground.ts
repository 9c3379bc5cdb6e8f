import { randomUUID } from 'node:crypto';
import { castTenant, personOf, type CastMember } from '../../bot/local/sample/cast.ts';
import { personalChatOf, playgroundBot, playgroundGroup, playgroundTeam } from '../../bot/local/playground-config.ts';
import { wentThroughFrontDoor } from './front-door.ts';

type Json = Record<string, unknown>;
export type Scope = 'personal' | 'group' | 'channel';

/** What the bot showed in a conversation: words, or a card. */
export type Shown = {
  /** The message's id; of the message whose card was pressed, where the card was replaced. */
  id: string;
  conversation: string;
  /** Every text a person reads, in order. */
  words: string;
  buttons: Button[];
  /** What the card's fields hold before anybody types. */
  filledIn: Json;
  card?: Json;
};
export type Button = { title: string; verb: string; data: Json; submit?: Json; takesInputs: boolean };

export type PlaygroundClient = {
  /** Types this as the person at the keyboard and waits for the bot's answer. In a group or channel the bot is mentioned. */
  says(text: string, where?: Scope): Promise<Shown>;
  /** Presses a button as today's Teams does, and gives back what stands in the card's place, or the line that is shown. */
  presses(shown: Shown, title: string | RegExp, options?: { as?: CastMember; typed?: Json }): Promise<Shown>;
  /** Presses it as an old phone does: a message with a value and no text. The answer is a new message. */
  pressesOnOldPhone(shown: Shown, title: string | RegExp, typed?: Json): Promise<Shown>;
  /** Invokes the message extension as Teams does and gives back the bot's answer. */
  extension(name: 'query' | 'fetchTask' | 'submitAction' | 'queryLink', value: Json, where?: Scope): Promise<Json>;
  /** Adds the app to a conversation, as each load of the page does. */
  installs(where?: Scope): Promise<void>;
  /** Sends any activity, from anybody, and does not wait. */
  sends(activity: Json, where?: Scope): Promise<void>;
  /** Waits for the next message of the bot in that place after what has been seen so far. */
  next(where?: Scope): Promise<Shown>;
  /** What the bot has said in that place so far. */
  seen(where?: Scope): Shown[];
  close(): void;
};

const patienceMs = 20_000;

/** The Playground's own interfaces, without its page: HTTP to act, a WebSocket to see. */
export async function openPlayground(port: number, atKeyboard: CastMember): Promise<PlaygroundClient> {
  const origin = `http://127.0.0.1:${port}`;
  const places: Record<Scope, string> = {
    personal: personalChatOf(atKeyboard),
    group: playgroundGroup.id,
    channel: playgroundTeam.channels[0]?.id ?? '',
  };
  const shown: Shown[] = [];
  /** A post in a channel begins a thread, and the answers stand there. */
  const isIn = (message: Shown, place: string) => message.conversation === place || message.conversation.startsWith(`${place};`);
  const socket = await openSocket(`ws://127.0.0.1:${port}/_ws_conversation/v1/conversations/stream`, frame => {
    const message = frame['message'] as Json | undefined;
    const from = message?.['from'] as { id?: string } | undefined;
    // An updated message counts as a new showing of it.
    if (!['createMessage', 'updateMessage'].includes(String(frame['action'])) || !message) return;
    if (from && from.id !== playgroundBot.id) return;
    shown.push(messageShown(message, String(frame['actionConversationId'])));
  });

  async function post(path: string, body: Json): Promise<string> {
    const response = await fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the Playground answered ${response.status} to ${path}: ${text}`);
    return text;
  }

  async function invoke(name: string, place: string, as: CastMember, value: Json, extra: Json = {}): Promise<Json> {
    const body = { name, value, from: { id: as.channelId }, conversation: { id: place }, ...extra };
    return JSON.parse(await post('/_conversation/v1/invoke', body)) as Json;
  }

  async function after(count: number, place: string): Promise<Shown> {
    const patience = Date.now() + patienceMs;
    for (;;) {
      const found = shown.slice(count).find(message => isIn(message, place));
      if (found) return found;
      if (Date.now() > patience) throw new Error(`the bot said nothing more in ${place} within ${patienceMs / 1000} s`);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  let looked = 0;
  return {
    async says(text, where = 'personal') {
      const count = shown.length;
      const place = places[where];
      const mention = { mentioned: { id: playgroundBot.id }, text: `<at>${playgroundBot.name}</at>` };
      const isMentioned = where !== 'personal';
      await post(`/_conversation/v1/conversations/${encodeURIComponent(place)}/messages`, {
        from: { id: atKeyboard.channelId },
        text: isMentioned ? `${mention.text} ${text}` : text,
        textFormat: isMentioned ? 'xml' : 'plain',
        mentions: isMentioned ? [mention] : [],
      });
      const answer = await after(count, place);
      looked = shown.length;
      return answer;
    },
    async presses(on, title, { as = atKeyboard, typed = {} } = {}) {
      const button = buttonOf(on, title);
      const action = {
        type: 'Action.Execute',
        title: button.title,
        verb: button.verb,
        data: { ...button.data, ...inputsOf(on, button, typed) },
      };
      const answer = await invoke('adaptiveCard/action', on.conversation, as, { action, trigger: 'manual' }, { replyToId: on.id });
      wentThroughFrontDoor({ kind: 'verb', name: button.verb });
      return invokeShown(answer, on);
    },
    async pressesOnOldPhone(on, title, typed = {}) {
      const count = shown.length;
      const button = buttonOf(on, title);
      if (!button.submit) throw new Error(`"${button.title}" has nothing for an old phone`);
      await post('/_conversation/v1/submit', {
        from: { id: atKeyboard.channelId },
        conversation: { id: on.conversation },
        replyToId: on.id,
        value: { ...button.submit, ...inputsOf(on, button, typed) },
      });
      const answer = await after(count, places.personal);
      wentThroughFrontDoor({ kind: 'verb', name: button.verb });
      return answer;
    },
    extension: (name, value, where = 'personal') => invoke(`composeExtension/${name}`, places[where], atKeyboard, value),
    async installs(where = 'personal') {
      await post(`/_debug/conversation/${encodeURIComponent(places[where])}/installation`, {});
    },
    async sends(activity, where = 'personal') {
      await post('/_internal/v1/customActivities', {
        id: randomUUID(),
        type: 'message',
        channelId: 'msteams',
        timestamp: new Date().toISOString(),
        serviceUrl: `http://localhost:${port}/_connector`,
        from: { id: atKeyboard.channelId, aadObjectId: personOf(atKeyboard).id, name: atKeyboard.name },
        recipient: playgroundBot,
        conversation: {
          id: places[where],
          conversationType: { personal: 'personal', group: 'groupChat', channel: 'channel' }[where],
          tenantId: castTenant,
          isGroup: where !== 'personal',
        },
        ...activity,
      });
    },
    async next(where = 'personal') {
      const found = await after(looked, places[where]);
      looked = shown.indexOf(found) + 1;
      return found;
    },
    seen: (where = 'personal') => shown.filter(message => isIn(message, places[where])),
    close: () => socket.close(),
  };
}

function openSocket(address: string, onFrame: (frame: Json) => void): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.addEventListener('message', event => onFrame(JSON.parse(String(event.data)) as Json));
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('error', () => reject(new Error(`no WebSocket at ${address}`)), { once: true });
  });
}

function buttonOf(shown: Shown, title: string | RegExp): Button {
  const found = shown.buttons.find(button => (typeof title === 'string' ? button.title === title : title.test(button.title)));
  if (found) return found;
  throw new Error(`no button "${title}" among: ${shown.buttons.map(button => button.title).join(', ') || 'none'}. Shown: ${shown.words}`);
}

/** What a client sends along from the card's fields. */
const inputsOf = (shown: Shown, button: Button, typed: Json): Json => (button.takesInputs ? { ...shown.filledIn, ...typed } : {});

function messageShown(message: Json, conversation: string): Shown {
  const attachments = (message['attachments'] ?? []) as { content?: Json }[];
  const card = attachments[0]?.content;
  const id = String(message['messageId']);
  const text = typeof message['text'] === 'string' ? message['text'] : '';
  return card ? cardShown(card, id, conversation, text) : { id, conversation, words: text, buttons: [], filledIn: {} };
}

function invokeShown(answer: Json, on: Shown): Shown {
  const { value } = answer;
  if (value && typeof value === 'object') return cardShown(value as Json, on.id, on.conversation);
  return { id: on.id, conversation: on.conversation, words: String(value), buttons: [], filledIn: {} };
}

function cardShown(card: Json, id: string, conversation: string, before = ''): Shown {
  const words: string[] = before ? [before] : [];
  const buttons: Button[] = [];
  const filledIn: Json = {};
  const found = { words, buttons, filledIn };
  collect(card['body'], found);
  collect(card['actions'], found);
  return { id, conversation, words: words.join('\n'), buttons, filledIn, card };
}

/** Texts and buttons wherever they stand in a card; what a fallback holds is for other clients. */
function collect(part: unknown, found: { words: string[]; buttons: Button[]; filledIn: Json }): void {
  const { words, buttons, filledIn } = found;
  if (Array.isArray(part)) return part.forEach(one => collect(one, found));
  if (!part || typeof part !== 'object') return;
  const element = part as Json;
  if (element['type'] === 'Action.Execute') {
    const fallback = element['fallback'] as Json | undefined;
    buttons.push({
      title: String(element['title']),
      verb: String(element['verb']),
      data: (element['data'] ?? {}) as Json,
      submit: fallback?.['data'] as Json | undefined,
      takesInputs: element['associatedInputs'] !== 'none',
    });
    return;
  }
  if (String(element['type']).startsWith('Input.')) filledIn[String(element['id'])] = element['value'] ?? '';
  for (const name of ['text', 'label', 'value'] as const) {
    const isRead = name !== 'value' || ('title' in element && !('id' in element));
    if (typeof element[name] === 'string' && isRead) words.push([name === 'value' ? element['title'] : '', element[name]].join(' ').trim());
  }
  for (const name of ['items', 'columns', 'inlines', 'facts', 'choices', 'actions']) collect(element[name], found);
}
