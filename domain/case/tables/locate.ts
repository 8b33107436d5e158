import type { Location } from '../../finding.ts';
import { columnLetters } from '../cells/raw.ts';
import {
  DATE_ITEMS,
  DATES_SHEET,
  ENTERPRISE_ITEMS,
  ENTERPRISE_SHEET,
  type RECORD_TABLES,
  TABLES,
  type TableName,
} from '../model/layout.ts';

/** Where a row's column, or an item of a sheet of two columns, stands in the file that it was read from. */
export type Locate = (sheet: string, row: number | undefined, header: string) => Location;

/** The places of a workbook as `writeCase` lays it out: for a case that was made and not read. */
export function plainLocate(file: string): Locate {
  return (sheet, row, header) => {
    const items = sheet === ENTERPRISE_SHEET ? ENTERPRISE_ITEMS : sheet === DATES_SHEET ? DATE_ITEMS : undefined;
    if (items !== undefined) return { file, sheet, cell: `B${2 + items.findIndex((item) => item.header === header)}` };
    const column = TABLES[sheet as TableName].findIndex((candidate) => candidate.header === header);
    return { file, sheet, cell: `${columnLetters(Math.max(0, column))}${row ?? 1}` };
  };
}

/** Rows of a record sheet that stay in a Parquet file, its columns named as the headers. */
export interface RecordFile {
  path: string;
  /** Number of a row, as SQL over the file and its `file_row_number`. */
  row: string;
  /** Made of a text file by the reader: whole rows alone, and what is wrong with the others is told already. */
  read?: true;
}

/** Record sheets that stay in files beside the workbook. */
export type RecordFiles = Partial<Record<(typeof RECORD_TABLES)[number], RecordFile>>;
