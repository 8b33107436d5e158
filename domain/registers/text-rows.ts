import { columnLetters, type RawRow } from '../case/cells/raw.ts';
import { isPlain } from '../case/records/as-it-lies.ts';
import { headOf } from '../case/records/beginning.ts';
import { CountedNotes } from '../case/records/counted-notes.ts';
import { CsvRecords } from '../case/records/csv-records.ts';
import { HEAD, withoutSeparatorLine } from '../case/records/read-csv.ts';
import type { Reading } from '../case/records/reading.ts';
import { csvAsItLies, csvCopy, writeCopy } from '../case/records/take-rows.ts';
import { textRow } from '../case/records/text-rows.ts';
import { REGISTER_COLUMNS } from './columns.ts';
import { noHeader, type RegisterHeader, registerHeader } from './header.ts';
import { namedFields, type RawRows, type RegisterFile } from './raw-rows.ts';

/** A register kept as delimited text: UTF-8, UTF-16 or GB18030, titles above the header. */
export async function rowsOfText(
  { file, path, size, folder }: RegisterFile,
  connection: Reading['connection'],
): Promise<RawRows> {
  const source = { name: file, path, size, kind: 'text' as const };
  const beginning = await headOf(source);
  const head: RawRow[] = [];
  let width = 1;
  let count = 0;
  const records = new CsvRecords(beginning.delimiter, (record) => {
    count += 1;
    width = Math.max(width, record.cells.length);
    const read = textRow(count, record);
    if ('row' in read) head.push(read.row);
  });
  records.write(withoutSeparatorLine(beginning.text));
  // The last record of a longer file may be cut off at the end of the piece.
  if (size <= HEAD) records.end();
  const address = (row: number, column: number) => `${columnLetters(column)}${row}`;
  const header = registerHeader(file, { file, name: '登记', rows: head, textOnly: true, address });
  if (header === undefined) throw noHeader(file);
  const layout = { first: header.last + 1, width };
  const parts = [{ letters: lettersOf(header, columnLetters) }];
  const fields = namedFields(REGISTER_COLUMNS, header.places);
  const shape = { keys: header.keys, roles: header.roles, parts };
  const above = head.filter(({ row }) => row <= header.last);
  const oneLineEach = above.every(({ cells }) => cells.every(({ value }) => !String(value).includes('\n')));
  if (oneLineEach && (await isPlain(source, beginning.encoding))) {
    const read = await connection
      .run(`CREATE TABLE lying AS SELECT ${fields} FROM ${csvAsItLies(path, layout, beginning.delimiter)}`)
      .then(
        () => true,
        () => false,
      );
    // In the order of the file, so that the number of a row is known afterwards.
    if (read) return { ...shape, sql: `(SELECT 0 AS part, rowid + ${layout.first} AS line, * FROM lying)`, broken: 0 };
  }
  const lost: Reading['lost'] = [];
  const copy = await writeCopy({ source, layout, folder, notes: new CountedNotes([]), lost }, beginning);
  return {
    ...shape,
    sql: `(SELECT 0 AS part, line, ${fields} FROM ${csvCopy(copy, width)})`,
    broken: lost.length,
  };
}

/** Letters of each column that a header has. */
export function lettersOf({ places }: RegisterHeader, letters: (place: number) => string) {
  return Object.fromEntries(
    REGISTER_COLUMNS.flatMap(({ key }, index) => {
      const place = places[index];
      return place === undefined ? [] : [[key, letters(place)]];
    }),
  );
}
