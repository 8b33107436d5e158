import type { CellNote } from '../cells/cell-note.ts';

/** Merged cells of a sheet are one habit of whoever laid it out: said once, with every column and cell. */
export function joinMerged(notes: readonly CellNote[]): CellNote[] {
  const merged = notes.filter(({ rule }) => rule === 'merged-cell');
  const [first] = merged;
  if (first === undefined || merged.length === 1) return [...notes];
  const fields = [...new Set(merged.map(({ field }) => field))];
  // The rows are read in their order.
  const [from, to] = [first.row, merged.at(-1)?.row];
  const joined: CellNote = {
    ...first,
    field: fields.length === 1 ? first.field : '',
    message: `${fields.map((field) => `「${field}」`).join('')}有 ${merged.length} 格与相邻单元格合并（第 ${from}${to === from ? '' : ` 至 ${to}`} 行），合并区域只有第一格有内容；合并的各行是不是同一内容须由填表人认定，没有代填；请取消合并并逐行填写`,
    more: merged.slice(1).flatMap(({ address }) => (address === undefined ? [] : [address])),
  };
  return notes.flatMap((note) => (note === first ? [joined] : note.rule === 'merged-cell' ? [] : [note]));
}
