import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { holdsTable } from '../../domain/case/files/locate-case.ts';
import { InputError } from '../../domain/errors.ts';

export interface NamedCase {
  /** Unlike every other case's of this run, and one that every file system takes. */
  name: string;
  path: string;
}

/** Each case with a name of its own, which can be that of a folder; a folder of cases stands for all in it. */
export async function namedCases(paths: string[], reserved: readonly string[] = []): Promise<NamedCase[]> {
  const found: string[] = [];
  // Of several, one that is no case is told as such by its reader: the others are judged.
  for (const path of paths)
    found.push(
      ...(await casesIn(path).catch((error) => {
        if (paths.length === 1 || !(error instanceof InputError)) throw error;
        return [path];
      })),
    );
  return withNames(found, reserved).map(({ name, path }) => ({ name, path: resolve(path) }));
}

/** Each path with a name of its own that every file system takes. */
export function withNames(paths: readonly string[], reserved: readonly string[] = []): NamedCase[] {
  // Two names that differ in case or Unicode form only are one folder on some file systems.
  const key = (name: string) => name.normalize('NFC').toLowerCase();
  const used = new Set(reserved);
  return paths.map((path) => {
    const own = folderName(ownName(path));
    let name = own;
    for (let times = 2; used.has(key(name)); times += 1) name = `${own}-${times}`;
    used.add(key(name));
    return { name, path };
  });
}

function ownName(path: string): string {
  const extension = extname(path).toLowerCase();
  if (!['.xlsx', '.xlsm', '.json', '.zip'].includes(extension)) return basename(resolve(path));
  const file = basename(path, extname(path));
  return file.toLowerCase() === 'case' ? basename(join(resolve(path), '..')) : file;
}

/** A name that every file system takes: an auditor's Windows as well. */
function folderName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '_')
    .replace(/[. ]+$/, '');
  if (safe === '' || safe.startsWith('.')) return `案例${safe}`;
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(safe) ? `_${safe}` : safe;
}

async function casesIn(path: string): Promise<string[]> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined)
    throw new InputError(`找不到案例「${path}」，请检查路径。可用 npm run template -- 文件夹 生成一份。`);
  if (!status.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  if (holdsTable(path)) return [path];
  // A workbook of any name, or of a format that is not read: the reader says so; to leave the folder out says nothing.
  const inside = entries
    .filter((entry) => entry.isDirectory() && holdsTable(join(path, entry.name)))
    .map((entry) => join(path, entry.name))
    .sort();
  if (inside.length === 0)
    throw new InputError(`文件夹「${path}」中没有 case.xlsx、case.json，也没有装着案例的子文件夹。`);
  return inside;
}
