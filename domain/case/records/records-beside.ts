import { join } from 'node:path';
import { addNotes } from '../cells/cell-note.ts';
import type { PersonalCells } from '../cells/personal.ts';
import type { RawSheet } from '../cells/raw.ts';
import type { CaseFindings } from '../model/case-findings.ts';
import type { TableName } from '../model/layout.ts';
import type { RecordFiles } from '../tables/locate.ts';
import { type RecordValues, readTable } from '../tables/read-table.ts';
import { type RecordReading, readRecords } from './read-records.ts';
import { findRecordFiles, type RecordSource, type RecordTitle } from './record-files.ts';

/** Where the rows of files too large for memory are kept. */
export interface RowsAtRestOptions {
  /** Absolute, the caller's to remove; without it all rows are held in memory. */
  scratch: string | undefined;
  /** Bytes of a file beyond which its rows stay in `scratch`. */
  inMemory: number;
}

/** The record files beside a workbook, read one by one as the sheets they stand for. */
export class RecordsBeside {
  /** Sheets whose rows stay in a file. */
  readonly records: RecordFiles = {};
  /** Text files that were read, absolute. */
  readonly csv: string[] = [];
  readonly #folder: string;
  readonly #sources: Partial<Record<RecordTitle, RecordSource>>;
  readonly #options: RowsAtRestOptions;

  private constructor(folder: string, sources: Partial<Record<RecordTitle, RecordSource>>, options: RowsAtRestOptions) {
    this.#folder = folder;
    this.#sources = sources;
    this.#options = options;
  }

  /** Names those that are not read. `whole`: the folder is the case, and not just where its workbook lies. */
  static async find(
    folder: string,
    whole: boolean,
    options: RowsAtRestOptions,
    found: CaseFindings,
  ): Promise<RecordsBeside> {
    const { sources, notes } = await findRecordFiles(folder, whole);
    for (const { kind, rule, file, message } of notes) found[kind](rule, { file }, message);
    return new RecordsBeside(folder, sources, options);
  }

  /**
   * The records of a sheet that lie beside the workbook, with their file; undefined where the workbook's own `sheet` is
   * to be read. Where both hold rows, a person must say which are right: the fuller one is read, and that is told.
   */
  async read(
    title: TableName,
    sheet: RawSheet | undefined,
    seen: ReadonlyMap<TableName, readonly RecordValues[]>,
    personal: PersonalCells,
    found: CaseFindings,
  ): Promise<(RecordReading & { name: string }) | undefined> {
    const source = this.#sources[title as RecordTitle];
    if (source === undefined) return undefined;
    const projects = seen.get('备案项目') ?? [];
    const roster = seen.get('学员花名册') ?? [];
    const named = {
      courses: new Set(projects.map(({ course }) => String(course))),
      trainees: new Set(roster.map(({ course, idNumber }) => `${course} ${idNumber}`)),
    };
    const reading = await readRecords(source, title as RecordTitle, { ...this.#options, personal, named });
    if (!isFuller(reading, source, title, sheet, found)) return undefined;
    if (reading.file !== undefined) this.records[title as RecordTitle] = reading.file;
    if (source.kind === 'text') this.csv.push(join(this.#folder, source.name));
    addNotes(found, { file: source.name, name: title }, reading.notes);
    return { ...reading, name: source.name };
  }
}

/** Whether the file is read rather than the sheet of the same name. */
function isFuller(
  reading: RecordReading,
  source: RecordSource,
  title: TableName,
  sheet: RawSheet | undefined,
  found: CaseFindings,
): boolean {
  if (sheet === undefined) return true;
  const { total: rows, headerRow } = readTable(sheet, title);
  if (rows === 0) return true;
  const own = reading.total ?? Number.POSITIVE_INFINITY;
  const said = reading.total === undefined ? '' : ` ${reading.total} 行`;
  found.violation(
    'record-file-and-sheet',
    [
      { file: source.name, sheet: title, cell: `A${reading.headerRow}` },
      { file: sheet.file, sheet: sheet.name, cell: sheet.address(headerRow, 0) },
    ],
    `「${title}」有两份：「${source.name}」${said}，「${sheet.file}」的工作表 ${rows} 行；暂按行数较多的「${own >= rows ? source.name : sheet.file}」读取，请核对后只留一份（移走文件，或清空工作表）`,
  );
  if (own >= rows) return true;
  // Broken records of a file that is not used are reported too; its cells are not checked.
  const broken = reading.notes.filter(({ rule }) => rule.startsWith('csv-'));
  addNotes(found, { file: source.name, name: title }, broken);
  return false;
}
