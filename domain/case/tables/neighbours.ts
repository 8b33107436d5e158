import { fold } from '../../fold.ts';
import { isBlank, type Merge, type RawRow, type RawSheet } from '../cells/raw.ts';
import type { Header } from './find-header.ts';

/** Rows below a row that tell whether it belongs to the foot or to the head of a page. */
const LOOKED_AT = 5;

/** What is known of a row by itself. */
interface RowTests {
  isData: (row: RawRow) => boolean;
  isHeader: (row: RawRow) => boolean;
}

/** What the rows around a row say of it: the titles above the header, the cells it is merged with, what comes next. */
export class Neighbours {
  readonly #rows: readonly RawRow[];
  readonly #merges: readonly Merge[];
  readonly #titles: ReadonlySet<string>;
  readonly #tests: RowTests;
  readonly #down = new Map<number, Merge[]>();

  constructor({ rows, merges = [] }: RawSheet, header: Header, tests: RowTests) {
    this.#rows = rows;
    this.#tests = tests;
    this.#merges = merges.filter(({ top, bottom }) => top > header.last && bottom > top);
    const above = rows.filter(({ row }) => row < header.first).map(({ cells }) => textsOf(cells));
    this.#titles = new Set(above.filter((texts) => texts.length > 0).map((texts) => texts.join('\n')));
  }

  /** What stands above the header as well: printed again on each page. */
  isTitle(texts: readonly string[]): boolean {
    return this.#titles.has(texts.join('\n'));
  }

  /** The first rows of the merges that a row lies in, of the columns in `places`. */
  mergedWith({ row, cells }: RawRow, places: readonly number[]): RawRow[] {
    return places.flatMap((at) => {
      if (cells[at]?.dirt !== 'merged') return [];
      const merges = this.#downIn(at);
      const merge = merges[firstFrom(merges, ({ top }) => top >= row) - 1];
      const top = merge === undefined || merge.bottom < row ? undefined : this.#rows[this.#indexOf(merge.top)];
      return top !== undefined && top.row === merge?.top ? [top] : [];
    });
  }

  /** The header comes next, printed again, whatever title stands above it there. */
  opensPage(row: RawRow): boolean {
    const next = this.#next(row);
    const header = next.findIndex((one) => this.#tests.isHeader(one));
    return header >= 0 && !next.slice(0, header).some((one) => this.#tests.isData(one));
  }

  /** No row of data comes next. */
  closes(row: RawRow): boolean {
    const next = this.#next(row);
    const header = next.findIndex((one) => this.#tests.isHeader(one));
    return !next.slice(0, header < 0 ? undefined : header).some((one) => this.#tests.isData(one));
  }

  /** By their first rows, which come in order. */
  #downIn(column: number): readonly Merge[] {
    const known = this.#down.get(column);
    if (known !== undefined) return known;
    const own = this.#merges.filter(({ left, right }) => left <= column && column <= right);
    this.#down.set(
      column,
      own.toSorted((a, b) => a.top - b.top),
    );
    return this.#downIn(column);
  }

  #next({ row }: RawRow): readonly RawRow[] {
    const from = this.#indexOf(row) + 1;
    return this.#rows.slice(from, from + LOOKED_AT);
  }

  #indexOf(wanted: number): number {
    return firstFrom(this.#rows, ({ row }) => row >= wanted);
  }
}

/** Index of the first item, of those in order, that is far enough. */
function firstFrom<Item>(items: readonly Item[], isFarEnough: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isFarEnough(items[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function textsOf(cells: RawRow['cells']): string[] {
  return cells.flatMap((cell) => (isBlank(cell) ? [] : [fold(cell.value)]));
}
