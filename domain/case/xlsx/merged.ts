import { EMPTY, type Merge, type RawRow } from '../cells/raw.ts';
import { PartError, TooLargeError } from './package-parts.ts';
import { cellReference } from './reference.ts';

/** Beyond this it is not a table: ten thousand merges of a thousand cells each. */
const MOST_MARKED = 16_000_000;

/** `A1:C3`, as far as it reaches beyond one cell. @throws PartError, BeyondSheetError */
export function mergeOf(reference: string): Merge | undefined {
  const [from = '', to = from, more] = reference.split(':');
  if (more !== undefined) throw new PartError('no range');
  const [a, b] = [cellReference(from), cellReference(to)];
  const merge = {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
  return merge.top === merge.bottom && merge.left === merge.right ? undefined : merge;
}

/**
 * Of merged cells only the first holds anything. Nothing is marked beyond the last written row and column.
 * Gives the merges that reach into the written rows.
 */
export function markMerged(rows: readonly RawRow[], merges: readonly Merge[]): Merge[] {
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const within: Merge[] = [];
  let marked = 0;
  for (const { top, left, bottom, right: written } of merges) {
    const right = Math.min(written, width - 1);
    const first = firstFrom(rows, top);
    if (left > right || (rows[first]?.row ?? Number.POSITIVE_INFINITY) > bottom) continue;
    within.push({ top, left, bottom, right });
    for (let index = first; index < rows.length; index += 1) {
      const { row, cells } = rows[index] as RawRow;
      if (row > bottom) break;
      marked += right - left + 1;
      if (marked > MOST_MARKED) throw new TooLargeError('merged cells');
      for (let column = row === top ? left + 1 : left; column <= right; column += 1) {
        while (cells.length < column) cells.push(EMPTY);
        cells[column] = { value: null, dirt: 'merged' };
      }
    }
  }
  return within;
}

/** Index of the first row at or below `number`; the rows are in order. */
function firstFrom(rows: readonly RawRow[], number: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.row ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
