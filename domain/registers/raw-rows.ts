import type { Column } from '../case/model/layout.ts';
import type { RegisterKey, RegisterRole } from './columns.ts';
import type { RegisterPart } from './register.ts';

/** The rows of a register as text, before anything is made of them. */
export interface RawRows {
  /** SQL of a table with `part`, `line` and the text of each key. */
  sql: string;
  keys: readonly RegisterKey[];
  roles: readonly RegisterRole[];
  parts: readonly RegisterPart[];
  /** Records that are none. */
  broken: number;
}

/** Where a register lies, and where its rows may be kept. */
export interface RegisterFile {
  /** As messages name it. */
  file: string;
  /** Absolute, without links. */
  path: string;
  size: number;
  /** Absolute, the caller's to remove. */
  folder: string;
}

/** Stands for a cell that holds something nobody can read (Unicode U+FFFD, no character of any text). */
export const UNREADABLE = '\uFFFD';

/** `c2 AS "unit"` for each key of the header, by the places of its columns. */
export function namedFields(columns: readonly Column[], places: readonly (number | undefined)[]): string {
  return columns
    .flatMap(({ key }, index) => (places[index] === undefined ? [] : [`c${places[index]} AS "${key}"`]))
    .join(', ');
}
