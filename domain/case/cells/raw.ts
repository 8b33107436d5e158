import { fold, isInvisible } from '../../fold.ts';

/** A cell before it means anything. */
export interface RawCell {
  value: string | number | boolean | null;
  /**
   * Set when `value` is what the file itself keeps as a date: a moment `2022-05-09T08:58:00`,
   * a day alone `2022-05-09`, or a time alone `08:58:00` (a serial below 1, which belongs to no day).
   */
  isDate?: true;
  /** On a number of a workbook that counts days from 1904: only who reads it as a date needs to know. */
  from1904?: true;
  dirt?: 'formula' | 'formula-without-value' | 'merged' | 'error';
}

export interface RawRow {
  /** 1-based, as the person sees it. */
  row: number;
  hidden: boolean;
  cells: RawCell[];
}

/** Cells that are shown as one: rows 1-based, columns 0-based, both ends included. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** One sheet as a grid, wherever it came from. */
export interface RawSheet {
  /** The file as the person named it, e.g. `case.xlsx`. */
  file: string;
  name: string;
  /** Cell address for a 1-based row and 0-based column: `C12`, or a JSON pointer. */
  address: (row: number, column: number) => string;
  rows: RawRow[];
  /** Text-only formats (CSV, JSON) write dates and numbers as text: no dirt there. */
  textOnly: boolean;
  /** Its tab is hidden in the workbook. */
  hidden?: true;
  /** As the sheet has them, each once; those beyond the written rows and columns left out. */
  merges?: readonly Merge[];
  /** 0-based columns that are hidden, as places in `cells`. */
  hiddenColumns?: ReadonlySet<number>;
}

export const EMPTY: RawCell = { value: null };

export function isBlank(cell: RawCell | undefined): boolean {
  return (
    cell === undefined ||
    cell.value === null ||
    (typeof cell.value === 'string' && isInvisible(cell.value) && cell.dirt === undefined)
  );
}

/** 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  return (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** Headers, items and choices as they are compared: folded, without the marks of what must be filled in. */
export function sameName(text: unknown): string {
  return fold(text).replace(/[*:]/g, '');
}
