import { statSync } from 'node:fs';
import { InputError } from '../domain/errors.ts';
import type { BundleFile, BundleFiles, FileProblem } from './bundle-files.ts';
import { openFolder } from './folder-files.ts';
import { openZip } from './zip-files.ts';

/** @throws InputError when there is nothing to open */
export async function openBundle(path: string): Promise<BundleFiles> {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new InputError(`找不到证据包「${path}」，请检查路径。`);
  if (!status.isDirectory() && !status.isFile())
    throw new InputError(`「${path}」不是文件夹也不是文件，无法作为证据包打开。`);
  const found = status.isDirectory() ? openFolder(path) : await openZip(path);
  found.problems.push(...doubleNames(found.files));
  return found;
}

/** Opens a bundle for `use` alone. @throws InputError when there is nothing to open */
export async function withBundle<T>(path: string, use: (bundle: BundleFiles) => T | Promise<T>): Promise<T> {
  const bundle = await openBundle(path);
  try {
    return await use(bundle);
  } finally {
    bundle.close();
  }
}

/** The same name twice, or twice but for its Unicode form (UAX #15): two files for a program, one for a person. */
function doubleNames(files: readonly BundleFile[]): FileProblem[] {
  const seen = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const { path } of files) {
    const normal = path.normalize('NFC');
    const before = seen.get(normal);
    if (before !== undefined) problems.push({ file: path, problem: `文件名与「${before}」重复` });
    else if (normal !== path) problems.push({ file: path, problem: '文件名不是规范的 Unicode 写法（NFC）' });
    seen.set(normal, path);
  }
  return problems;
}
