import type { Table } from '../../bot/storage/table.ts';

/** The same table, and how many requests it was asked so far. */
export function counting(table: Table): { counted: Table; asked: () => number } {
  let asked = 0;
  const one = <Given extends unknown[], Answer>(ask: (...given: Given) => Answer) => {
    return (...given: Given): Answer => {
      asked += 1;
      return ask(...given);
    };
  };
  return {
    asked: () => asked,
    counted: {
      find: one(table.find),
      list: one(table.list),
      all: one(table.all),
      insert: one(table.insert),
      replace: one(table.replace),
      put: one(table.put),
      remove: one(table.remove),
      together: one(table.together),
    },
  };
}
