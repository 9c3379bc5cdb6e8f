import type { Language } from '../../language/language.ts';
import type { Force } from '../../teams/turn.ts';
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
export function openDirectory(seeds: (force: Force) => Network[], store: Pick<NetworksStore, 'all'>) {
  // Built anew only when the stored networks were read anew, which the store does at most every 30 s.
  const built = new WeakMap<readonly Network[], Map<string, Directory>>();

  return async function directoryOf(tenant: string, force: Force): Promise<Directory> {
    const stored = await store.all(tenant);
    const ofThese = built.get(stored) ?? new Map<string, Directory>();
    built.set(stored, ofThese);
    const known = ofThese.get(force.name);
    if (known) return known;
    const directory = directoryFrom([...seeds(force), ...stored]);
    ofThese.set(force.name, directory);
    return directory;
  };
}

export type DirectoryOf = ReturnType<typeof openDirectory>;

function directoryFrom(networks: readonly Network[]): Directory {
  const byId = new Map(networks.map(network => [network.id, network]));
  return {
    networks,
    find: id => byId.get(id),
    naming: namingOf(networks),
    inOrder: language => [...networks].sort(byName(language)),
  };
}
