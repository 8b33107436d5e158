import { basename, extname } from 'node:path';
import { InputError } from '../errors.ts';
import type { Finding } from '../finding.ts';
import { PersonalCells, type PersonalValue } from './cells/personal.ts';
import { checkMaterials } from './checks/check-materials.ts';
import { sayNearCourses, unifyCourses } from './checks/courses.ts';
import { crossCheck } from './checks/cross-checks.ts';
import type { LostRows } from './checks/lost-rows.ts';
import { locateCase } from './files/locate-case.ts';
import { LARGEST, plainFile, readPlain } from './files/plain-file.ts';
import { lostRows } from './lost-in-reading.ts';
import { CaseFindings } from './model/case-findings.ts';
import { TABLE_FIELDS, type TableName } from './model/layout.ts';
import { Case, type ReadableCase } from './model/schema.ts';
import { readJson } from './read-json.ts';
import { readSheets, type SheetMapping } from './read-sheets.ts';
import { IN_MEMORY } from './records/read-records.ts';
import { RecordsBeside } from './records/records-beside.ts';
import { chooseSheets } from './tables/choose-sheets.ts';
import type { Locate, RecordFiles } from './tables/locate.ts';
import { inWorkbookOrder } from './tables/workbook-order.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

export interface CaseReading {
  /** Absent when the unit or the projects cannot be read: then nothing can be filed. */
  case: Case | undefined;
  /** Everything that could be read, for what must say as much as it can. */
  readable: ReadableCase;
  /** What could not: nobody may be accused of lacking what may stand there. */
  lost: LostRows;
  /** Everything found, in the order of the workbook. */
  findings: Finding[];
  /** Which sheet and which of its columns was read as what, in the order of the workbook. */
  mapping: SheetMapping[];
  /** What stands in the columns of names, ID numbers, phones and accounts, of bad rows too. */
  personal: PersonalValue[];
  /** Workbook, the text files of records that were read, rows that stay in files, and the scans that lie there, by their names. */
  files: { workbook: string; csv: string[]; records: RecordFiles; materials: ReadonlyMap<string, string> | undefined };
  /** Where each row of the case was read from; outlives the reading, for what judges the case later. */
  locate: Locate;
}

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
  const found = new CaseFindings();
  const personal = new PersonalCells();
  const beside = await RecordsBeside.find(folder, whole, { scratch, inMemory }, found);
  const read = await readSheets(chooseSheets(sheets, found), file, beside, found, personal);

  unifyCourses(read.seen, read.locate, found);
  sayNearCourses(read.seen.get('备案项目') ?? [], read.locate, found);
  const readable: ReadableCase = { ...EMPTY_CASE, name, enterprise: {}, ...read.values };
  const odd = Object.fromEntries(
    Object.keys(beside.records).map((title) => [TABLE_FIELDS[title as TableName], read.seen.get(title as TableName)]),
  );
  const { partial, lost } = lostRows({ ...readable, ...odd }, read);
  crossCheck(partial, read.locate, found);
  const listed = new Set((read.seen.get('材料清单') ?? []).map(({ fileName }) => String(fileName)));
  const materials = await checkMaterials(readable.materials, listed, folder, read.locate, found);
  return {
    case: assemble({ name, ...read.values }),
    readable,
    lost,
    findings: inWorkbookOrder(found.all),
    mapping: read.mapping,
    personal: personal.values,
    files: {
      workbook,
      csv: beside.csv,
      records: beside.records,
      materials,
    },
    locate: read.locate,
  };
}

/** @throws InputError when it is no plain file of the case */
async function workbookBytes(folder: string, file: string, isJson: boolean): Promise<Buffer> {
  const found = await plainFile(folder, file, isJson ? LARGEST.json : LARGEST.workbook);
  if (!found.ok)
    throw new InputError(`案例表格「${file}」${found.reason}，没有读取。请把表格文件本身放进案例文件夹后重试。`);
  return readPlain(found.path, file);
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
