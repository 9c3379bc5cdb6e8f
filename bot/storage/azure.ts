import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { newPipeline, QueueClient, StorageSharedKeyCredential, type StoragePipelineOptions } from '@azure/storage-queue';
import type { StorageAccess } from '../settings.ts';
import { azureQueue, type QueueConnection } from './azure-queue.ts';
import { azureTable, type TableConnection } from './azure-table.ts';
import { managedIdentity } from './identity.ts';
import { patience, unavailable } from './patience.ts';
import type { Queue } from './queue.ts';
import type { Storage } from './storage.ts';
import { StorageUnavailable, type Table } from './table.ts';

/** How long one request may take with all its tries: somebody may be waiting for the answer of a turn. */
const patienceMs = 2000;
/** Enough for every turn in flight, and far below what a container may open. */
const mostSockets = 128;

/** One storage account. Nothing is asked of it until the first read or write. */
export function openStorage(access: StorageAccess): Storage {
  const agent = agentFor(access);
  const connect = access.kind === 'identity' ? withIdentity(access, agent) : withConnectionString(access.connectionString, agent);
  const patient = patience(patienceMs);
  const tables = new Map<string, Table>();
  const queues = new Map<string, Queue>();
  return {
    table: name => kept(tables, name, () => azureTable(connect.table, name, patient)),
    queue: name => kept(queues, name, () => azureQueue(connect.queue, name, patient)),
    async ping() {
      const table = connect.table('ping', { retryOptions: { maxRetries: 0 } });
      const queue = connect.queue('ping');
      try {
        // "There is no such thing" is an answer, and neither needs a right beyond those of daily work.
        await Promise.all([
          patient<unknown>(
            ({ signal }) => table.getEntity('ping', 'ping', { abortSignal: signal }),
            refused => (refused.status === 404 ? true : undefined),
          ),
          patient<unknown>(
            ({ signal }) => queue.peekMessages({ abortSignal: signal }),
            refused => (refused.status === 404 ? true : undefined),
          ),
        ]);
      } catch (error) {
        throw error instanceof StorageUnavailable ? error : unavailable(error instanceof Error ? error.message : 'Unknown');
      }
    },
    close: async () => agent.destroy(),
  };
}

type Connect = { table: TableConnection; queue: QueueConnection };

function withIdentity(access: Extract<StorageAccess, { kind: 'identity' }>, agent: HttpAgent | HttpsAgent): Connect {
  const credential = managedIdentity(access.clientId);
  const queues = newPipeline(credential, queueOptions(agent));
  return {
    table: (name, options) => new TableClient(access.tables, name, credential, { ...options, agent }),
    queue: name => new QueueClient(`${access.queues.replace(/\/$/, '')}/${name}`, queues),
  };
}

function withConnectionString(connectionString: string, agent: HttpAgent | HttpsAgent): Connect {
  const queues = connectionStringQueues(connectionString, agent);
  return {
    table: (name, options) => {
      const insecure: TableServiceClientOptions = { ...options, agent, allowInsecureConnection: !(agent instanceof HttpsAgent) };
      return TableClient.fromConnectionString(connectionString, name, insecure);
    },
    queue: queues,
  };
}

function connectionStringQueues(connectionString: string, agent: HttpAgent | HttpsAgent): QueueConnection {
  const part = (name: string) => new RegExp(`(?:^|;)\\s*${name}=([^;]*)`, 'i').exec(connectionString)?.[1] ?? '';
  const account = part('AccountName');
  const protocol = part('DefaultEndpointsProtocol') || 'https';
  const address = part('QueueEndpoint') || `${protocol}://${account}.queue.${part('EndpointSuffix') || 'core.windows.net'}`;
  // One pipeline for all queues: the sockets and the policies are theirs together.
  const pipeline = newPipeline(new StorageSharedKeyCredential(account, part('AccountKey')), queueOptions(agent));
  return name => new QueueClient(`${address.replace(/\/$/, '')}/${name}`, pipeline);
}

function queueOptions(agent: HttpAgent | HttpsAgent): StoragePipelineOptions {
  // The type leaves `agent` out, but the options go to the same pipeline as those of the tables. patience.ts tries again.
  return { retryOptions: { maxTries: 1 }, agent } as StoragePipelineOptions;
}

function agentFor(access: StorageAccess): HttpAgent | HttpsAgent {
  const isHttp = access.kind === 'connection' && /(?:DefaultEndpointsProtocol|TableEndpoint)=http(?:;|:)/i.test(access.connectionString);
  const options = { keepAlive: true, maxSockets: mostSockets };
  return isHttp ? new HttpAgent(options) : new HttpsAgent(options);
}

function kept<Thing>(known: Map<string, Thing>, name: string, make: () => Thing): Thing {
  const thing = known.get(name) ?? make();
  known.set(name, thing);
  return thing;
}
