import { readCell } from '../cells/cell.ts';
import type { Column } from '../model/layout.ts';
import { isText, sql, sqlName } from './column-sql.ts';
import { BATCH, numberOf, type Reading } from './reading.ts';

/**
 * Finds the values of text columns that the reader of cells would change, doubt or refuse: each different value is
 * read once, however many rows hold it. They go into the table `odd_values`; the answer is whether there are any.
 */
export async function findOddValues({ connection, columns, personal }: Reading, rows: string): Promise<boolean> {
  await connection.run('CREATE TABLE odd_values (place INTEGER, value VARCHAR)');
  for (const [index, column] of columns.entries()) {
    if (!isText(column)) continue;
    let odd: string[] = [];
    const flush = async () => {
      if (odd.length > 0)
        await connection.run(`INSERT INTO odd_values SELECT ${index}, unnest([${odd.map(sql).join(', ')}])`);
      odd = [];
    };
    const result = await connection.stream(
      `SELECT DISTINCT ${sqlName(column.header)} AS value FROM ${rows} WHERE fit AND ${sqlName(column.header)} IS NOT NULL`,
    );
    for await (const batch of result.yieldRows())
      for (const [value] of batch) {
        const text = String(value);
        const reading = readCell({ value: text }, column, true);
        personal.add(column, { value: text });
        if (reading.value === text && reading.doubts.length === 0 && !/^\s*示例/.test(text)) continue;
        odd.push(text);
        if (odd.length === BATCH) await flush();
      }
    await flush();
  }
  return (await numberOf(connection, 'SELECT count(*) FROM odd_values')) > 0;
}

/** Whether a row, by its alias in a query, holds one of them; SQL. */
export function holdsOddValue(columns: readonly Column[], alias: string): string {
  const tests = columns.flatMap((column, index) =>
    isText(column)
      ? [`${alias}.${sqlName(column.header)} IN (SELECT value FROM odd_values WHERE place = ${index})`]
      : [],
  );
  return `(${tests.join(' OR ')})`;
}
