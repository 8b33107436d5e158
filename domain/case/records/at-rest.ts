import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { CellNote } from '../cells/cell-note.ts';
import type { PersonalCells } from '../cells/personal.ts';
import { columnLetters } from '../cells/raw.ts';
import { type Column, TABLES } from '../model/layout.ts';
import type { RecordFile } from '../tables/locate.ts';
import type { RecordValues, TableReading } from '../tables/read-table.ts';
import { type Named, rowsAtOdds } from './at-odds.ts';
import { headOf, type Layout, layoutOf } from './beginning.ts';
import { sql, sqlName } from './column-sql.ts';
import { CountedNotes } from './counted-notes.ts';
import { mendRows } from './mend-rows.ts';
import { findOddValues, holdsOddValue } from './odd-values.ts';
import { numberOf, type Reading } from './reading.ts';
import type { RecordSource, RecordTitle } from './record-files.ts';
import { type TakenRows, takeRows } from './take-rows.ts';

export interface RowsAtRest {
  file: RecordFile;
  notes: CellNote[];
  total: number;
  /**
   * Rows that name nobody of the roster or no project, or end before they start: the only ones that comparing sheets
   * needs.
   */
  seen: RecordValues[];
  /** Rows that hold data and could not be read. */
  lost: TableReading['lost'];
  addressOf: (row: number, header: string) => string | undefined;
}

/**
 * Reads a text file of any size in constant memory: its beginning says how it is written and where the columns are,
 * DuckDB takes the rows, and those that its checks do not pass go through the same reader as a small file.
 * `scratch`: absolute, the caller's to remove; the rows lie there, as Parquet.
 */
export async function readAtRest(
  source: RecordSource,
  title: RecordTitle,
  { scratch, personal, named }: { scratch: string; personal: PersonalCells; named: Named },
): Promise<RowsAtRest> {
  const folder = await mkdtemp(join(scratch, 'records-'));
  const columns: readonly Column[] = TABLES[title];
  const beginning = await headOf(source);
  const layout = layoutOf(source, title, beginning, columns);
  const notes = new CountedNotes(layout.notes);
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '300MB',
    threads: '2',
    temp_directory: folder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    const lost: TableReading['lost'] = [...layout.lost];
    const reading: Reading = { connection, source, title, columns, layout, folder, personal, notes, lost };
    const taken = await takeRows(reading, beginning);
    const rows = `(SELECT *, (${taken.row})::BIGINT AS record_row FROM read_parquet(${sql(taken.path)}, file_row_number = true))`;
    const total = await numberOf(connection, `SELECT count(*) FROM ${rows} WHERE fit OR raw IS NOT NULL`);
    const anyOdd = await findOddValues(reading, rows);
    await mendRows(reading, rows, anyOdd);
    const file = await soundRows(reading, taken, rows, anyOdd);
    const seen = await rowsAtOdds(reading, file, named);
    return { file, notes: notes.list(), total, seen, lost, addressOf: addressesOf(columns, layout) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function addressesOf(columns: readonly Column[], layout: Layout): RowsAtRest['addressOf'] {
  return (row, header) => {
    const place = layout.places[columns.findIndex((column) => column.header === header)];
    return place === undefined ? undefined : `${columnLetters(place)}${row}`;
  };
}

/** The file with the sound rows alone: the one that was taken, where every row in it is sound. */
async function soundRows(
  { connection, columns, folder }: Reading,
  taken: TakenRows,
  rows: string,
  anyOdd: boolean,
): Promise<RecordFile> {
  const unfit = await numberOf(connection, `SELECT count(*) FROM ${rows} WHERE NOT fit`);
  if (!anyOdd && unfit === 0) return { path: taken.path, row: taken.row, read: true };
  const path = join(folder, 'sound.parquet');
  const headers = columns.map((column) => sqlName(column.header)).join(', ');
  await connection.run(`COPY (SELECT record_row AS line, ${headers} FROM ${rows} r WHERE fit AND NOT coalesce(${holdsOddValue(columns, 'r')}, false)
      UNION ALL SELECT line, ${headers} FROM mended) TO ${sql(path)} (FORMAT parquet)`);
  return { path, row: 'line', read: true };
}
