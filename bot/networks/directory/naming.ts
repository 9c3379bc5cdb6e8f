import MiniSearch from 'minisearch';
import type { Network } from './network.ts';

/** Which network somebody means by the words they typed: one, one of a few, or none we hold. */
export type Meant = { kind: 'one'; network: Network } | { kind: 'several'; networks: Network[] } | { kind: 'none' };

export type Naming = (typed: string) => Meant;

// Words that most names share, or that people put around a name, tell networks apart from nothing.
const common = new Set([
  ...[
    'the',
    'a',
    'an',
    'network',
    'networks',
    'netwrk',
    'group',
    'staff',
    'support',
    'police',
    'force',
    'association',
    'please',
    'my',
    'our',
  ],
  ...[
    'y',
    'yr',
    'rhwydwaith',
    'rhwydweithiau',
    'grwp',
    'grŵp',
    'staff',
    'cefnogi',
    'heddlu',
    'â',
    'ag',
    'fy',
    'os',
    'gwelwch',
    'yn',
    'dda',
  ],
]);

/** A naming for one directory. Exact names and abbreviations first; then near ones, so that a slip of the finger still finds its network. */
export function namingOf(networks: readonly Network[]): Naming {
  const exact = new Map<string, Network>();
  for (const network of networks) {
    for (const words of [network.words.en, network.words.cy]) {
      if (!words) continue;
      for (const name of [words.name, words.short, ...abbreviationsOf(words.name), network.id]) {
        exact.set(plain(name), network);
        const telling = tellingWords(name).join(' ');
        if (telling) exact.set(telling, network);
      }
    }
  }
  const index = new MiniSearch<{ id: number; name: string }>({ fields: ['name'], tokenize: tellingWords });
  index.addAll(
    networks.map((network, id) => ({ id, name: [network.words.en, network.words.cy].map(words => words?.name ?? '').join(' ') })),
  );

  return typed => {
    const known = exact.get(plain(typed)) ?? exact.get(tellingWords(typed).join(' '));
    if (known) return { kind: 'one', network: known };
    const found = index.search(typed, { fuzzy: 0.25, prefix: term => term.length > 3, combineWith: 'AND' });
    const near = found.flatMap(hit => networks[Number(hit.id)] ?? []);
    if (near.length === 0) return { kind: 'none' };
    return near.length === 1 ? { kind: 'one', network: near[0]! } : { kind: 'several', networks: near.slice(0, 5) };
  };
}

const abbreviationsOf = (name: string): string[] => [...name.matchAll(/\(([^)]+)\)/g)].map(match => match[1] ?? '');

const wordsOf = (text: string): string[] =>
  text
    .toLocaleLowerCase('en-GB')
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}+&']+/gu) ?? [];

const plain = (text: string): string => wordsOf(text).join(' ');

const tellingWords = (text: string): string[] => wordsOf(text).filter(word => !common.has(word));
