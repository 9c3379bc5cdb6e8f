import type { Fault } from '../contracts/faulty-proxy.ts';
import type { Random } from './random.ts';

/** What goes wrong between a bot and its storage, in shares from 0 to 1 of all requests. */
export type StorageFaults = {
  /** 503, and nothing is done. */
  busy?: number;
  /** It is done, and nobody hears of it. */
  unheard?: number;
  /** A page of a list has nothing in it, and a place to go on from. */
  emptyPages?: number;
};

/** `isTables`: queues know no pages. */
export function faultsBy({ busy = 0, unheard = 0, emptyPages = 0 }: StorageFaults, isTables: boolean, random: Random) {
  return ({ method, url }: { method: string; url: string }): Fault | undefined => {
    const drawn = random();
    if (drawn < busy) return { kind: 'status', status: 503, code: 'ServerBusy' };
    if (drawn < busy + unheard) return { kind: random() < 0.5 ? 'done then reset' : 'done then cut' };
    if (isTables && method === 'GET' && isFirstPage(url) && drawn < busy + unheard + emptyPages) return { kind: 'empty page' };
    return undefined;
  };
}

// A list ends with "()"; one row is named between the brackets. From an empty page on, the list itself is asked for.
const isFirstPage = (url: string): boolean => decodeURIComponent(url).includes('()') && !url.includes('NextPartitionKey');
