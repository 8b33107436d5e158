import { InputError } from '../errors.ts';
import type { CellNote } from './cells/cell-note.ts';
import type { RawSheet } from './cells/raw.ts';
import { CaseFindings } from './model/case-findings.ts';
import { Chapter, Exam, LearningSession, Question, RosterEntry, SignIn } from './model/schema.ts';
import { readCsv } from './records/read-csv.ts';
import { chooseSheets } from './tables/choose-sheets.ts';
import { readTable } from './tables/read-table.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

const ROW_SCHEMAS = {
  学员花名册: RosterEntry,
  课程汇总: Chapter,
  签到记录: SignIn,
  学习记录: LearningSession,
  答疑记录: Question,
  考试记录: Exam,
} as const;
export type ImportSheet = keyof typeof ROW_SCHEMAS;
type RowOf<S extends ImportSheet> = ReturnType<(typeof ROW_SCHEMAS)[S]['parse']>;

export interface ImportReading<S extends ImportSheet> {
  rows: { [K in S]?: RowOf<K>[] };
  problems: { sheet: string; row: number; field: string; reason: string }[];
  /** Data rows in all, good and bad. */
  total: number;
}

/**
 * Rows of the wanted sheets in an uploaded .xlsx, or in a CSV named after one of them; `beside`: sheets that are read
 * as well where the file has them, without being asked for or counted.
 * @throws InputError when the file is neither or holds none of the sheets
 */
export async function readImport<S extends ImportSheet, B extends ImportSheet = never>(
  fileName: string,
  bytes: Uint8Array,
  sheets: readonly S[],
  beside: readonly B[] = [],
): Promise<ImportReading<S | B>> {
  const { given, notes } = await rawSheets(fileName, bytes, sheets);
  const { of } = chooseSheets(given, new CaseFindings());
  const reading: ImportReading<S | B> = { rows: {}, problems: [], total: 0 };
  for (const { row, message } of notes)
    reading.problems.push({ sheet: given[0]?.name ?? '', row, field: '', reason: message });
  const wanted: readonly (S | B)[] = [...sheets, ...beside];
  for (const name of wanted) {
    const sheet = of.get(name);
    if (sheet === undefined) continue;
    const table = readTable(sheet, name);
    if (sheets.includes(name as S)) reading.total += table.total;
    for (const note of table.notes) {
      if (note.kind === 'violation')
        reading.problems.push({ sheet: name, row: note.row, field: note.field, reason: note.message });
    }
    reading.rows[name] = table.rows.map((row) => ROW_SCHEMAS[name].parse(row)) as RowOf<S | B>[];
  }
  if (sheets.every((name) => reading.rows[name] === undefined)) {
    throw new InputError(
      `「${fileName}」中没有${sheets.map((name) => `「${name}」`).join('、')}工作表。请使用案例表格，或以工作表名命名的 CSV 文件（如 ${sheets.at(-1)}.csv）。`,
    );
  }
  return reading;
}

async function rawSheets(
  fileName: string,
  bytes: Uint8Array,
  sheets: readonly string[],
): Promise<{ given: RawSheet[]; notes: CellNote[] }> {
  if (!/\.(csv|tsv|txt)$/i.test(fileName)) return { given: await readXlsx(fileName, bytes), notes: [] };
  const name = sheets.find((candidate) => fileName.normalize('NFC').includes(candidate));
  if (name === undefined)
    throw new InputError(
      `CSV 文件「${fileName}」的名称应为 ${sheets.map((sheet) => `${sheet}.csv`).join('、')} 之一。请改名后重试。`,
    );
  const { sheet, notes } = readCsv(fileName, name, bytes);
  // A file of nothing has no header either: that is said once.
  const empty = notes.find(({ rule }) => rule === 'csv-empty');
  if (empty !== undefined) throw new InputError(`「${fileName}」${empty.message}。`);
  return { given: [sheet], notes };
}
