import type { Language } from '../../language/language.ts';
import type { Force } from '../../teams/turn.ts';
import { networkOf, type EditState, type NetworkRow } from './edits.ts';
import { namingOf, type Naming } from './naming.ts';
import { byName, type Network } from './network.ts';
import type { NetworksStore } from './networks.store.ts';

export type Directory = {
  networks: readonly Network[];
  find: (id: string) => Network | undefined;
  naming: Naming;
  inOrder: (language: Language) => Network[];
  /** What administrators did to a network; version 0 for one nobody touched. */
  stateOf: (id: string) => EditState;
  /** Whether a document describes it. */
  isSeed: (id: string) => boolean;
};

/** The networks of a tenant: those its force's articles describe, with what the force says on top, and those it holds itself. */
export function openDirectory(seeds: (force: Force) => Network[], store: Pick<NetworksStore, 'rows'>) {
  // Built anew only when the rows were read anew, which the store does at most every 30 s.
  const built = new WeakMap<readonly NetworkRow[], Map<string, Directory>>();

  return async function directoryOf(tenant: string, force: Force): Promise<Directory> {
    const rows = await store.rows(tenant);
    const ofThese = built.get(rows) ?? new Map<string, Directory>();
    built.set(rows, ofThese);
    const known = ofThese.get(force.name);
    if (known) return known;
    const directory = directoryFrom(seeds(force), rows);
    ofThese.set(force.name, directory);
    return directory;
  };
}

export type DirectoryOf = ReturnType<typeof openDirectory>;

function directoryFrom(seeds: readonly Network[], rows: readonly NetworkRow[]): Directory {
  const rowOf = new Map(rows.map(row => [row.id, row]));
  const described = new Map(seeds.map(seed => [seed.id, seed]));
  const ids = new Set([...described.keys(), ...rowOf.keys()]);
  const networks = [...ids].flatMap(id => networkOf(described.get(id), rowOf.get(id)) ?? []);
  const byId = new Map(networks.map(network => [network.id, network]));
  return {
    networks,
    find: id => byId.get(id),
    naming: namingOf(networks),
    inOrder: language => [...networks].sort(byName(language)),
    stateOf: id => rowOf.get(id) ?? { version: 0 },
    isSeed: id => described.has(id) && rowOf.get(id)?.kind !== 'own',
  };
}
