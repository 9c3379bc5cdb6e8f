import type { AddressInfo } from 'node:net';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Response as BotResponse } from 'botbuilder';
import { createServer, plugins, type Request, type Response } from 'restify';
import { answerBench } from './answer-bench.ts';

// The baseline: the echo bot of the SDK's own documentation, nothing left out and nothing added.
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = createServer();
server.use(plugins.bodyParser());
server.post('/api/messages', async (request: Request, response: Response) => {
  // The types of restify and the SDK describe the same objects without knowing of each other.
  await adapter.process(request, response as unknown as BotResponse, async context => {
    await context.sendActivity(`You said: ${context.activity.text}`);
  });
});
server.listen(0, '127.0.0.1', () => answerBench((server.server as { address(): AddressInfo }).address().port));
