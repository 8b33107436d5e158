import type { CellNote } from '../cells/cell-note.ts';
import { columnLetters, type RawRow, type RawSheet } from '../cells/raw.ts';
import { CsvRecords, delimiterOf } from './csv-records.ts';
import { decoderOf, encodingOf } from './encoding.ts';
import { lostRecord, textRow, type Unread } from './text-rows.ts';

/** As much of a file as is looked at to tell how it is written. */
export const HEAD = 256 * 1024;
const PIECE = 64 * 1024;

/** A sheet kept as text: its rows, and what is said of each record that is none. */
export interface CsvReading {
  sheet: RawSheet;
  notes: CellNote[];
  lost: ReturnType<typeof lostRecord>[];
}

/** A record sheet kept as delimited text: UTF-8, UTF-16 or GB18030; comma, tab, semicolon or bar. */
export function readCsv(file: string, name: string, bytes: Uint8Array): CsvReading {
  const rows: RawRow[] = [];
  const unread: Unread[] = [];
  let row = 0;
  if (isEmpty(bytes)) unread.push({ note: emptyFile(bytes.length) });
  const decode = decoderOf(encodingOf(bytes.subarray(0, HEAD)));
  const head = decode(bytes.subarray(0, HEAD));
  const records = new CsvRecords(delimiterOf(head), (record) => {
    row += 1;
    const read = textRow(row, record);
    if ('note' in read) unread.push(read);
    else rows.push(read.row);
  });
  records.write(withoutSeparatorLine(head));
  for (let at = HEAD; at < bytes.length; at += PIECE) records.write(decode(bytes.subarray(at, at + PIECE)));
  records.write(decode());
  records.end();
  return {
    sheet: { file, name, address: (at, column) => `${columnLetters(column)}${at}`, rows, textOnly: true },
    notes: unread.map(({ note }) => note),
    lost: unread.map(lostRecord),
  };
}

/** `sep=;` is no row of the table; the line stays, so that the rows below keep their numbers. */
export function withoutSeparatorLine(head: string): string {
  return head.replace(/^sep=.(?=\r?\n)/i, '');
}

/** Nothing, or blanks alone. */
export function isEmpty(bytes: Uint8Array): boolean {
  return bytes.length < HEAD && decoderOf(encodingOf(bytes))(bytes).replace(/[\0\s\uFEFF]/g, '') === '';
}

function emptyFile(size: number): CellNote {
  return {
    kind: 'violation',
    rule: 'csv-empty',
    row: 1,
    field: '',
    address: 'A1',
    message: `${size === 0 ? '是空文件（0 字节）' : '文件里只有空白'}，没有表头和数据；请重新导出，没有记录时请移走该文件`,
  };
}
