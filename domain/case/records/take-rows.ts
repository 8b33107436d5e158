import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { openPlain } from '../files/plain-file.ts';
import { isPlain } from './as-it-lies.ts';
import type { Beginning, Layout } from './beginning.ts';
import { plainSql, sql, sqlName } from './column-sql.ts';
import { CsvRecords } from './csv-records.ts';
import { decoderOf } from './encoding.ts';
import { withoutSeparatorLine } from './read-csv.ts';
import { type Reading, refuseRecord } from './reading.ts';
import { textRow } from './text-rows.ts';

const PIECE = 256 * 1024;

export interface TakenRows {
  /** Parquet; the columns are named as the headers, beside them `fit` and `raw`. */
  path: string;
  /** Number of a row in the person's file, as SQL over the columns and `file_row_number`. */
  row: string;
}

/** Takes the rows of the file into Parquet: DuckDB reads it as it lies where it can, else a copy in plain CSV. */
export async function takeRows(reading: Reading, beginning: Beginning): Promise<TakenRows> {
  const { layout, source, folder } = reading;
  const path = join(folder, 'taken.parquet');
  const oneLineEach = layout.head.every(({ cells }) => cells.every(({ value }) => !String(value).includes('\n')));
  if (
    (await isPlain(source, beginning.encoding)) &&
    oneLineEach &&
    (await takeAsItLies(reading, beginning.delimiter, path))
  )
    return { path, row: `file_row_number + ${layout.first}` };
  await takeCopy(reading, await writeCopy(reading, beginning), path);
  return { path, row: 'line' };
}

/** False when DuckDB finds a quote or a width that it does not take. */
async function takeAsItLies(reading: Reading, delimiter: string, to: string): Promise<boolean> {
  const { connection, layout, source } = reading;
  return connection.run(takeStatement(reading, csvAsItLies(source.path, layout, delimiter), 'NULL::BIGINT', to)).then(
    () => true,
    () => false,
  );
}

async function takeCopy(reading: Reading, copy: string, to: string): Promise<void> {
  await reading.connection.run(takeStatement(reading, csvCopy(copy, reading.layout.width), 'line', to));
}

const fieldTypes = (width: number) => Array.from({ length: width }, (_, place) => `'c${place}': 'VARCHAR'`).join(', ');

/** The data rows of a file that DuckDB can read as it lies; fields c0, c1, … as text. */
export const csvAsItLies = (path: string, { first, width }: Pick<Layout, 'first' | 'width'>, delimiter: string) =>
  `read_csv(${sql(path)}, auto_detect = false, delim = ${sql(delimiter)}, quote = '"', escape = '"', header = false,
    skip = ${first - 1}, all_varchar = true, null_padding = true, strict_mode = true, columns = {${fieldTypes(width)}})`;

/** The rows of a copy, with the number of each as `line`. */
export const csvCopy = (path: string, width: number) =>
  `read_csv(${sql(path)}, auto_detect = false, delim = ',', quote = '"', escape = '"', header = false, new_line = '\\n',
    all_varchar = true, columns = {'line': 'BIGINT', ${fieldTypes(width)}})`;

/**
 * One row for each record. `fit`: every field has a form that needs no second look; `raw`: all fields of a row that is
 * not fit, unless they are all empty. What the columns hold is judged later, once for each different value.
 */
function takeStatement({ columns, layout }: Reading, from: string, line: string, to: string): string {
  const plain = columns.map((column, index) => plainSql(column, layout.places[index]));
  const fields = Array.from({ length: layout.width }, (_, place) => `c${place}`);
  const fit = plain.map(({ fit }) => fit).join(' AND ');
  const values = plain.map(
    ({ value }, index) => `CASE WHEN fit THEN ${value} END AS ${sqlName(columns[index]?.header)}`,
  );
  return `COPY (SELECT line, fit,
        CASE WHEN NOT fit AND coalesce(${fields.join(', ')}) IS NOT NULL THEN [${fields.join(', ')}] END AS raw,
        ${values.join(', ')}
      FROM (SELECT ${line} AS line, ${fit} AS fit, ${fields.join(', ')} FROM ${from})) TO ${sql(to)} (FORMAT parquet)`;
}

/** A copy in plain CSV with the number of each row; records that cannot be read are left out and noted. */
export async function writeCopy(
  reading: Pick<Reading, 'source' | 'folder' | 'notes' | 'lost'> & { layout: Pick<Layout, 'first' | 'width'> },
  beginning: Beginning,
): Promise<string> {
  const { source, layout, folder } = reading;
  const path = join(folder, 'written.csv');
  const file = await openPlain(source.path, source.name);
  const out = createWriteStream(path);
  let waiting: string[] = [];
  let row = 0;
  const decode = decoderOf(beginning.encoding);
  const records = new CsvRecords(beginning.delimiter, (record) => {
    row += 1;
    if (row < layout.first) return;
    const read = textRow(row, record);
    if ('note' in read) refuseRecord(reading, read);
    else {
      const cells = Array.from({ length: layout.width }, (_, place) => record.cells[place] ?? '');
      waiting.push(`${row},${cells.map((cell) => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`)).join(',')}\n`);
    }
  });
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (let first = true; ; first = false) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      const text = decode(bytesRead === 0 ? undefined : buffer.subarray(0, bytesRead));
      records.write(first ? withoutSeparatorLine(text) : text);
      if (bytesRead === 0) records.end();
      if (waiting.length > 0 && !out.write(waiting.join(''))) await once(out, 'drain');
      waiting = [];
      if (bytesRead === 0) break;
    }
    out.end();
    await once(out, 'finish');
  } finally {
    out.destroy();
    await file.close();
  }
  return path;
}
