import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'recorded');

export type Activity = Record<string, unknown> & {
  type: string;
  id?: string;
  serviceUrl: string;
  from: { id: string; name?: string; aadObjectId?: string };
  recipient: { id: string; name: string };
  conversation: { id: string; tenantId?: string; conversationType?: string };
  channelData: Record<string, unknown>;
};

export const recordedNames: readonly string[] = readdirSync(folder)
  .filter(file => file.endsWith('.json'))
  .map(file => file.slice(0, -'.json'.length))
  .sort();

/** A recorded activity, fresh from the file, with these fields in place of its own. */
export function recorded(name: string, fields: Record<string, unknown> = {}): Activity {
  return { ...(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Activity), ...fields };
}

/** The people and places of the recordings. */
export const inRecordings = {
  tenant: recorded('message-personal').conversation.tenantId as string,
  person: {
    tenant: recorded('message-personal').conversation.tenantId as string,
    id: recorded('message-personal').from.aadObjectId as string,
  },
  ownChat: recorded('message-personal').conversation.id,
  channel: recorded('message-channel').conversation.id.split(';')[0] as string,
  thread: recorded('message-channel').conversation.id,
  group: recorded('message-group').conversation.id,
};

let numbers = 0;
/** An activity id nobody has used. */
export const freshId = (): string => `f:${(numbers += 1)}-${process.pid}`;

export const typed = (
  text: string,
  where: 'personal' | 'group' | 'channel' = 'personal',
  fields: Record<string, unknown> = {},
): Activity => {
  const activity = recorded(`message-${where}`, { id: freshId(), ...fields });
  return { ...activity, text: where === 'personal' ? text : `<at>Staff Networks</at> ${text}` };
};
