import ExcelJS from 'exceljs';
import type { RawCell } from '../../../domain/case/cells/raw.ts';
import { readJpeg } from '../../../domain/case/files/jpeg.ts';
import { readJson } from '../../../domain/case/read-json.ts';
import { delimiterOf } from '../../../domain/case/records/csv-records.ts';
import { encodingOf } from '../../../domain/case/records/encoding.ts';
import { readCsv } from '../../../domain/case/records/read-csv.ts';
import { readXlsx } from '../../../domain/case/xlsx/read-xlsx.ts';
import { InputError } from '../../../domain/errors.ts';
import { fieldsByFastCsv } from '../fuzz/second-reader.ts';

export type FileKind = 'xlsx' | 'csv' | 'json' | 'jpeg' | 'zip';

/** What two readers make of one file. */
export interface Compared {
  verdict: 'same' | 'both refuse' | 'refused here alone' | 'refused there alone' | 'differs' | 'internal';
  reason: string;
}

export function kindOf(name: string): FileKind | undefined {
  const ending = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  if (['xlsx', 'xlsm'].includes(ending)) return 'xlsx';
  if (['csv', 'tsv', 'txt', 'prn'].includes(ending)) return 'csv';
  if (['jpg', 'jpeg'].includes(ending)) return 'jpeg';
  return ending === 'json' || ending === 'zip' ? ending : undefined;
}

/** @param alone without the second reader, which did not come to an end */
export async function compared(kind: FileKind, bytes: Buffer, alone = false): Promise<Compared> {
  const ours = await READERS[kind](bytes).then(
    (said) => ({ said }),
    (error) => ({ error }),
  );
  if ('error' in ours && !(ours.error instanceof InputError))
    return { verdict: 'internal', reason: placeOf(ours.error) };
  if (alone) return { verdict: 'refused there alone', reason: 'the other reader does not come to an end' };
  const theirs = await OTHERS[kind](bytes).catch(() => undefined);
  if ('error' in ours) {
    const reason = reasonOf((ours.error as InputError).message);
    return { verdict: theirs === undefined ? 'both refuse' : 'refused here alone', reason };
  }
  if (theirs === undefined)
    return { verdict: 'refused there alone', reason: 'the other reader is stricter, or damages itself' };
  const difference = differenceOf(kind, ours.said, theirs);
  return difference === undefined ? { verdict: 'same', reason: '' } : { verdict: 'differs', reason: difference };
}

type Grid = Map<string, string>;
type Reader = (bytes: Buffer) => Promise<Grid>;

const READERS: Record<FileKind, Reader> = {
  xlsx: async (bytes) => {
    const grid: Grid = new Map();
    for (const { name, rows, address } of await readXlsx('file', bytes))
      for (const { row, cells } of rows)
        for (const [place, cell] of cells.entries()) put(grid, name, address(row, place), textOf(cell));
    return grid;
  },
  csv: async (bytes) => {
    const { sheet, notes } = readCsv('file', 'file', bytes);
    // One broken record is left out and told; another parser gives up the whole file.
    if (notes.length > 0 && notes[0]?.rule !== 'csv-empty') throw new InputError(notes[0]?.rule ?? '');
    return gridOf(sheet.rows.map(({ cells }) => cells.map(textOf)));
  },
  json: async (bytes) => {
    readJson('file', bytes);
    return new Map();
  },
  jpeg: async (bytes) => {
    const reading = readJpeg(bytes);
    if (!reading.ok) throw new InputError(reading.reason);
    return new Map([['size', `${reading.width} × ${reading.height}`]]);
  },
  zip: async (bytes) => {
    await readXlsx('file', bytes);
    return new Map();
  },
};

const OTHERS: Record<FileKind, Reader> = {
  xlsx: async (bytes) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as never);
    const grid: Grid = new Map();
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) => {
        row.eachCell((cell) => {
          if (cell.master === cell) put(grid, sheet.name, cell.address, theirText(cell.value));
        });
      });
    return grid;
  },
  csv: async (bytes) => {
    const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
    return gridOf(
      (await fieldsByFastCsv(text, delimiterOf(text))).map((cells) => cells.map((cell) => textOf({ value: cell }))),
    );
  },
  json: async (bytes) => {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return new Map();
  },
  jpeg: async (bytes) => {
    const { loadImage } = await import('@napi-rs/canvas');
    const { width, height } = await loadImage(bytes);
    return new Map([['size', `${width} × ${height}`]]);
  },
  zip: async (bytes) => {
    await new ExcelJS.Workbook().xlsx.load(bytes as never);
    return new Map();
  },
};

function put(grid: Grid, sheet: string, place: string, text: string): void {
  if (text !== '') grid.set(`${sheet} ${place}`, text);
}

function gridOf(rows: string[][]): Grid {
  const grid: Grid = new Map();
  rows.forEach((cells, row) => {
    for (const [column, cell] of cells.entries()) put(grid, '', `${row} ${column}`, cell);
  });
  return grid;
}

function textOf({ value, dirt }: RawCell): string {
  if (dirt !== undefined) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(12)));
  return String(value ?? '')
    .replace(/^="(.*)"$/, '$1')
    .trim();
}

function theirText(value: ExcelJS.CellValue): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 19);
  if (value === null || typeof value !== 'object') return textOf({ value: value ?? null });
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('hyperlink' in value) return theirText(value.text as ExcelJS.CellValue);
  return '';
}

/** Kinds of difference, each with its reason; what has none is a question. */
function differenceOf(kind: FileKind, ours: Grid, theirs: Grid): string | undefined {
  const differing = [...theirs].filter(([place, text]) => ours.get(place) !== text);
  if (differing.length === 0) return undefined;
  const pairs = differing.map(([place, text]) => [ours.get(place) ?? '', text] as const);
  const all = (test: (own: string, other: string) => boolean) => pairs.every(([own, other]) => test(own, other));
  if (kind === 'jpeg') return 'size after turning by Exif orientation';
  if (theirs.size > 0 && all((own, other) => other === '0' && own !== ''))
    return 'shared strings whose part is written in another case: the other reader does not find them';
  if (all((own, other) => own === '' && other !== ''))
    return 'formulas, errors and merged cells are marked here and not read as values';
  const day = /^\d{4}-\d\d-\d\dT/;
  if (all((own, other) => own === '' || day.test(own) || day.test(other)))
    return 'dates: formats, 1904 and times without a day are understood differently';
  if (all((own, other) => own === '' || own.replace(/\s/g, '') === other.replace(/\s/g, '')))
    return 'blanks and line ends within a text';
  if (all((own, other) => own === '' || own === 'true' || own === 'false' || /_x[0-9A-F]{4}_/i.test(other)))
    return 'escaped characters and truth values';
  if (kind === 'csv') return 'long numbers, quotes in the middle of a field';
  return 'unexplained';
}

function reasonOf(message: string): string {
  for (const [pattern, reason] of REASONS) if (pattern.test(message)) return reason;
  return message.startsWith('csv-') ? `one record is refused: ${message.slice(4)}` : 'unexplained';
}

const REASONS: [RegExp, string][] = [
  [/应是以工作表名为键的对象/, 'JSON that is no object is no case'],
  [/嵌套超过/, 'nested deeper than a case is'],
  [/出现了两次/, 'a key twice in one object: parsers disagree'],
  [/不是有效的 JSON/, 'no JSON (RFC 8259)'],
  [/无法识别的字节/, 'bytes that are no text'],
  [/旧版 \.xls|打开密码/, 'older format or password'],
  [/超出 Excel 最后一行或最后一列/, 'cells beyond the last row or column of Excel'],
  [/不是 Excel 表格/, 'no package'],
  [/已损坏或不完整/, 'damaged package'],
  [/解压后过大|过大/, 'unpacks to too much'],
  [/空文件/, 'empty'],
  [/不是 JPEG/, 'no JPEG'],
  [/不完整|截断/, 'cut'],
  [/宽或高为 0/, 'a picture without a size'],
];

function placeOf(error: unknown): string {
  const own =
    error instanceof Error
      ? error.stack?.split('\n').find((line) => line.includes('file://') && !line.includes('node_modules'))
      : '';
  return `${error instanceof Error ? error.name : typeof error} ${/([\w-]+\/[\w-]+\.ts:\d+)/.exec(own ?? '')?.[1] ?? ''}`;
}
