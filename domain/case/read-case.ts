import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { InputError } from '../errors.ts';
import type { Finding } from '../finding.ts';
import { checkMaterials } from './check-materials.ts';
import { crossCheck, type PartialCase } from './cross-checks.ts';
import {
  DATE_ITEMS,
  DATES_SHEET,
  ENTERPRISE_ITEMS,
  ENTERPRISE_SHEET,
  NEEDED_SHEETS,
  RECORD_TABLES,
  TABLE_NAMES,
  TABLES,
  type TableName,
} from './layout.ts';
import type { Locate, RecordFiles } from './locate.ts';
import { PersonalCells, type PersonalValue } from './personal.ts';
import { columnLetters, type RawSheet, sameName } from './raw.ts';
import { readCsv } from './read-csv.ts';
import { readItems } from './read-items.ts';
import { readJson } from './read-json.ts';
import { type CellNote, readTable } from './read-table.ts';
import { CaseFindings } from './report.ts';
import { Case, type ReadableCase } from './schema.ts';
import { inWorkbookOrder } from './workbook-order.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

export interface CaseReading {
  /** Absent when the unit or the projects cannot be read: then nothing can be filed. */
  case: Case | undefined;
  /** Everything that could be read, for what must say as much as it can. */
  readable: ReadableCase;
  /** Everything found, in the order of the workbook. */
  findings: Finding[];
  /** What stands in the columns of names, ID numbers, phones and accounts, of bad rows too. */
  personal: PersonalValue[];
  /** Workbook, CSV files and materials/ that belong to the case, absolute. */
  files: { workbook: string; csv: string[]; records: RecordFiles; materials: string };
  /** Where each row of the case was read from; outlives the reading, for what judges the case later. */
  locate: Locate;
}

/** Where a table's rows go in the case. */
const TABLE_FIELDS = {
  备案项目: 'projects',
  学员花名册: 'roster',
  课程汇总: 'chapters',
  签到记录: 'signIns',
  学习记录: 'sessions',
  答疑记录: 'questions',
  考试记录: 'exams',
  材料清单: 'materials',
} as const satisfies Record<TableName, keyof Case>;

/**
 * Reads a case: a folder with case.xlsx (or case.json) and materials/, or one such file.
 * All problems are found at once. @throws InputError when there is nothing to read
 */
export async function readCase(path: string): Promise<CaseReading> {
  const { name, workbook, folder } = await locateCase(path);
  const bytes = await readFile(workbook);
  const file = basename(workbook);
  const sheets = extname(workbook) === '.json' ? readJson(file, bytes) : await readXlsx(file, bytes);
  const csv = await csvSheets(folder);
  const records = await recordFiles(folder);
  const found = new CaseFindings();
  const personal = new PersonalCells();
  const addresses = new Map<string, (row: number | undefined, header: string) => string | undefined>();
  const files = new Map<string, string>();
  const note = (sheet: RawSheet, notes: CellNote[]) => {
    for (const { kind, rule, address, message, basis } of notes)
      found[kind](
        rule,
        { file: sheet.file, sheet: sheet.name, ...(address !== undefined && { cell: address }) },
        message,
        basis,
      );
  };
  const find = (title: string) =>
    csv.find((sheet) => sheet.name === title) ?? sheets.find((sheet) => sameName(sheet.name) === sameName(title));

  const values: Record<string, unknown> = { name };
  const named = { courses: new Set<string>(), trainees: new Set<string>() };
  for (const title of [ENTERPRISE_SHEET, ...TABLE_NAMES, DATES_SHEET]) {
    const sheet = find(title);
    const parquet = records[title as keyof RecordFiles];
    if (parquet !== undefined) {
      files.set(title, basename(parquet));
      const columns = TABLES[title as keyof RecordFiles];
      addresses.set(
        title,
        (row, header) => `${columnLetters(columns.findIndex((column) => column.header === header))}${row ?? 1}`,
      );
      continue;
    }
    if (sheet === undefined) {
      missingSheet(title, file, found);
      continue;
    }
    files.set(title, sheet.file);
    if (title === ENTERPRISE_SHEET || title === DATES_SHEET) {
      const reading = readItems(sheet, title === ENTERPRISE_SHEET ? ENTERPRISE_ITEMS : DATE_ITEMS, personal);
      values[title === ENTERPRISE_SHEET ? 'enterprise' : 'dates'] = reading.values;
      addresses.set(title, (_row, header) => reading.addressOf(header));
      note(sheet, reading.notes);
    } else {
      const reading = readTable(sheet, TABLES[title as TableName], personal);
      values[TABLE_FIELDS[title as TableName]] = reading.rows;
      if (title === '备案项目') for (const row of reading.seen) named.courses.add(String(row.course));
      if (title === '学员花名册') for (const row of reading.seen) named.trainees.add(`${row.course} ${row.idNumber}`);
      addresses.set(title, (row, header) => reading.addressOf(row ?? 1, header));
      note(sheet, reading.notes);
      if (reading.total === 0 && NEEDED_SHEETS.includes(title))
        found.violation(
          'empty-sheet',
          { file: sheet.file, sheet: sheet.name },
          `工作表「${title}」没有数据行；请填写后重试`,
        );
    }
  }

  const locate: Locate = (sheet, row, header) => {
    const cell = addresses.get(sheet)?.(row, header);
    return { file: files.get(sheet) ?? file, sheet, ...(cell !== undefined && { cell }) };
  };
  const readable: ReadableCase = { ...EMPTY_CASE, name, enterprise: {}, ...values };
  const partial: PartialCase = { ...readable, namedCourses: named.courses, namedTrainees: named.trainees };
  crossCheck(partial, locate, found);
  await checkMaterials(partial.materials, join(folder, 'materials'), locate, found);
  const material = assemble(values);
  return {
    case: material,
    readable,
    findings: inWorkbookOrder(found.all),
    personal: personal.values,
    files: {
      workbook,
      csv: csv.map((sheet) => join(folder, sheet.file)),
      records,
      materials: join(folder, 'materials'),
    },
    locate,
  };
}

/** Folder, workbook and name of a case as given on the command line. */
async function locateCase(path: string): Promise<{ name: string; workbook: string; folder: string }> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined)
    throw new InputError(
      `找不到案例「${path}」。请检查路径，案例应是含 case.xlsx 的文件夹，或一个 .xlsx、case.json 文件。`,
    );
  if (!status.isDirectory()) {
    if (!['.xlsx', '.json'].includes(extname(path).toLowerCase()))
      throw new InputError(`「${path}」不是 .xlsx 或 .json 文件，无法作为案例读取。`);
    const own = basename(path, extname(path));
    return {
      name: own === 'case' ? basename(dirname(join(process.cwd(), path))) : own,
      workbook: path,
      folder: dirname(path),
    };
  }
  const names = await readdir(path);
  const workbook = ['case.xlsx', 'case.json'].find((name) => names.includes(name)) ?? onlyWorkbook(path, names);
  return { name: basename(join(process.cwd(), path)) || basename(path), workbook: join(path, workbook), folder: path };
}

function onlyWorkbook(path: string, names: string[]): string {
  const workbooks = names.filter((name) => name.endsWith('.xlsx') && !name.startsWith('~$'));
  const [only, another] = workbooks;
  if (only === undefined)
    throw new InputError(
      `文件夹「${path}」中没有 case.xlsx 或 case.json。请放入案例表格，或用 npm run template -- 文件夹 生成一份。`,
    );
  if (another !== undefined)
    throw new InputError(
      `文件夹「${path}」中有多个 Excel 表格（${workbooks.join('、')}），请把案例表格改名为 case.xlsx。`,
    );
  return only;
}

async function csvSheets(folder: string): Promise<RawSheet[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const sheets: RawSheet[] = [];
  for (const title of RECORD_TABLES) {
    const name = names.find((candidate) => candidate.normalize('NFC') === `${title}.csv`);
    if (name !== undefined) sheets.push(await readCsv(name, title, await readFile(join(folder, name))));
  }
  return sheets;
}

/** Records of many millions of rows stay in their file: the audit's row engine reads Parquet where it lies. */
async function recordFiles(folder: string): Promise<RecordFiles> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const records: RecordFiles = {};
  for (const title of RECORD_TABLES) {
    const name = names.find((candidate) => candidate.normalize('NFC') === `${title}.parquet`);
    if (name !== undefined) records[title] = join(folder, name);
  }
  return records;
}

function missingSheet(title: string, file: string, found: CaseFindings): void {
  if (NEEDED_SHEETS.includes(title))
    found.violation(
      'missing-sheet',
      { file, sheet: title },
      `缺少工作表「${title}」；请补上（可用 npm run template 生成的表格对照）`,
    );
  else if (title !== DATES_SHEET)
    found.doubt(
      'missing-sheet',
      { file, sheet: title },
      `缺少工作表「${title}」，${title === '材料清单' ? '备案材料无法上传' : '可以演练备案，但不能演练申请补贴'}；如已有数据请补上`,
    );
}

const EMPTY_CASE = {
  projects: [],
  roster: [],
  chapters: [],
  signIns: [],
  sessions: [],
  questions: [],
  exams: [],
  materials: [],
  dates: {},
};

function assemble(values: Record<string, unknown>): Case | undefined {
  const parsed = Case.safeParse({ ...EMPTY_CASE, ...values });
  return parsed.success && parsed.data.projects.length > 0 ? parsed.data : undefined;
}
