import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Finding } from '../finding.ts';
import { CaseFindings } from './case-findings.ts';
import { checkMaterials } from './check-materials.ts';
import { chooseSheets } from './choose-sheets.ts';
import { sayNearCourses, unifyCourses } from './courses.ts';
import { crossCheck } from './cross-checks.ts';
import { RECORD_TABLES, type TableName } from './layout.ts';
import type { Locate, RecordFiles } from './locate.ts';
import { locateCase } from './locate-case.ts';
import { lostRows } from './lost-in-reading.ts';
import type { LostRows } from './lost-rows.ts';
import { PersonalCells, type PersonalValue } from './personal.ts';
import type { RawSheet } from './raw.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readSheets, type SheetMapping } from './read-sheets.ts';
import { Case, type ReadableCase } from './schema.ts';
import { inWorkbookOrder } from './workbook-order.ts';
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
  /** Workbook, CSV files and materials/ that belong to the case, absolute. */
  files: { workbook: string; csv: string[]; records: RecordFiles; materials: string };
  /** Where each row of the case was read from; outlives the reading, for what judges the case later. */
  locate: Locate;
}

/**
 * Reads a case: a folder with case.xlsx (or case.json) and materials/, or one such file.
 * All problems are found at once. @throws InputError when there is nothing to read
 */
export async function readCase(path: string): Promise<CaseReading> {
  const { name, workbook, folder } = await locateCase(path);
  const bytes = await readFile(workbook);
  const file = basename(workbook);
  const sheets = extname(workbook).toLowerCase() === '.json' ? readJson(file, bytes) : await readXlsx(file, bytes);
  const csv = await csvSheets(folder);
  const records = await recordFiles(folder);
  const found = new CaseFindings();
  const personal = new PersonalCells();
  const chosen = chooseSheets(sheets, found);
  const beside = new Map(csv.map((sheet) => [sheet.name as TableName, sheet]));
  const read = readSheets(
    { of: new Map([...chosen.of, ...beside]), unused: chosen.unused },
    file,
    records,
    found,
    personal,
  );

  unifyCourses(read.seen, read.locate, found);
  sayNearCourses(read.seen.get('备案项目') ?? [], read.locate, found);
  const readable: ReadableCase = { ...EMPTY_CASE, name, enterprise: {}, ...read.values };
  const { partial, lost } = lostRows(readable, read);
  crossCheck(partial, read.locate, found);
  await checkMaterials(readable.materials, join(folder, 'materials'), read.locate, found);
  return {
    case: assemble({ name, ...read.values }),
    readable,
    lost,
    findings: inWorkbookOrder(found.all),
    mapping: read.mapping,
    personal: personal.values,
    files: {
      workbook,
      csv: csv.map((sheet) => join(folder, sheet.file)),
      records,
      materials: join(folder, 'materials'),
    },
    locate: read.locate,
  };
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
