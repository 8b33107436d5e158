import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { InputError } from '../../domain/errors.ts';

export interface NamedCase {
  /** Unlike every other case's of this run. */
  name: string;
  /** Absolute. */
  path: string;
}

/** Each case with a name of its own; a folder of cases stands for all in it. */
export async function namedCases(paths: string[]): Promise<NamedCase[]> {
  const found: string[] = [];
  for (const path of paths) found.push(...(await casesIn(path)));
  const used = new Map<string, number>();
  return found.map((path) => {
    const extension = extname(path).toLowerCase();
    const own = ['.xlsx', '.json'].includes(extension)
      ? basename(path, extension) === 'case'
        ? basename(join(resolve(path), '..'))
        : basename(path, extension)
      : basename(resolve(path));
    const times = (used.get(own) ?? 0) + 1;
    used.set(own, times);
    return { name: times === 1 ? own : `${own}-${times}`, path: resolve(path) };
  });
}

async function casesIn(path: string): Promise<string[]> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined)
    throw new InputError(`找不到案例「${path}」，请检查路径。可用 npm run template -- 文件夹 生成一份。`);
  if (!status.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.some((entry) => entry.isFile() && /\.(xlsx|json)$/i.test(entry.name))) return [path];
  const inside = entries
    .filter(
      (entry) =>
        entry.isDirectory() && ['case.xlsx', 'case.json'].some((name) => existsSync(join(path, entry.name, name))),
    )
    .map((entry) => join(path, entry.name))
    .sort();
  if (inside.length === 0)
    throw new InputError(`文件夹「${path}」中没有 case.xlsx、case.json，也没有装着案例的子文件夹。`);
  return inside;
}
