import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { StorageRefused } from './failure.ts';
import type { Patience } from './patience.ts';
import type { Queue, Taken } from './queue.ts';

/** Makes the client of one queue. */
export type QueueConnection = (name: string) => QueueClient;

export const mostDelaySeconds = 6 * 24 * 60 * 60;
const mostTries = 5;
const mostAtOnce = 32;
/** Azure's 64 KiB hold three quarters of that in base64. */
const mostBytes = 48 * 1024;
const neverExpires = -1;

/** A queue and its poison queue; each is made when it is first found missing. */
export function azureQueue(connect: QueueConnection, name: string, patient: Patience): Queue {
  if (!/^[a-z0-9](?:-?[a-z0-9]){2,55}$/.test(name)) throw new Error(`"${name}" cannot be the name of a queue`);
  const waiting = lazily(connect(name), patient);
  const aside = lazily(connect(`${name}-poison`), patient);

  async function setAside(message: DequeuedMessageItem): Promise<void> {
    // First there, then away from here: a crash in between leaves two of it, never none.
    await aside.send(encode({ text: message.messageText, tries: message.dequeueCount }));
    await waiting.drop(message.messageId, message.popReceipt);
  }

  function taken(message: DequeuedMessageItem, body: unknown): Taken {
    let receipt = message.popReceipt;
    return {
      id: message.messageId,
      body,
      tries: message.dequeueCount,
      async extend(seconds) {
        const next = await waiting.keep(message.messageId, receipt, wholeSeconds(seconds));
        if (next === undefined) return 'lost';
        receipt = next;
        return 'kept';
      },
      done: () => waiting.drop(message.messageId, receipt),
      setAside: () => setAside({ ...message, popReceipt: receipt }),
    };
  }

  return {
    async put(body, delaySeconds = 0) {
      if (!(delaySeconds >= 0 && delaySeconds <= mostDelaySeconds)) throw new Error('a message can wait for 0 seconds to 6 days');
      await waiting.send(encode(body), Math.ceil(delaySeconds));
    },

    async take(count, leaseSeconds) {
      if (!(count >= 1 && count <= mostAtOnce)) throw new Error(`1 to ${mostAtOnce} messages can be taken at once`);
      const messages = await waiting.receive(count, wholeSeconds(leaseSeconds));
      const given: Taken[] = [];
      for (const message of messages) {
        const read = message.dequeueCount > mostTries ? undefined : decode(message.messageText);
        if (read) given.push(taken(message, read.body));
        else await setAside(message);
      }
      return given;
    },

    async poison() {
      const messages = await aside.peek(mostAtOnce);
      return messages.map(message => {
        const set = decode(message.messageText)?.body as { text: string; tries: number } | undefined;
        return { body: set && (decode(set.text)?.body ?? set.text), tries: set?.tries ?? 0 };
      });
    },
  };
}

/** The few calls that are made, each tried with patience, on a queue that comes into being when it is missed. */
function lazily(client: QueueClient, patient: Patience) {
  let making: Promise<unknown> | undefined;
  const make = () =>
    (making ??= patient(({ signal }) => client.createIfNotExists({ abortSignal: signal })).finally(() => {
      making = undefined;
    }));
  const onceMade: Patience = async (request, foreseen) => {
    try {
      return await patient(request, foreseen);
    } catch (error) {
      if (!(error instanceof StorageRefused) || error.code !== 'QueueNotFound') throw error;
    }
    await make();
    return patient(request, foreseen);
  };
  return {
    // A send that is tried again after no answer may be there twice: whoever reads a queue expects that anyway.
    send: (text: string, visibilityTimeout = 0) =>
      onceMade(({ signal }) => client.sendMessage(text, { visibilityTimeout, messageTimeToLive: neverExpires, abortSignal: signal })),
    // Messages taken by a try whose answer was lost come back when their lease ends.
    receive: (numberOfMessages: number, visibilityTimeout: number) =>
      onceMade(async ({ signal }) => {
        const { receivedMessageItems } = await client.receiveMessages({ numberOfMessages, visibilityTimeout, abortSignal: signal });
        return receivedMessageItems;
      }),
    peek: (numberOfMessages: number) =>
      patient(
        async ({ signal }) => (await client.peekMessages({ numberOfMessages, abortSignal: signal })).peekedMessageItems,
        refused => (refused.code === 'QueueNotFound' ? [] : undefined),
      ),
    /** The new receipt, or undefined when the lease is somebody else's by now (or an earlier try got through: then it comes back). */
    keep: async (id: string, receipt: string, visibilityTimeout: number): Promise<string | undefined> => {
      const next = await patient<string | null>(
        async ({ signal }) =>
          (await client.updateMessage(id, receipt, undefined, visibilityTimeout, { abortSignal: signal })).popReceipt ?? null,
        refused => (isLost(refused.code) ? null : undefined),
      );
      return next ?? undefined;
    },
    drop: (id: string, receipt: string): Promise<void> =>
      patient<true>(
        async ({ signal }) => {
          await client.deleteMessage(id, receipt, { abortSignal: signal });
          return true;
        },
        refused => (isLost(refused.code) ? true : undefined),
      ).then(() => undefined),
  };
}

function isLost(code: string): boolean {
  return code === 'PopReceiptMismatch' || code === 'MessageNotFound' || code === 'QueueNotFound';
}

function wholeSeconds(seconds: number): number {
  if (!(seconds > 0 && seconds <= mostDelaySeconds)) throw new Error('a lease lasts for more than 0 seconds and at most 6 days');
  return Math.ceil(seconds);
}

// Base64, because Azure carries messages in XML, where not every character may stand.
function encode(body: unknown): string {
  const json = Buffer.from(JSON.stringify(body) ?? 'null', 'utf8');
  if (json.length > mostBytes) throw new Error(`a message holds at most ${mostBytes} bytes`);
  return json.toString('base64');
}

/** Undefined when it is not a message of ours: nobody could handle it, so it is set aside at once. */
function decode(text: string): { body: unknown } | undefined {
  try {
    return { body: JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as unknown };
  } catch {
    return undefined;
  }
}
