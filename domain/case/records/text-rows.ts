import type { CellNote } from '../cells/cell-note.ts';
import { columnLetters, type RawCell, type RawRow } from '../cells/raw.ts';
import { type CsvFault, type CsvRecord, LONGEST_CELL } from './csv-records.ts';
import { BAD, CUT } from './encoding.ts';

/** A record that is none. */
export interface Unread {
  note: CellNote;
  /** The ID number in it, where that can still be read: nobody else may be missing it. */
  written?: string;
}

/** One record as a row of a sheet, or what is wrong with it; the others stay readable. */
export function textRow(row: number, record: CsvRecord): { row: RawRow } | Unread {
  const { cells } = record;
  const written = cells.find((cell) => ID_NUMBER.test(cell));
  const whose = written === undefined ? {} : { written };
  const long = cells.findIndex((cell) => cell.length > LONGEST_CELL);
  const fault = long < 0 ? record.fault : ({ kind: 'too-long', column: long, line: row, at: 1 } as const);
  if (fault !== undefined)
    return { note: noteOf(row, fault.column, `csv-${fault.kind}`, `${faultAt(fault)}${FAULTS[fault.kind]}`), ...whose };
  // Whose rows would follow is not known.
  if (cells.at(-1)?.endsWith(CUT))
    return {
      note: noteOf(
        row,
        cells.length - 1,
        'csv-cut',
        `文件到第 ${row} 行第 ${cells.length} 列为止，停在一个字符中间：不完整，此行之后可能还有内容；请重新导出整个文件`,
      ),
    };
  const bad = cells.findIndex((cell) => cell.includes(BAD) || cell.includes('\0'));
  if (bad >= 0)
    return {
      note: noteOf(
        row,
        bad,
        'csv-bad-byte',
        `第 ${row} 行第 ${bad + 1} 列有无法识别的字节，该行没有读取，其余各行照常读取；请按平台记录改正后重新导出`,
      ),
      ...whose,
    };
  return { row: { row, hidden: false, cells: cells.map(textCell) } };
}

/** As a lost row of the table. */
export function lostRecord({ note, written }: Unread): { record: { row: number }; written: string | undefined } {
  return { record: { row: note.row }, written };
}

const ID_NUMBER = /^\D*\d{17}[\dX]\D*$/i;

const FAULTS: Record<CsvFault['kind'], string> = {
  'open-quote': '的引号没有闭合，该行没有读取，其余各行照常读取；请补上或删去引号后重新导出',
  'after-quote': '在闭合的引号之后还有内容，该行没有读取，其余各行照常读取；请改正引号后重新导出',
  'too-long': '过长，不像一条记录，没有读取；请检查分隔符和换行后重新导出',
};

function faultAt({ kind, line, column, at }: CsvFault): string {
  return `第 ${line} 行第 ${column + 1} 列${kind === 'too-long' ? '' : `（第 ${at} 个字符处）`}`;
}

function noteOf(row: number, column: number, rule: string, message: string): CellNote {
  return {
    kind: 'violation',
    rule,
    row,
    field: '',
    address: `${columnLetters(Math.max(0, column))}${row}`,
    message,
  };
}

/** What spreadsheets write around a text that looks like a number: ="…" and a leading '. */
const WRAPPED = /^\s*(?:="([^"]*)"|'(?=\d)(.*))\s*$/;
/** A long number as a spreadsheet shows it: its last digits are gone. */
const SCIENTIFIC = /^\s*\d(?:\.\d+)?E\+?\d{2}\s*$/i;

function textCell(text: string): RawCell {
  if (text === '') return { value: null };
  const [, formula, marked] = WRAPPED.exec(text) ?? [];
  const value = formula ?? marked ?? text;
  return { value: SCIENTIFIC.test(value) ? Number(value) : value };
}
