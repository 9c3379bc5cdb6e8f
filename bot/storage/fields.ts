import type { TableEntity } from '@azure/data-tables';
import type { PartitionKey, RowKey } from './keys.ts';
import type { Fields, StoredRow } from './table.ts';

/** The storage's own property of a row: which write it comes from (azure-table.ts). Features never see it. */
export const markProperty = '_mark';

const longestText = 32_768;
const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };
const int32 = { least: -(2 ** 31), most: 2 ** 31 - 1 };
const firstYear = Date.UTC(1601, 0, 1);
const afterLastYear = Date.UTC(10_000, 0, 1);

const goodName = /^[A-Za-z][A-Za-z0-9_]{0,254}$/;
// Azure's own properties, and those that its client turns into them.
const takenNames = new Set(['partitionkey', 'rowkey', 'timestamp', 'etag']);

/** The row as the client takes it. What Azure would refuse, or silently change, is refused here with the property's name. */
export function entityOf(partition: PartitionKey, row: RowKey, fields: Fields, mark?: string): TableEntity {
  const entity: TableEntity = { partitionKey: partition, rowKey: row };
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    if (!goodName.test(name) || takenNames.has(name.toLowerCase())) throw new Error(`"${name}" cannot be the name of a stored property`);
    entity[name] = stored(name, value);
  }
  if (mark !== undefined) entity[markProperty] = mark;
  return entity;
}

function stored(name: string, value: string | number | boolean | bigint | Date): unknown {
  if (typeof value === 'string') {
    if (value.length > longestText) throw new Error(`the property "${name}" is longer than ${longestText} characters`);
    return value;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`the property "${name}" is not a finite number`);
    // Without a type Azure reads a whole number as 32 bits, and milliseconds since 1970 do not fit.
    const needsType = Number.isInteger(value) && (value < int32.least || value > int32.most);
    return needsType ? { type: 'Double', value } : value;
  }
  if (typeof value === 'bigint') {
    if (value < int64.least || value > int64.most) throw new Error(`the property "${name}" does not fit into 64 bits`);
    return value;
  }
  if (value instanceof Date) {
    const time = value.getTime();
    if (!(time >= firstYear && time < afterLastYear)) throw new Error(`the property "${name}" is not a date between 1601 and 9999`);
  }
  return value;
}

/** What the client read, as a row of ours. */
export function rowOf(entity: Record<string, unknown>): StoredRow {
  const fields: Fields = {};
  for (const name in entity) {
    if (name === 'partitionKey' || name === 'rowKey' || name === 'etag' || name === 'timestamp' || name === markProperty) continue;
    if (name === 'odata.metadata') continue;
    fields[name] = entity[name] as Fields[string];
  }
  return {
    partition: entity['partitionKey'] as PartitionKey,
    row: entity['rowKey'] as RowKey,
    etag: entity['etag'] as string,
    writtenAt: new Date(entity['timestamp'] as string),
    fields,
  };
}
