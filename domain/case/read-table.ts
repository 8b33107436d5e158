import { readCell } from './cell.ts';
import type { Column } from './layout.ts';
import type { PersonalCells } from './personal.ts';
import { isBlank, type RawRow, type RawSheet, sameName } from './raw.ts';

/** A problem or a doubt at one cell of a sheet. */
export interface CellNote {
  kind: 'violation' | 'doubt';
  rule: string;
  row: number;
  field: string;
  address?: string;
  message: string;
  basis?: string;
}

export type RecordValues = Record<string, string | number | undefined>;

export interface TableReading {
  /** Rows whose every cell could be read, as `{row, key: value}`. */
  rows: RecordValues[];
  /** Every data row, bad cells left out: so that one bad cell does not make other rows look wrong. */
  seen: RecordValues[];
  notes: CellNote[];
  /** Rows that hold data, good or bad. */
  total: number;
  /** Address of a column in a row, for checks across rows. */
  addressOf: (row: number, header: string) => string | undefined;
}

/** How far down the header may stand: people put a title or two above it. */
const HEADER_ROWS = 6;

/** Reads a sheet that is a list; forgives order, spaces, full-width forms and further columns. */
export function readTable(sheet: RawSheet, columns: readonly Column[], personal?: PersonalCells): TableReading {
  const notes: CellNote[] = [];
  const header = findHeader(sheet.rows, columns);
  if (header === undefined) {
    const first = sheet.rows[0]?.row ?? 1;
    notes.push({
      kind: 'violation',
      rule: 'no-header',
      row: first,
      field: '',
      address: sheet.address(first, 0),
      message: `工作表「${sheet.name}」没有表头行；请保留第一行的列名：${columns.map((column) => column.header).join('、')}`,
    });
    return { rows: [], seen: [], notes, total: 0, addressOf: () => undefined };
  }
  const places = placeColumns(sheet, header, columns, notes);
  const rows: RecordValues[] = [];
  const seen: RecordValues[] = [];
  let total = 0;
  for (const row of dataRows(sheet, header)) {
    if (row.cells.every(isBlank)) {
      noteBlankRow(sheet, row, notes);
      continue;
    }
    if (isExample(row)) continue;
    total += 1;
    if (row.hidden)
      notes.push({
        kind: 'doubt',
        rule: 'hidden-row',
        row: row.row,
        field: '',
        address: sheet.address(row.row, 0),
        message: `第 ${row.row} 行被隐藏，仍按数据读取；如不需要请删除该行`,
      });
    const { record, whole } = readRow(sheet, row, columns, places, notes, personal);
    seen.push(record);
    if (whole) rows.push(record);
  }
  // Taken out of the sheet, so that who keeps the places does not keep a million raw rows alive.
  const { address } = sheet;
  return {
    rows,
    seen,
    notes,
    total,
    addressOf: (row, name) => {
      const index = columns.findIndex((column) => column.header === name);
      const place = places[index];
      return place === undefined ? undefined : address(row, place);
    },
  };
}

function findHeader(rows: RawRow[], columns: readonly Column[]): RawRow | undefined {
  const wanted = new Set(columns.map((column) => sameName(column.header)));
  const matches = (row: RawRow) =>
    new Set(row.cells.map((cell) => sameName(cell?.value)).filter((name) => wanted.has(name))).size;
  return rows.slice(0, HEADER_ROWS).find((row) => matches(row) >= Math.min(2, columns.length));
}

/** 0-based position of each column, undefined where it is missing. */
function placeColumns(
  sheet: RawSheet,
  header: RawRow,
  columns: readonly Column[],
  notes: CellNote[],
): (number | undefined)[] {
  return columns.map((column) => {
    const found = header.cells.flatMap((cell, index) =>
      cell !== undefined && sameName(cell.value) === sameName(column.header) ? [index] : [],
    );
    const [first, second] = found;
    if (second !== undefined) {
      notes.push({
        kind: 'violation',
        rule: 'duplicate-header',
        row: header.row,
        field: column.header,
        address: sheet.address(header.row, second),
        message: `列名「${column.header}」出现了 ${found.length} 次，只读取第一列；请删除或改名多余的列`,
      });
    }
    if (first === undefined && !column.kind.startsWith('optional')) {
      notes.push({
        kind: 'violation',
        rule: 'missing-column',
        row: header.row,
        field: column.header,
        address: sheet.address(header.row, 0),
        message: `工作表「${sheet.name}」缺少「${column.header}」列；请补上该列并填写`,
      });
    }
    return first;
  });
}

function dataRows(sheet: RawSheet, header: RawRow): RawRow[] {
  return sheet.rows.filter((row) => row.row > header.row);
}

/** Rows of nothing are nothing; rows of spaces are what somebody left behind. */
function noteBlankRow(sheet: RawSheet, row: RawRow, notes: CellNote[]): void {
  const spaces = row.cells.findIndex((cell) => typeof cell?.value === 'string' && cell.value !== '');
  if (spaces < 0 || sheet.textOnly) return;
  notes.push({
    kind: 'doubt',
    rule: 'blank-row',
    row: row.row,
    field: '',
    address: sheet.address(row.row, spaces),
    message: `第 ${row.row} 行只有空格，已忽略；建议删除该行`,
  });
}

function isExample(row: RawRow): boolean {
  return sameName(row.cells.find((cell) => !isBlank(cell))?.value).startsWith('示例');
}

function readRow(
  sheet: RawSheet,
  row: RawRow,
  columns: readonly Column[],
  places: (number | undefined)[],
  notes: CellNote[],
  personal: PersonalCells | undefined,
): { record: RecordValues; whole: boolean } {
  const record: RecordValues = { row: row.row };
  let whole = true;
  columns.forEach((column, index) => {
    const place = places[index];
    if (place === undefined) {
      whole &&= column.kind.startsWith('optional');
      if (column.kind === 'optionalText') record[column.key] = '';
      return;
    }
    personal?.add(column, row.cells[place]);
    const reading = readCell(row.cells[place] ?? { value: null }, column, sheet.textOnly);
    const at = { row: row.row, field: column.header, address: sheet.address(row.row, place) };
    for (const doubt of reading.doubts) notes.push({ kind: 'doubt', ...at, ...doubt });
    if (reading.problem !== undefined) {
      whole = false;
      notes.push({ kind: 'violation', ...at, ...reading.problem });
    }
    const value = reading.value ?? (column.kind === 'optionalText' ? '' : undefined);
    if (value !== undefined) record[column.key] = value;
  });
  return { record, whole };
}
