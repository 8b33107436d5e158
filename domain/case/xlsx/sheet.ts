import { EMPTY, type Merge, type RawRow } from '../cells/raw.ts';
import { rawCell, type WrittenCell } from './cell-value.ts';
import { markMerged, mergeOf } from './merged.ts';
import { PartError, TooLargeError } from './package-parts.ts';
import { COLUMNS, Places } from './reference.ts';
import type { Workbook } from './workbook.ts';
import { readXml } from './xml.ts';

/** Ten million learning records of seven cells are CSV files, not a sheet (which has 1,048,576 rows). */
const MOST_CELLS = 16_000_000;
/** Beyond these a column takes the next free place in `cells`: a sheet may be written in column XFD alone. */
const NEAR_COLUMNS = 64;

export interface SheetContent {
  /** The rows that hold something, in the order of the sheet. */
  rows: RawRow[];
  merges: Merge[];
  /** Places in `cells` whose columns are hidden. */
  hiddenColumns: Set<number>;
  /** The 0-based column of a place in `cells`. */
  columnAt: (place: number) => number;
}

/** @throws PartError, TooLargeError, BeyondSheetError */
export async function readSheet(chunks: AsyncIterable<Buffer>, workbook: Workbook): Promise<SheetContent> {
  const reading = new SheetReading(workbook);
  await readXml(chunks, reading);
  return reading.content();
}

class SheetReading {
  private readonly workbook: Workbook;
  private readonly rows: RawRow[] = [];
  private readonly merges: Merge[] = [];
  private readonly hidden: [number, number][] = [];
  private readonly places = new Places();
  private readonly farColumns: number[] = [];
  private readonly farPlaces = new Map<number, number>();
  private inData = false;
  private row: RawRow = { row: 0, hidden: false, cells: [] };
  private cell: (WrittenCell & { column: number }) | undefined;
  private cells = 0;
  private inValue = false;
  private inPhonetic = false;

  constructor(workbook: Workbook) {
    this.workbook = workbook;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    switch (name) {
      case 'sheetData':
        this.inData = true;
        break;
      case 'c':
        if (!this.inData) break;
        this.cell = {
          column: this.places.column(attributes.r),
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          formula: false,
          value: undefined,
        };
        break;
      case 'v':
      case 't':
        if (this.inPhonetic || this.cell === undefined) break;
        this.inValue = true;
        this.cell.value ??= '';
        break;
      case 'f':
        if (this.cell !== undefined) this.cell.formula = true;
        break;
      case 'rPh':
        this.inPhonetic = true;
        break;
      case 'row':
        // Anchors of buttons have a `row` of their own.
        if (this.inData)
          this.row = { row: this.places.startRow(attributes.r), hidden: isTrue(attributes.hidden), cells: [] };
        break;
      case 'mergeCell': {
        const merge = attributes.ref === undefined ? undefined : mergeOf(attributes.ref);
        if (merge !== undefined) this.merges.push(merge);
        break;
      }
      case 'col':
        if (isTrue(attributes.hidden)) this.hidden.push([Number(attributes.min) - 1, Number(attributes.max) - 1]);
        break;
    }
  };

  readonly text = (text: string): void => {
    if (this.inValue && this.cell !== undefined) this.cell.value += text;
  };

  readonly close = (name: string): void => {
    switch (name) {
      case 'v':
      case 't':
        this.inValue = false;
        break;
      case 'rPh':
        this.inPhonetic = false;
        break;
      case 'c':
        if (this.cell !== undefined) this.keep(this.cell);
        this.cell = undefined;
        break;
      case 'row':
        if (this.inData && this.row.cells.length > 0) this.rows.push(this.row);
        break;
      case 'sheetData':
        this.inData = false;
        break;
    }
  };

  content(): SheetContent {
    const rows = inOrder(this.rows);
    const hiddenColumns = new Set<number>();
    const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
    for (let place = 0; place < width; place += 1) {
      const column = this.columnAt(place);
      if (this.hidden.some(([from, to]) => column >= from && column <= to)) hiddenColumns.add(place);
    }
    return {
      rows,
      merges: markMerged(
        rows,
        this.merges.filter(({ left }) => left < NEAR_COLUMNS),
      ),
      hiddenColumns,
      columnAt: this.columnAt,
    };
  }

  private keep(cell: WrittenCell & { column: number }): void {
    const read = rawCell(cell, this.workbook);
    if (read === EMPTY) return;
    const { cells } = this.row;
    const place = this.placeOf(cell.column);
    if (cells[place] !== undefined && cells[place] !== EMPTY) throw new PartError('one cell twice');
    this.cells += Math.max(1, place + 1 - cells.length);
    if (this.cells > MOST_CELLS) throw new TooLargeError('cells');
    while (cells.length < place) cells.push(EMPTY);
    cells[place] = read;
  }

  private placeOf(column: number): number {
    if (column < NEAR_COLUMNS) return column;
    let place = this.farPlaces.get(column);
    if (place === undefined) {
      place = NEAR_COLUMNS - 1 + this.farColumns.push(column);
      this.farPlaces.set(column, place);
    }
    return place;
  }

  private readonly columnAt = (place: number): number =>
    place < NEAR_COLUMNS ? place : (this.farColumns[place - NEAR_COLUMNS] ?? COLUMNS - 1);
}

const isTrue = (attribute: string | undefined) => attribute === '1' || attribute === 'true';

/** Some programs write rows in another order, or one in two pieces. @throws PartError when one cell is there twice */
function inOrder(rows: RawRow[]): RawRow[] {
  if (rows.every(({ row }, index) => index === 0 || row > (rows[index - 1]?.row ?? 0))) return rows;
  const byNumber = new Map<number, RawRow>();
  for (const row of rows) {
    const known = byNumber.get(row.row);
    if (known === undefined) byNumber.set(row.row, row);
    else joinRow(known, row);
  }
  return [...byNumber.values()].sort((a, b) => a.row - b.row);
}

function joinRow(known: RawRow, more: RawRow): void {
  more.cells.forEach((cell, place) => {
    if (cell === EMPTY) return;
    if (known.cells[place] !== undefined && known.cells[place] !== EMPTY) throw new PartError('one cell twice');
    while (known.cells.length < place) known.cells.push(EMPTY);
    known.cells[place] = cell;
  });
  known.hidden &&= more.hidden;
}
