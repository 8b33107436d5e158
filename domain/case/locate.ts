import type { Location } from '../finding.ts';
import {
  DATE_ITEMS,
  DATES_SHEET,
  ENTERPRISE_ITEMS,
  ENTERPRISE_SHEET,
  type RECORD_TABLES,
  TABLES,
  type TableName,
} from './layout.ts';
import { columnLetters } from './raw.ts';

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

/** Record sheets that lie beside the workbook as Parquet: columns named as the headers, rows counted from 1. */
export type RecordFiles = Partial<Record<(typeof RECORD_TABLES)[number], string>>;
