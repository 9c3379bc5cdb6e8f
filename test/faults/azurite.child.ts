import { startAzurite } from '../support/azurite.ts';
import { answerAll } from './children.ts';

// The storage, in memory and in a process of its own: bots are killed, the storage is not, as its writes are not durable to the second.
const { tables, queues } = await startAzurite();
answerAll({ tables, queues }, () => 'well');
