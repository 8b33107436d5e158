import { columnLetters, type RawRow, type RawSheet } from '../cells/raw.ts';
import type { Column } from '../model/layout.ts';
import { type RecordValues, readTable } from '../tables/read-table.ts';
import { sql, sqlName, textSql, typeOf } from './column-sql.ts';
import { holdsOddValue } from './odd-values.ts';
import { BATCH, type Reading, refuseRecord } from './reading.ts';
import { textRow } from './text-rows.ts';

/** Reads the rows that need a second look as those of a small file are read; whole ones go into the table `mended`. */
export async function mendRows(reading: Reading, rows: string, anyOdd: boolean): Promise<void> {
  const { connection, columns, layout, lost } = reading;
  await connection.run(
    `CREATE TABLE mended (line BIGINT, ${columns.map((column) => `${sqlName(column.header)} ${typeOf(column)}`).join(', ')})`,
  );
  const fields = Array.from({ length: layout.width }, (_, place) => {
    const index = layout.places.indexOf(place);
    return index < 0 ? 'NULL' : textSql(columns[index] as Column);
  });
  const result = await connection.stream(
    `SELECT record_row, coalesce(raw, [${fields.join(', ')}]) AS cells FROM ${rows} r
       WHERE raw IS NOT NULL${anyOdd ? ` OR (fit AND ${holdsOddValue(columns, 'r')})` : ''} ORDER BY record_row`,
  );
  let waiting: RawRow[] = [];
  const flush = async () => {
    const table = readPart(reading, waiting);
    waiting = [];
    lost.push(...table.lost);
    for (let from = 0; from < table.rows.length; from += 500)
      await connection.run(
        `INSERT INTO mended VALUES ${table.rows
          .slice(from, from + 500)
          .map((row) => valuesSql(columns, row))
          .join(', ')}`,
      );
  };
  for await (const batch of result.yieldRowsJs())
    for (const [at, cells] of batch) {
      const read = textRow(Number(at), { cells: (cells as (string | null)[]).map((cell) => cell ?? '') });
      if ('note' in read) refuseRecord(reading, read);
      else waiting.push(read.row);
      if (waiting.length === BATCH) await flush();
    }
  if (waiting.length > 0) await flush();
}

/** Some rows below the header of the file, without what is said of the header again. */
function readPart({ source, title, layout, personal, notes }: Reading, rows: RawRow[]) {
  const sheet: RawSheet = {
    file: source.name,
    name: title,
    rows: [...layout.head, ...rows],
    textOnly: true,
    address: (row, column) => `${columnLetters(column)}${row}`,
  };
  const table = readTable(sheet, title, personal);
  for (const note of table.notes) if (note.row >= layout.first) notes.add(note);
  return {
    rows: table.rows.filter((row) => Number(row.row) >= layout.first),
    lost: table.lost.filter(({ record }) => Number(record.row) >= layout.first),
  };
}

function valuesSql(columns: readonly Column[], row: RecordValues): string {
  const values = columns.map((column) => {
    const value = row[column.key];
    if (value === undefined) return 'NULL';
    return typeof value === 'number' ? String(value) : `${sql(value)}::${typeOf(column)}`;
  });
  return `(${row.row}, ${values.join(', ')})`;
}
