import type { PartitionKey, RowKey } from '../../bot/storage/keys.ts';
import type { Change, Fields, StoredRow, Table } from '../../bot/storage/table.ts';

const mostTogether = 100;
const lanes = 4;

/**
 * A table in which the product's own stores write as they do, quickly: what they write stands in memory until `writeAll` puts it
 * into the true table, a hundred rows at a time. `writeAll` answers how many rows there are.
 */
export function keepingBack(table: Table): { table: Table; writeAll(): Promise<number> } {
  const kept = new Map<PartitionKey, Map<RowKey, StoredRow>>();
  let writes = 0;
  const rowsOf = (at: PartitionKey) => kept.get(at) ?? new Map<RowKey, StoredRow>();
  const write = (at: PartitionKey, row: RowKey, fields: Fields) => {
    kept.set(at, rowsOf(at).set(row, { partition: at, row, etag: String((writes += 1)), writtenAt: new Date(), fields }));
  };
  /** Nothing but the store writes here, one thing after another, so nothing is ever in its way. */
  const carryOut = (at: PartitionKey, change: Change) => {
    if (change.do === 'remove') rowsOf(at).delete(change.row);
    else write(at, change.row, change.fields);
  };

  return {
    table: {
      ...table,
      find: async (at, row) => rowsOf(at).get(row),
      insert: async (at, row, fields) => (rowsOf(at).has(row) ? 'exists' : (write(at, row, fields), 'inserted')),
      put: async (at, row, fields) => write(at, row, fields),
      together: async (at, changes) => {
        for (const change of changes) carryOut(at, change);
        return { done: true };
      },
    },

    async writeAll() {
      const partitions = [...kept].values();
      let written = 0;
      const lane = async () => {
        for (const [at, rows] of partitions) {
          // In the order of the keys: Azurite sorts everything that a query finds before it takes the first fifty, Azure has it sorted.
          const sorted = [...rows.values()].sort((one, other) => (one.row < other.row ? -1 : 1));
          for (let from = 0; from < sorted.length; from += mostTogether) {
            const some = sorted.slice(from, from + mostTogether);
            await table.together(
              at,
              some.map(({ row, fields }): Change => ({ do: 'put', row, fields })),
            );
            written += some.length;
          }
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return written;
    },
  };
}
