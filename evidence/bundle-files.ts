import { statSync } from 'node:fs';
import { InputError } from '../domain/errors.ts';
import { openFolder } from './folder-files.ts';
import { openZip } from './zip-files.ts';

export interface BundleFile {
  path: string;
  size: number;
  /** The content in order; each piece is valid until the next is asked for, and no other file may be read meanwhile. */
  chunks(): Iterable<Buffer>;
}
export interface FileProblem {
  file: string;
  problem: string;
}

/** A bundle's files wherever they lie, and what is wrong with how they lie there. */
export interface BundleFiles {
  files: BundleFile[];
  emptyFolders: string[];
  problems: FileProblem[];
  /**
   * Reads everything once: SHA-256 by path, hex. Undefined when the files do not
   * lie as this project lays them, so that nothing can be said of each; `problems` says why.
   */
  digests(): ReadonlyMap<string, string> | undefined;
  close(): void;
}

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

/** A manifest or a part of the seal, whole. One that is larger than any can be comes out empty, so that its check fails. */
export function bytesOf(file: BundleFile | undefined, largest = 64 * 1024 * 1024): Buffer {
  if (file === undefined || file.size > largest) return Buffer.alloc(0);
  const bytes = Buffer.allocUnsafe(file.size);
  let length = 0;
  for (const chunk of file.chunks()) length += chunk.copy(bytes, length);
  return bytes.subarray(0, length);
}

/** The same name twice, or twice but for its Unicode form (UAX #15): two files to us, one to a person. */
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
