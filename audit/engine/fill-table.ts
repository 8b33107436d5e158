import type { DuckDBConnection } from '@duckdb/node-api';

/** Makes a small table of numbers and texts: `name (column INTEGER, column VARCHAR)`. */
export async function fillTable(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly (string | number | null)[])[],
): Promise<void> {
  await connection.run(`CREATE TABLE ${table}`);
  const appender = await connection.createAppender(table.slice(0, table.indexOf(' ')));
  for (const row of rows) {
    for (const value of row)
      if (value === null) appender.appendNull();
      else if (typeof value === 'number') appender.appendInteger(value);
      else appender.appendVarchar(value);
    appender.endRow();
  }
  appender.closeSync();
}
