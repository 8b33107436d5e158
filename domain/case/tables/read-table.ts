import { readCell } from '../cells/cell.ts';
import type { CellNote } from '../cells/cell-note.ts';
import type { CellReading } from '../cells/cell-reading.ts';
import type { PersonalCells } from '../cells/personal.ts';
import { quoted } from '../cells/quoted.ts';
import { isBlank, type RawCell, type RawRow, type RawSheet } from '../cells/raw.ts';
import { shown } from '../cells/shown-text.ts';
import { type Column, TABLES, type TableName } from '../model/layout.ts';
import { findHeader, type Header } from './find-header.ts';
import { joinMerged } from './merged-notes.ts';
import { noteOtherRows, type OtherRows } from './other-rows.ts';
import { rowKinds } from './row-kind.ts';
import { joinedMoment, NO_TIME, type SplitMoment, splitMoments } from './split-moments.ts';

export type RecordValues = Record<string, string | number | undefined>;

export interface TableReading {
  /** Rows whose every cell could be read, as `{row, key: value}`. */
  rows: RecordValues[];
  /** Every data row, bad cells left out: so that one bad cell does not make other rows look wrong. */
  seen: RecordValues[];
  /** The data rows that are not among `rows`, each with what stands where its ID number should. */
  lost: { record: RecordValues; written: string | undefined }[];
  notes: CellNote[];
  /** Rows that hold data, good or bad. */
  total: number;
  /** Address of a column in a row, for checks across rows. */
  addressOf: (row: number, header: string) => string | undefined;
  /** Our columns → what the sheet calls them; empty without a header. */
  columns: Record<string, string>;
  headerRow: number;
}

/** Reads a sheet that is a list; forgives order, spaces, full-width forms, usual names and further columns. */
export function readTable(sheet: RawSheet, title: TableName, personal?: PersonalCells): TableReading {
  const columns: readonly Column[] = TABLES[title];
  const header = findHeader(sheet, title, columns);
  if (header === undefined) return withoutHeader(sheet, columns);
  const reader = new TableReader(sheet, columns, header, personal);
  reader.read();
  const { places } = header;
  // Not from the sheet itself: a function that refers to it would keep a million raw rows in memory.
  const { address } = sheet;
  return {
    rows: reader.rows,
    seen: reader.seen,
    lost: reader.lost,
    notes: [...headerNotes(sheet, title, columns, header), ...joinMerged(reader.notes)],
    total: reader.seen.length,
    addressOf: (row, name) => {
      const place = places[columns.findIndex((column) => column.header === name)];
      return place === undefined ? undefined : address(row, place);
    },
    columns: Object.fromEntries(
      columns.flatMap((column, index) => {
        const written = header.written[index];
        return written === undefined ? [] : [[column.header, written]];
      }),
    ),
    headerRow: header.last,
  };
}

function withoutHeader(sheet: RawSheet, columns: readonly Column[]): TableReading {
  const first = sheet.rows[0]?.row ?? 1;
  const note: CellNote = {
    kind: 'violation',
    rule: 'no-header',
    row: first,
    field: '',
    address: sheet.address(first, 0),
    message: `工作表「${sheet.name}」没有表头行；请保留第一行的列名：${columns.map((column) => column.header).join('、')}`,
  };
  const filled = sheet.rows.filter(({ cells }) => cells.some((cell) => !isBlank(cell)));
  return {
    ...{ rows: [], seen: [], notes: [note], total: 0, addressOf: () => undefined, columns: {}, headerRow: first },
    lost: filled.length > 0 ? [{ record: {}, written: undefined }] : [],
  };
}

/** What is wrong with the header itself. */
function headerNotes(sheet: RawSheet, title: TableName, columns: readonly Column[], header: Header): CellNote[] {
  const at = (field: string, place: number) => ({
    kind: 'violation' as const,
    row: header.last,
    field,
    address: sheet.address(header.last, place),
  });
  const twice = header.twice.map(({ column, places }) => ({
    ...at(column.header, places[1] ?? 0),
    rule: 'duplicate-header',
    message: `列名「${column.header}」出现了 ${places.length} 次，只读取第一列；请删除或改名多余的列`,
  }));
  const spare = header.labels.flatMap((labels, place) =>
    header.places.includes(place) ? [] : labels.slice(-1).map((label) => quoted(label, 20)),
  );
  const missing = columns.filter(
    ({ kind, serial }, index) => header.places[index] === undefined && !kind.startsWith('optional') && !serial,
  );
  return [
    ...twice,
    ...optionalMissing(sheet, columns, header, spare).map((message) => ({
      ...at('', 0),
      kind: 'doubt' as const,
      rule: 'missing-column',
      message,
    })),
    ...missing.map((column) => ({
      ...at(column.header, 0),
      rule: 'missing-column',
      message: `工作表「${sheet.name}」缺少「${column.header}」列${spare.length === 0 ? '' : `，没有用到的列有${spare.slice(0, 8).join('')}`}；请补上该列并填写，或把列名改为「${column.header}」${title === sheet.name ? '' : `（按「${title}」读取）`}`,
    })),
  ];
}

/**
 * Columns that may be empty but are not there at all: what judges by them judges nothing, which has to be said. A text
 * file leaves out by nature what it has nothing for.
 */
function optionalMissing(sheet: RawSheet, columns: readonly Column[], header: Header, spare: string[]): string[] {
  const gone = columns.filter(({ kind }, index) => kind.startsWith('optional') && header.places[index] === undefined);
  if (sheet.textOnly || gone.length === 0) return [];
  const others = spare.length === 0 ? '' : `，没有用到的列有${spare.slice(0, 8).join('')}`;
  return [
    `工作表「${sheet.name}」没有${gone.map((column) => `「${column.header}」`).join('')}列${others}；要用到这些内容的核查无法进行，如有数据请补上该列`,
  ];
}

function noTime({ header }: Column): CellReading {
  return { doubts: [], problem: { rule: 'date', message: `「${header}」只有日期，时间一列为空；请补填时间` } };
}

class TableReader {
  readonly rows: RecordValues[] = [];
  readonly seen: RecordValues[] = [];
  readonly lost: TableReading['lost'] = [];
  readonly notes: CellNote[] = [];
  readonly #sheet: RawSheet;
  readonly #columns: readonly Column[];
  readonly #header: Header;
  readonly #personal: PersonalCells | undefined;
  readonly #split: ReadonlyMap<number, SplitMoment>;

  constructor(sheet: RawSheet, columns: readonly Column[], header: Header, personal: PersonalCells | undefined) {
    this.#sheet = sheet;
    this.#columns = columns;
    this.#header = header;
    this.#personal = personal;
    this.#split = splitMoments(sheet, header, columns);
  }

  read(): void {
    const kindOf = rowKinds(this.#sheet, this.#header, this.#columns);
    const others: OtherRows = { blank: [], serialOnly: [], headers: [], notData: [] };
    for (const row of this.#sheet.rows) {
      if (row.row <= this.#header.last) continue;
      switch (kindOf(row)) {
        case 'data':
          this.#data(row);
          break;
        case 'blank':
          others.blank.push(row);
          break;
        case 'serial-only':
          others.serialOnly.push(row);
          break;
        case 'repeated-header':
          others.headers.push(row);
          break;
        case 'not-data':
          others.notData.push(row);
          // People sign the tables they fill in, so remarks may hold a name too.
          for (const [index, column] of this.#columns.entries()) this.#personal?.add(column, this.#cell(row, index));
          break;
      }
    }
    this.notes.push(...noteOtherRows(this.#sheet, others));
  }

  #data(row: RawRow): void {
    if (row.hidden)
      this.notes.push({
        kind: 'doubt',
        rule: 'hidden-row',
        row: row.row,
        field: '',
        address: this.#sheet.address(row.row, 0),
        message: `第 ${row.row} 行被隐藏，仍按数据读取；如不需要请删除该行`,
      });
    const record: RecordValues = { row: row.row };
    let whole = true;
    this.#columns.forEach((column, index) => {
      const read = this.#value(row, column, index, record);
      whole &&= read;
    });
    this.seen.push(record);
    if (whole) this.rows.push(record);
    else this.lost.push({ record, written: this.#writtenNumber(row) });
  }

  /** Reads a cell into the record; false when it keeps the row from being whole. */
  #value(row: RawRow, column: Column, index: number, record: RecordValues): boolean {
    const cell = this.#cell(row, index);
    if (cell !== undefined) this.#personal?.add(column, cell);
    if (column.serial && (cell === undefined || isBlank(cell))) {
      record[column.key] = this.seen.length + 1;
      return true;
    }
    const place = this.#header.places[index];
    if (place === undefined || cell === undefined) {
      if (column.kind === 'optionalText') record[column.key] = '';
      return column.kind.startsWith('optional');
    }
    const reading = cell === NO_TIME ? noTime(column) : shown(readCell(cell, column, this.#sheet.textOnly), column);
    const at = { row: row.row, field: column.header, address: this.#sheet.address(row.row, place) };
    for (const doubt of reading.doubts) this.notes.push({ kind: 'doubt', ...at, ...doubt });
    if (reading.problem !== undefined) this.notes.push({ kind: 'violation', ...at, ...reading.problem });
    const value = reading.value ?? (column.kind === 'optionalText' ? '' : undefined);
    if (value !== undefined) record[column.key] = value;
    return reading.problem === undefined;
  }

  #cell(row: RawRow, index: number): RawCell | undefined {
    const place = this.#header.places[index];
    if (place === undefined) return undefined;
    const split = this.#split.get(index);
    return split === undefined ? (row.cells[place] ?? { value: null }) : joinedMoment(row, split);
  }

  #writtenNumber(row: RawRow): string | undefined {
    const index = this.#columns.findIndex(({ kind }) => kind === 'idNumber');
    const written = index < 0 ? undefined : this.#cell(row, index)?.value;
    return written == null ? undefined : String(written);
  }
}
