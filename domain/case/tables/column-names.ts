import { fold } from '../../fold.ts';
import type { Column } from '../model/layout.ts';
import { synonymsOf } from './synonyms.ts';

/** How near a label is to a column: 0 its own name, then with a note, then each synonym. */
export type ColumnNames = ReadonlyMap<string, readonly { index: number; rank: number }[]>;

export function columnNames(title: string, columns: readonly Column[]): ColumnNames {
  const names = new Map<string, { index: number; rank: number }[]>();
  columns.forEach((column, index) => {
    for (const [rank, name] of [column.header, ...(column.alsoCalled ?? synonymsOf(title, column.key))].entries()) {
      const known = names.get(plain(name)) ?? [];
      names.set(plain(name), [...known, { index, rank }]);
    }
  });
  return names;
}

/** The columns that a label may mean, by their place among ours. */
export function ranked(label: string, names: ColumnNames): { index: number; rank: number }[] {
  const folded = plain(label);
  const own = names.get(folded);
  if (own !== undefined) return own.map(({ index, rank }) => ({ index, rank }));
  return (names.get(withoutNotes(folded)) ?? []).map(({ index, rank }) => ({ index, rank: rank + 0.5 }));
}

/** Folded, without the marks of what must be filled in. */
function plain(label: string): string {
  return fold(label).replace(/[*:#★☆※▲△●]/g, '');
}

/** Units change what a number means: `时长(小时)` is not `时长(分钟)`. */
const UNIT = /^(单位)?(小时|时|h|hours?|分钟|min|minutes?|秒|s|天|日|周|月|年|万元?|千元|百元|学时|节)$/;

/** A label without numbering before it and notes in brackets behind it. */
function withoutNotes(folded: string): string {
  return folded
    .replace(/^(\(?(\d{1,2}|[一二三四五六七八九十]{1,3})[).、])/, '')
    .replace(/\(([^()]*)\)/g, (whole, note: string) => (UNIT.test(note) ? whole : ''))
    .replace(/(必填项?|选填项?|可选)$/, '');
}
