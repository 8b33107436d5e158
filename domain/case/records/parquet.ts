import type { CellNote } from '../cells/cell-note.ts';
import { columnLetters } from '../cells/raw.ts';
import { type Column, TABLES } from '../model/layout.ts';
import type { RecordSource, RecordTitle } from './record-files.ts';

/** Why a Parquet file is no record file, by its own description; its rows are the row engine's to read. */
export async function whyNoRecords({ path }: RecordSource, title: RecordTitle): Promise<CellNote | undefined> {
  const note = (rule: string, message: string): CellNote => ({ kind: 'violation', rule, row: 1, field: '', message });
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
  const connection = await instance.connect();
  try {
    const described = await connection.runAndReadAll(
      `DESCRIBE SELECT * FROM read_parquet('${path.replaceAll("'", "''")}')`,
    );
    const names = new Set(described.getRows().map(([name]) => String(name)));
    const columns: readonly Column[] = TABLES[title];
    const missing = columns.filter(({ header }) => !names.has(header)).map(({ header }) => header);
    if (missing.length === 0) return undefined;
    return note(
      'missing-column',
      `记录文件缺少「${missing.join('」「')}」列，没有读取；列名须与案例表格的同名工作表一致，时间为不带时区的时间戳`,
    );
  } catch {
    // What DuckDB says quotes the file.
    return note('record-file-damaged', '不是完整的 Parquet 文件，没有读取；请重新导出，或改用同名的 CSV 文件');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Places of a Parquet file's cells, as they would stand in the sheet. */
export function parquetAddress(title: RecordTitle): (row: number, header: string) => string {
  const columns: readonly Column[] = TABLES[title];
  return (row, header) => `${columnLetters(columns.findIndex((column) => column.header === header))}${row}`;
}
