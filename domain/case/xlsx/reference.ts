import { PartError } from './package-parts.ts';

/** Excel's own limits (Excel specifications and limits): XFD1048576 is the last cell. */
export const LAST_ROW = 1_048_576;
export const COLUMNS = 16_384;

/** Mask that makes an ASCII letter upper case. */
const UPPER = 0xdf;

/** What no spreadsheet can hold: a row or column beyond its last. */
export class BeyondSheetError extends Error {}

/** `AB12` → column 27 (0-based), row 12. @throws PartError when it is no reference, BeyondSheetError beyond XFD1048576 */
export function cellReference(reference: string): { column: number; row: number } {
  let [at, column, row] = [0, 0, 0];
  let code = reference.charCodeAt(at) & UPPER;
  for (; code >= 65 && code <= 90; code = reference.charCodeAt(at) & UPPER) {
    if (column <= COLUMNS) column = column * 26 + code - 64;
    at += 1;
  }
  const digits = at;
  for (let digit = reference.charCodeAt(at) - 48; digit >= 0 && digit <= 9; digit = reference.charCodeAt(at) - 48) {
    if (row <= LAST_ROW) row = row * 10 + digit;
    at += 1;
  }
  if (column === 0 || at === digits || at < reference.length || row === 0) throw new PartError('no cell reference');
  if (column > COLUMNS || row > LAST_ROW) throw new BeyondSheetError();
  return { column: column - 1, row };
}

/** @throws PartError when it is no number, BeyondSheetError beyond the last row */
export function rowNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new PartError('no row number');
  const row = Number(text);
  if (row > LAST_ROW) throw new BeyondSheetError();
  if (row < 1) throw new PartError('a row 0');
  return row;
}

/** Where the cells of a sheet stand, of those too that don't say it: behind the one before. */
export class Places {
  row = 0;
  private next = 0;

  /** @throws as `rowNumber` */
  startRow(written: string | undefined): number {
    this.row = written === undefined ? this.row + 1 : rowNumber(written);
    this.next = 0;
    if (this.row > LAST_ROW) throw new BeyondSheetError();
    return this.row;
  }

  /** 0-based column. @throws as `cellReference`, PartError when the cell claims another row than the one it stands in */
  column(written: string | undefined): number {
    let column = this.next;
    if (written !== undefined) {
      const reference = cellReference(written);
      if (reference.row !== this.row) throw new PartError('a cell in another row');
      ({ column } = reference);
    }
    if (column >= COLUMNS) throw new BeyondSheetError();
    this.next = column + 1;
    return column;
  }
}
