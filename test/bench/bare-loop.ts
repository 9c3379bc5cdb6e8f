import { ConfigurationBotFrameworkAuthentication, type Activity } from 'botbuilder';
import type { BareAsked, BareTold } from './load.contract.ts';

// The baseline of sending: the SDK's own client in a bare loop. It posts one and the same message, and keeps no account of anything.
process.on('message', (asked: BareAsked) => void post(asked).then(told => process.send?.(told)));
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function post({ serviceUrl, body, count, inFlight }: BareAsked): Promise<BareTold> {
  const message = JSON.parse(body) as Activity;
  const authentication = new ConfigurationBotFrameworkAuthentication({});
  const { connectorFactory } = await authentication.authenticateRequest(message, '');
  const client = await connectorFactory?.create(serviceUrl, '');
  if (!client) throw new Error('the SDK made no client');
  let left = count;
  const worker = async () => {
    while (left-- > 0) await client.conversations.sendToConversation(message.conversation.id, message);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { seconds: (performance.now() - began) / 1000 };
}
