import type { Finding } from '../../finding.ts';
import { cellReference } from '../xlsx/reference.ts';

export type Worst = 'violation' | 'doubt';

/** What is said of one cell. */
export interface Mark {
  worst: Worst;
  messages: string[];
}

/** Row (1-based) → column (0-based) → mark. */
export type SheetMarks = Map<number, Map<number, Mark>>;

/** A place in a finding that is a cell of a workbook, not a JSON pointer. */
export function isCell(cell: string | undefined): cell is string {
  return cell !== undefined && /^[A-Z]{1,3}[1-9]\d{0,6}$/.test(cell);
}

/** The marks of each of the workbook's sheets that has any, by the sheet's name. */
export function marksOf(sheets: ReadonlySet<string>, findings: readonly Finding[]): Map<string, SheetMarks> {
  const all = new Map<string, SheetMarks>();
  for (const { where, message, verdict } of findings) {
    for (const { sheet = '', cell } of where) {
      if (!sheets.has(sheet) || !isCell(cell)) continue;
      const { row, column } = cellReference(cell);
      const rows = all.get(sheet) ?? new Map<number, Map<number, Mark>>();
      const cells = rows.get(row) ?? new Map<number, Mark>();
      const mark = cells.get(column) ?? { worst: 'doubt', messages: [] };
      all.set(sheet, rows.set(row, cells.set(column, mark)));
      mark.messages.push(message);
      if (verdict === 'violation') mark.worst = 'violation';
    }
  }
  return all;
}

export const markAt = (marks: SheetMarks, row: number, column: number) => marks.get(row)?.get(column);
