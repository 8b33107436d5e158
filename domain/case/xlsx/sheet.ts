import { EMPTY, type RawCell, type RawRow } from '../raw.ts';
import { TooLargeError } from './package-parts.ts';
import type { Workbook } from './workbook.ts';
import { readXml, unescaped } from './xml.ts';

/** Ten million learning records of seven cells are CSV files, not a sheet (which has 1,048,576 rows). */
const MOST_CELLS = 16_000_000;

/** A cell as the file has it. */
interface WrittenCell {
  column: number;
  type: string;
  style: number;
  formula: boolean;
  /** Absent where the file keeps no value. */
  value: string | undefined;
}

/** The rows of a sheet that hold something, in the order of the sheet. */
export async function readSheet(chunks: AsyncIterable<Buffer>, workbook: Workbook): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  const merges: string[] = [];
  let row: RawRow = { row: 0, hidden: false, cells: [] };
  let cell: WrittenCell | undefined;
  let nextColumn = 0;
  let cells = 0;
  let inValue = false;
  let inPhonetic = false;
  await readXml(chunks, {
    open(name, attributes) {
      switch (name) {
        case 'c':
          nextColumn = attributes.r === undefined ? nextColumn : columnOf(attributes.r);
          cell = {
            column: nextColumn,
            type: attributes.t ?? 'n',
            style: Number(attributes.s ?? 0),
            formula: false,
            value: undefined,
          };
          nextColumn += 1;
          break;
        case 'v':
        case 't':
          if (inPhonetic || cell === undefined) break;
          inValue = true;
          cell.value ??= '';
          break;
        case 'f':
          if (cell !== undefined) cell.formula = true;
          break;
        case 'rPh':
          inPhonetic = true;
          break;
        case 'row':
          row = {
            row: attributes.r === undefined ? row.row + 1 : Number(attributes.r),
            hidden: attributes.hidden === '1' || attributes.hidden === 'true',
            cells: [],
          };
          nextColumn = 0;
          break;
        case 'mergeCell':
          if (attributes.ref !== undefined) merges.push(attributes.ref);
          break;
      }
    },
    text(text) {
      if (inValue && cell !== undefined) cell.value += text;
    },
    close(name) {
      switch (name) {
        case 'v':
        case 't':
          inValue = false;
          break;
        case 'rPh':
          inPhonetic = false;
          break;
        case 'c': {
          const read = cell === undefined ? EMPTY : rawCell(cell, workbook);
          if (cell !== undefined && read !== EMPTY) {
            cells += 1;
            if (cells > MOST_CELLS) throw new TooLargeError('cells');
            while (row.cells.length < cell.column) row.cells.push(EMPTY);
            row.cells[cell.column] = read;
          }
          cell = undefined;
          break;
        }
        case 'row':
          if (row.cells.length > 0) rows.push(row);
          break;
      }
    },
  });
  markMerged(rows, merges);
  return rows;
}

/** `AB12` → 27, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const code = reference.charCodeAt(index) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function rawCell({ type, style, formula, value }: WrittenCell, workbook: Workbook): RawCell {
  if (value === undefined) return formula ? { value: null, dirt: 'formula-without-value' } : EMPTY;
  const read = plain(type, style, value, workbook);
  return formula && read !== EMPTY ? { ...read, dirt: read.dirt ?? 'formula' } : read;
}

/** A formula that gives an empty text shows as a blank cell, and is one. */
function plain(type: string, style: number, value: string, workbook: Workbook): RawCell {
  switch (type) {
    case 's':
      return text(workbook.sharedStrings[Number(value)] ?? '');
    case 'str':
    case 'inlineStr':
      return text(unescaped(value));
    case 'b':
      return { value: value === '1' || value === 'true' };
    case 'e':
      return { value, dirt: 'error' };
    case 'd':
      return { value: value.slice(0, 19), isDate: true };
    default: {
      if (value === '') return EMPTY;
      const number = Number(value);
      return workbook.dateStyles.has(style) ? momentOf(number + (workbook.from1904 ? 1462 : 0)) : { value: number };
    }
  }
}

const text = (value: string): RawCell => (value === '' ? EMPTY : { value });

/** Serial of 9999-12-31, the last day that a spreadsheet knows; day 60 of 1900 never was, hence 25569. */
const LAST_DAY = 2_958_466;

/** A serial number as wall time; its fraction misses whole seconds by some milliseconds. */
function momentOf(serial: number): RawCell {
  if (!(serial >= 0 && serial < LAST_DAY)) return { value: null, dirt: 'error' };
  const time = Math.round((serial - 25_569) * 86_400) * 1000;
  return { value: new Date(time).toISOString().slice(0, 19), isDate: true };
}

/** Of merged cells only the first holds anything. Nothing is marked beyond the last written row and column. */
function markMerged(rows: RawRow[], merges: string[]): void {
  if (merges.length === 0) return;
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  const lastRow = rows.reduce((last, { row }) => Math.max(last, row), 0);
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  let marked = 0;
  for (const merge of merges) {
    const [from = '', to = from] = merge.split(':');
    const [top, bottom] = [Number(/\d+/.exec(from)?.[0]), Math.min(Number(/\d+/.exec(to)?.[0]), lastRow)];
    const [left, right] = [columnOf(from), Math.min(columnOf(to), width - 1)];
    for (let number = top; number <= bottom; number += 1) {
      const cells = byNumber.get(number)?.cells;
      for (let column = left; cells !== undefined && column <= right; column += 1) {
        if (number === top && column === left) continue;
        while (cells.length < column) cells.push(EMPTY);
        cells[column] = { value: null, dirt: 'merged' };
      }
      marked += right - left + 1;
      if (marked > MOST_CELLS) throw new TooLargeError('merged cells');
    }
  }
}
