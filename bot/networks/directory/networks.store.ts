import { LRUCache } from 'lru-cache';
import type { DataMapLine } from '../../feature.ts';
import { general, mapOf } from '../../people/data-map.ts';
import { partition, row } from '../../storage/keys.ts';
import type { StoredRow, Table } from '../../storage/table.ts';
import type { Network, NetworkWords } from './network.ts';

const name = 'networks';
const freshForMs = 30_000;

export type NetworksStore = ReturnType<typeof openNetworks>;

/** The networks a tenant holds beside those its force's articles describe. */
export function openNetworks(table: Table) {
  const known = new LRUCache<string, Network[]>({ max: 1_000, ttl: freshForMs });
  const place = (tenant: string) => partition(tenant, name);

  async function all(tenant: string): Promise<Network[]> {
    const cached = known.get(tenant);
    if (cached) return cached;
    const networks: Network[] = [];
    for await (const found of table.all(place(tenant))) networks.push(networkOf(found));
    known.set(tenant, networks);
    return networks;
  }

  async function add(tenant: string, network: Network): Promise<void> {
    const { en, cy } = network.words;
    await table.insert(place(tenant), row(network.id), {
      joining: network.joining,
      isSample: network.isSample,
      ...prefixed('en', en),
      ...(cy ? prefixed('cy', cy) : {}),
    });
    known.delete(tenant);
  }

  return { all, add, map };
}

const prefixed = (language: string, words: NetworkWords) => ({
  [`${language}Name`]: words.name,
  [`${language}Short`]: words.short,
  [`${language}Purpose`]: words.purpose,
  [`${language}WhoFor`]: words.whoFor,
});

function networkOf({ row: id, fields }: StoredRow): Network {
  const words = (language: string): NetworkWords => ({
    name: String(fields[`${language}Name`]),
    short: String(fields[`${language}Short`]),
    purpose: String(fields[`${language}Purpose`]),
    whoFor: String(fields[`${language}WhoFor`]),
  });
  return {
    id,
    words: { en: words('en'), ...(fields['cyName'] ? { cy: words('cy') } : {}) },
    joining: fields['joining'] === 'stated' ? 'stated' : 'notStated',
    isSample: fields['isSample'] === true,
  };
}

const said = general('What the network says about itself', 'Yr hyn y mae’r rhwydwaith yn ei ddweud amdano’i hun');
const map: DataMapLine[] = mapOf(
  name,
  { en: 'As long as the network', cy: 'Cyhyd â’r rhwydwaith' },
  {
    enName: said,
    enShort: said,
    enPurpose: said,
    enWhoFor: said,
    cyName: said,
    cyShort: said,
    cyPurpose: said,
    cyWhoFor: said,
    joining: general('Whether it is stated who may join', 'A nodir pwy all ymuno'),
    isSample: general('Whether it is invented, for trying out', 'Ai enghraifft ddychmygol ydyw'),
  },
);
