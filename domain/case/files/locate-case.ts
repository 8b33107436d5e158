import { readdirSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { InputError } from '../../errors.ts';
import { isLockFile } from './file-kind.ts';

/** Where a case lies. */
export interface CaseLocation {
  /** The folder's name, or the file's without its ending. */
  name: string;
  workbook: string;
  folder: string;
  /** The folder is the case, and not just where its workbook lies. */
  whole: boolean;
}

const WORKBOOK = /\.(xlsx|xlsm|json)$/i;
/** Tables that the programs on a desk write and that are not read, with the way on. */
const OTHER_TABLES: Readonly<Record<string, string>> = {
  '.xls': '旧版 Excel 表格',
  '.et': 'WPS 表格',
  '.xlsb': 'Excel 二进制工作簿',
  '.ods': 'OpenDocument 表格',
  '.numbers': 'Numbers 表格',
};

/** Whether a folder's entry may be the table of a case. */
export function isCaseWorkbook(name: string): boolean {
  return WORKBOOK.test(name) && !isLockFile(name) && !name.startsWith('._');
}

/** Whether a folder's entry says by its name that the folder is a case. */
export function isNamedCase(name: string): boolean {
  return /^case\.(xlsx|xlsm|json)$/i.test(name);
}

/** Whether a folder's entry is a table of another format, which only its reader can refuse with the way on. */
export function isOtherTable(name: string): boolean {
  return extname(name).toLowerCase() in OTHER_TABLES && !isLockFile(name) && !name.startsWith('._');
}

/** Whether a table lies in a folder: of any name, and of formats that only their reader can refuse. */
export function holdsTable(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) => entry.isFile() && (isCaseWorkbook(entry.name) || isOtherTable(entry.name)),
  );
}

/** Folder, workbook and name of a case as given on the command line. @throws InputError when there is none */
export async function locateCase(path: string): Promise<CaseLocation> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined)
    throw new InputError(
      `找不到案例「${path}」。请检查路径，案例应是含 case.xlsx 的文件夹，或一个 .xlsx、case.json 文件。`,
    );
  if (!status.isDirectory()) {
    if (!status.isFile()) throw new InputError(`「${path}」不是普通文件，未读取。请给出案例文件夹或表格。`);
    const name = basename(path);
    if (isLockFile(name))
      throw new InputError(`「${name}」是表格打开时的临时文件，不是案例。请给出同一文件夹中的表格。`);
    if (!WORKBOOK.test(path) && !isOtherTable(name))
      throw new InputError(`「${path}」不是 .xlsx 或 .json 文件，无法作为案例读取。`);
    const own = basename(path, extname(path));
    return {
      name: own.toLowerCase() === 'case' ? basename(dirname(resolve(path))) : own,
      workbook: path,
      folder: dirname(path),
      whole: false,
    };
  }
  const workbook = theWorkbook(path, await readdir(path));
  return { name: basename(resolve(path)), workbook: join(path, workbook), folder: path, whole: true };
}

/** The one named case, in any case of letters; else the only table of the folder. */
function theWorkbook(path: string, names: readonly string[]): string {
  const workbooks = names.filter(isCaseWorkbook).toSorted();
  const named = workbooks.filter((name) => /^case\.(xlsx|xlsm)$/i.test(name));
  const json = workbooks.find((name) => /^case\.json$/i.test(name));
  const tables =
    named.length > 0 ? named : json === undefined ? workbooks.filter((name) => !/\.json$/i.test(name)) : [json];
  const [only, another] = tables;
  if (only === undefined) throw new InputError(nothingToRead(path, names));
  if (another !== undefined)
    throw new InputError(
      `文件夹「${path}」中有多个 Excel 表格（${tables.map(describedCopy).join('、')}），请只保留一个，或把案例表格改名为 case.xlsx。`,
    );
  return only;
}

/** A browser or a program that saved the same file again says so in its name. */
function describedCopy(name: string): string {
  const copy = /\s*[(（]\d+[)）]\.|[-_ ]*(副本|复件|copy)/i.test(name);
  return copy ? `${name}（像是另存的副本）` : name;
}

function nothingToRead(path: string, names: readonly string[]): string {
  const other = names.find(isOtherTable);
  if (other !== undefined)
    return `文件夹「${path}」中没有 case.xlsx，只有${OTHER_TABLES[extname(other).toLowerCase()]}「${other}」，无法读取。请用编制它的程序（Excel 或 WPS）打开，另存为「Excel 工作簿 (.xlsx)」后重试。`;
  return `文件夹「${path}」中没有 case.xlsx 或 case.json。请放入案例表格，或用 npm run template -- 文件夹 生成一份。`;
}
