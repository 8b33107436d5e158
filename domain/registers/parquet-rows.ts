import { columnLetters, type RawSheet } from '../case/cells/raw.ts';
import { sql } from '../case/records/column-sql.ts';
import type { Reading } from '../case/records/reading.ts';
import { InputError } from '../errors.ts';
import { REGISTER_COLUMNS } from './columns.ts';
import { noHeader, registerHeader } from './header.ts';
import type { RawRows, RegisterFile } from './raw-rows.ts';

/** A register kept as Parquet: its columns are found by their names, as those of a sheet; dates may be of any type. */
export async function rowsOfParquet(
  { file, path }: Pick<RegisterFile, 'file' | 'path'>,
  connection: Reading['connection'],
): Promise<RawRows> {
  // What DuckDB says quotes the file.
  const described = await connection
    .runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${sql(path)})`)
    .catch(() => undefined);
  if (described === undefined) throw damagedParquet(file);
  const names = described.getRows().map(([name]) => String(name));
  const sheet: RawSheet = {
    ...{ file, name: '登记', textOnly: true },
    rows: [{ row: 1, hidden: false, cells: names.map((value) => ({ value })) }],
    address: (row, column) => `${columnLetters(column)}${row}`,
  };
  const header = registerHeader(file, sheet);
  if (header === undefined) throw noHeader(file);
  const fields = REGISTER_COLUMNS.flatMap(({ key }, index) => {
    const name = names[header.places[index] ?? -1];
    return name === undefined ? [] : [`"${name.replaceAll('"', '""')}"::VARCHAR AS "${key}"`];
  });
  return {
    sql: `(SELECT 0 AS part, file_row_number + 1 AS line, ${fields.join(', ')} FROM read_parquet(${sql(path)}, file_row_number = true))`,
    ...{ keys: header.keys, roles: header.roles },
    parts: [{}],
    broken: 0,
  };
}

export function damagedParquet(file: string): InputError {
  return new InputError(
    `独立登记「${file}」不是完整的 Parquet 文件，没有读取。请重新导出，或改用 CSV 或 .xlsx 后重试。`,
  );
}
