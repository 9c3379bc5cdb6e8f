import { TableClient, TableServiceClient } from '@azure/data-tables';
import { markProperty } from '../../bot/storage/fields.ts';
import { partsOf, type PartitionKey } from '../../bot/storage/keys.ts';

/** A row as it stands in the storage: our own properties as text, and all of it, keys too, as one text. */
export type Row = { table: string; properties: Record<string, string>; text: string };

// Azure's own, and the storage room's mark by which a write knows itself again after a lost answer.
const system = new Set(['etag', 'partitionKey', 'rowKey', 'timestamp', 'odata.metadata', markProperty]);

/** Every row of a tenant, read past the product's own storage room. */
export async function rowsIn(connectionString: string, tenant: string): Promise<Row[]> {
  const options = { allowInsecureConnection: true };
  const rows: Row[] = [];
  const filter = `PartitionKey ge '${tenant}' and PartitionKey lt '${tenant}~'`;
  for await (const { name } of TableServiceClient.fromConnectionString(connectionString, options).listTables()) {
    const table = String(name);
    const client = TableClient.fromConnectionString(connectionString, table, options);
    for await (const entity of client.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
      const own = Object.entries(entity).filter(([property]) => !system.has(property));
      const properties = Object.fromEntries(own.map(([property, value]) => [property, textOf(value)]));
      const keys = [entity['partitionKey'], entity['rowKey']].flatMap(key => partsOf(String(key) as PartitionKey));
      rows.push({ table, properties, text: [table, ...keys, JSON.stringify(properties)].join(' ') });
    }
  }
  return rows.sort((one, other) => (one.text < other.text ? -1 : 1));
}

export const propertiesOf = (rows: readonly Row[]): Set<string> =>
  new Set(rows.flatMap(({ table, properties }) => Object.keys(properties).map(property => `${table}: ${property}`)));

const textOf = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));
