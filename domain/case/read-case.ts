import { readdir, stat } from 'node:fs/promises';
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
  TABLE_NAMES,
  TABLES,
  type TableName,
} from './layout.ts';
import type { Locate, RecordFiles } from './locate.ts';
import { PersonalCells, type PersonalValue } from './personal.ts';
import { LARGEST, plainFile, readPlain } from './plain-file.ts';
import { type RawSheet, sameName } from './raw.ts';
import { readItems } from './read-items.ts';
import { readJson } from './read-json.ts';
import { IN_MEMORY, type RecordReading, type RecordsContext, readRecords } from './read-records.ts';
import { type CellNote, readTable } from './read-table.ts';
import { findRecordFiles, type RecordSource, type RecordTitle } from './record-files.ts';
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
  /** Workbook, the text files of records that were read, rows that stay in files, and the scans that lie there, by their names. */
  files: { workbook: string; csv: string[]; records: RecordFiles; materials: ReadonlyMap<string, string> | undefined };
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
 * All problems are found at once. Rows of record files beyond `inMemory` bytes stay as Parquet in `scratch`
 * (absolute, the caller's to remove); without it all rows are held in memory.
 * @throws InputError when there is nothing to read
 */
export async function readCase(
  path: string,
  { scratch, inMemory = IN_MEMORY }: { scratch?: string; inMemory?: number } = {},
): Promise<CaseReading> {
  const { name, workbook, folder, whole } = await locateCase(path);
  const file = basename(workbook);
  const isJson = extname(workbook).toLowerCase() === '.json';
  const bytes = await workbookBytes(folder, file, isJson);
  const sheets = isJson ? readJson(file, bytes) : await readXlsx(file, bytes);
  const beside = await findRecordFiles(folder, whole);
  const records: RecordFiles = {};
  const odd: Partial<Record<string, RecordReading['odd']>> = {};
  const csv: string[] = [];
  const found = new CaseFindings();
  for (const { kind, rule, file: one, message } of beside.notes) found[kind](rule, { file: one }, message);
  const personal = new PersonalCells();
  const addresses = new Map<string, (row: number | undefined, header: string) => string | undefined>();
  const files = new Map<string, string>();
  const note = (sheet: Pick<RawSheet, 'file' | 'name'>, notes: CellNote[]) => {
    for (const { kind, rule, address, message, basis } of notes)
      found[kind](
        rule,
        { file: sheet.file, sheet: sheet.name, ...(address !== undefined && { cell: address }) },
        message,
        basis,
      );
  };
  const find = (title: string) => sheets.find((sheet) => sameName(sheet.name) === sameName(title));

  const values: Record<string, unknown> = { name };
  const named = { courses: new Set<string>(), trainees: new Set<string>(), scans: new Set<string>() };
  for (const title of [ENTERPRISE_SHEET, ...TABLE_NAMES, DATES_SHEET]) {
    const sheet = find(title);
    const source = beside.sources[title as RecordTitle];
    const own =
      source && (await ownRecords(source, title as RecordTitle, sheet, { scratch, inMemory, personal, named }, found));
    if (source !== undefined && own !== undefined) {
      files.set(title, source.name);
      addresses.set(title, (row, header) => own.addressOf(row ?? 1, header));
      values[TABLE_FIELDS[title as TableName]] = own.rows;
      if (own.file !== undefined) records[title as RecordTitle] = own.file;
      if (own.odd !== undefined) odd[TABLE_FIELDS[title as TableName]] = own.odd;
      if (source.kind === 'text') csv.push(join(folder, source.name));
      note({ file: source.name, name: title }, own.notes);
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
      if (title === '材料清单') for (const row of reading.seen) named.scans.add(String(row.fileName));
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
  crossCheck({ ...partial, ...odd }, locate, found);
  const materials = await checkMaterials(partial.materials, named.scans, folder, locate, found);
  const material = assemble(values);
  return {
    case: material,
    readable,
    findings: inWorkbookOrder(found.all),
    personal: personal.values,
    files: {
      workbook,
      csv,
      records,
      materials,
    },
    locate,
  };
}

/** Folder, workbook and name of a case as given on the command line. */
async function locateCase(path: string): Promise<{ name: string; workbook: string; folder: string; whole: boolean }> {
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
      whole: false,
    };
  }
  const names = await readdir(path);
  const workbook = ['case.xlsx', 'case.json'].find((name) => names.includes(name)) ?? onlyWorkbook(path, names);
  return {
    name: basename(join(process.cwd(), path)) || basename(path),
    workbook: join(path, workbook),
    folder: path,
    whole: true,
  };
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

/** @throws InputError when it is no plain file of the case */
async function workbookBytes(folder: string, file: string, isJson: boolean): Promise<Buffer> {
  const found = await plainFile(folder, file, isJson ? LARGEST.json : LARGEST.workbook);
  if (!found.ok)
    throw new InputError(`案例表格「${file}」${found.reason}，没有读取。请把表格文件本身放进案例文件夹后重试。`);
  return readPlain(found.path, file);
}

/**
 * The records that lie beside the workbook; undefined where its own sheet is read instead. Where both hold rows, a
 * person must say which are right: the fuller one is read, and that is told.
 */
async function ownRecords(
  source: RecordSource,
  title: RecordTitle,
  sheet: RawSheet | undefined,
  context: RecordsContext,
  found: CaseFindings,
): Promise<RecordReading | undefined> {
  const reading = await readRecords(source, title, context);
  const rows = sheet === undefined ? 0 : readTable(sheet, TABLES[title]).total;
  if (sheet === undefined || rows === 0) return reading;
  const own = reading.total ?? Number.POSITIVE_INFINITY;
  const said = reading.total === undefined ? '' : ` ${reading.total} 行`;
  found.violation(
    'record-file-and-sheet',
    { file: source.name, sheet: title },
    `「${title}」有两份：「${source.name}」${said}，「${sheet.file}」的工作表 ${rows} 行；暂按行数较多的「${own >= rows ? source.name : sheet.file}」读取，请核对后只留一份（移走文件，或清空工作表）`,
  );
  if (own >= rows) return reading;
  // Its broken records are told all the same; what its rows mean is not, as nobody reads them.
  for (const { rule, message, address } of reading.notes)
    if (rule.startsWith('csv-'))
      found.violation(
        rule,
        { file: source.name, sheet: title, ...(address !== undefined && { cell: address }) },
        message,
      );
  return undefined;
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
