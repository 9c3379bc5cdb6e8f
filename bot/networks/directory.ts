import { LRUCache } from 'lru-cache';
import type { Language } from '../language/language.ts';
import type { Force } from '../teams/turn.ts';
import { namingOf, type Naming } from './naming.ts';
import { byName, type Network } from './network.ts';
import type { NetworksStore } from './networks.store.ts';

export type Directory = {
  networks: readonly Network[];
  find: (id: string) => Network | undefined;
  naming: Naming;
  inOrder: (language: Language) => Network[];
};

/** The networks of a tenant: those its force's articles describe, and those it holds itself. */
export function openDirectory(seeds: (force: Force) => Network[], store: NetworksStore) {
  // Rebuilt only when the stored networks were read anew, which the store does at most every 30 s.
  const built = new LRUCache<string, { from: Network[]; directory: Directory }>({ max: 1_000 });

  return async function directoryOf(tenant: string, force: Force): Promise<Directory> {
    const stored = await store.all(tenant);
    const known = built.get(`${tenant}|${force.name}`);
    if (known?.from === stored) return known.directory;
    const networks = [...seeds(force), ...stored];
    const byId = new Map(networks.map(network => [network.id, network]));
    const directory: Directory = {
      networks,
      find: id => byId.get(id),
      naming: namingOf(networks),
      inOrder: language => [...networks].sort(byName(language)),
    };
    built.set(`${tenant}|${force.name}`, { from: stored, directory });
    return directory;
  };
}

export type DirectoryOf = ReturnType<typeof openDirectory>;
