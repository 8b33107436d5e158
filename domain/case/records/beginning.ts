import type { CellNote } from '../cells/cell-note.ts';
import { columnLetters, type RawRow, type RawSheet } from '../cells/raw.ts';
import { openPlain } from '../files/plain-file.ts';
import type { Column } from '../model/layout.ts';
import { readTable } from '../tables/read-table.ts';
import { CsvRecords, delimiterOf } from './csv-records.ts';
import { decoderOf, type Encoding, encodingOf } from './encoding.ts';
import { HEAD, withoutSeparatorLine } from './read-csv.ts';
import type { RecordSource, RecordTitle } from './record-files.ts';
import { lostRecord, textRow, type Unread } from './text-rows.ts';

export interface Beginning {
  encoding: Encoding;
  delimiter: string;
  text: string;
}

/** Its first bytes, and how they are written. */
export async function headOf({ path, name }: RecordSource): Promise<Beginning> {
  const file = await openPlain(path, name);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const encoding = encodingOf(bytes);
    const text = decoderOf(encoding)(bytes);
    return { encoding, delimiter: delimiterOf(text), text };
  } finally {
    await file.close();
  }
}

export interface Layout {
  /** Rows above the data, the header among them. */
  head: RawRow[];
  /** Row of the first data. */
  first: number;
  width: number;
  /** 0-based field of each column. */
  places: (number | undefined)[];
  notes: CellNote[];
  /** Records above the data that are none. */
  lost: ReturnType<typeof lostRecord>[];
}

/** Where the data begin and the columns stand, as the reader of small files says of the beginning. */
export function layoutOf(
  source: RecordSource,
  title: RecordTitle,
  { text, delimiter }: Beginning,
  columns: readonly Column[],
): Layout {
  const rows: RawRow[] = [];
  const broken: Unread[] = [];
  let row = 0;
  const records = new CsvRecords(delimiter, (record) => {
    row += 1;
    const read = textRow(row, record);
    if ('row' in read) rows.push(read.row);
    else broken.push(read);
  });
  // The last record may be cut off at the end of the piece, so it is left out.
  records.write(withoutSeparatorLine(text));
  const sheet: RawSheet = {
    file: source.name,
    name: title,
    rows,
    textOnly: true,
    address: (at, column) => `${columnLetters(column)}${at}`,
  };
  const reading = readTable(sheet, title);
  const first = Math.min(...reading.seen.map((seen) => Number(seen.row)), row + 1);
  const places = columns.map(({ header }) => {
    const place = reading.addressOf(first, header);
    return place === undefined ? undefined : columnIndex(place);
  });
  return {
    head: rows.filter((one) => one.row < first),
    first,
    width: Math.max(...rows.map((one) => one.cells.length), 1),
    places,
    notes: [...reading.notes, ...broken.map(({ note }) => note)].filter((note) => note.row < first),
    lost: broken.filter(({ note }) => note.row < first).map(lostRecord),
  };
}

/** C12 → 2 */
function columnIndex(address: string): number {
  return [...address.replace(/\d+$/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
