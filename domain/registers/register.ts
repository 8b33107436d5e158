import type { Day } from '../date.ts';
import type { Location } from '../finding.ts';
import type { RegisterKey, RegisterRole } from './columns.ts';

/** A sheet or a text of a register: where its columns stand. */
export interface RegisterPart {
  sheet?: string;
  /** Letters of each column; absent in a Parquet file, whose rows alone are named. */
  letters?: Partial<Record<RegisterKey, string>>;
}

/** A register that was read: its rows lie as Parquet, whole days as dates; what identifies them is in one form. */
export interface Register {
  /** As reports name it. */
  file: string;
  sha256: string;
  roles: readonly RegisterRole[];
  /** Our columns that it has. */
  keys: readonly RegisterKey[];
  parts: readonly RegisterPart[];
  /** Absolute; columns `part`, `line`, `id`, `whole` and one for each key. */
  path: string;
  /** Rows that identify a person or a unit. */
  rows: number;
  /** Rows whose number cannot be read: nobody can be found in them. */
  unidentified: number;
  /** Rows of which a day cannot be read. */
  unread: number;
  /** The days that insurance is told for; without `to`, up to today. Only of registers of insurance with days. */
  covers?: { from: Day; to?: Day };
}

/** Where a row stands; `key`: at which of its columns. */
export function placeInRegister(
  { file, parts }: Pick<Register, 'file' | 'parts'>,
  part: number,
  line: number,
  key: RegisterKey,
): Location {
  const { sheet, letters } = parts[part] ?? {};
  const column = letters?.[key] ?? letters?.idNumber ?? letters?.creditCode;
  return {
    file,
    ...(sheet !== undefined && { sheet }),
    cell: column === undefined ? `第 ${line} 行` : `${column}${line}`,
  };
}

/** Its rows as SQL. */
export function rowsOf({ path }: Pick<Register, 'path'>): string {
  return `read_parquet('${path.replaceAll("'", "''")}')`;
}
