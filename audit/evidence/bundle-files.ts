import { createReadStream, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { InputError } from '../../domain/errors.ts';
import { readZip, zipStream } from './zip.ts';

export interface BundleFile {
  path: string;
  size: number;
  stream(): Promise<Readable>;
}
export interface FileProblem {
  file: string;
  problem: string;
}

/** A bundle's files wherever they lie, and what is wrong with how they lie there. */
export interface BundleFiles {
  files: BundleFile[];
  problems: FileProblem[];
  close(): void;
}

export async function openBundle(path: string): Promise<BundleFiles> {
  let status: ReturnType<typeof lstatSync>;
  try {
    status = lstatSync(path);
  } catch {
    throw new InputError(`找不到证据包「${path}」，请检查路径。`);
  }
  const found = status.isDirectory() ? openFolder(path) : await openZipBundle(path);
  found.problems.push(...doubleNames(found.files));
  return found;
}

function openFolder(root: string): BundleFiles {
  const files: BundleFile[] = [];
  const problems: FileProblem[] = [];
  const walk = (prefix: string): void => {
    const entries = readdirSync(join(root, prefix), { withFileTypes: true });
    if (entries.length === 0 && prefix !== '') problems.push({ file: prefix, problem: '多出的空文件夹' });
    for (const entry of entries) {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (entry.isSymbolicLink()) problems.push({ file: path, problem: '是链接，不是文件' });
      else if (entry.isDirectory()) walk(path);
      else if (!entry.isFile()) problems.push({ file: path, problem: '不是普通文件' });
      else
        files.push({
          path,
          size: lstatSync(join(root, path)).size,
          stream: async () => createReadStream(join(root, path)),
        });
    }
  };
  walk('');
  return { files, problems, close: () => {} };
}

/** Only a zip that this project would write of the same files counts: nothing can hide between its entries. */
async function openZipBundle(path: string): Promise<BundleFiles> {
  let reading: Awaited<ReturnType<typeof readZip>>;
  try {
    reading = await readZip(path);
  } catch (error) {
    return {
      files: [],
      problems: [
        { file: path, problem: `不是完好的压缩包（${error instanceof Error ? error.message : String(error)}）` },
      ],
      close: () => {},
    };
  }
  const problems: FileProblem[] = [];
  try {
    const streams = await Promise.all(
      reading.entries.map(async (entry) => ({ path: entry.path, size: entry.size, entry })),
    );
    const again = zipStream(await held(streams));
    if (!(await sameBytes(createReadStream(path), again)))
      problems.push({ file: path, problem: '压缩包里有清单之外的内容，或打包方式被改动' });
  } catch {
    problems.push({ file: path, problem: '压缩包损坏，无法读出全部文件' });
  }
  return { files: reading.entries, problems, close: reading.close };
}

/** Members one after the other; each is read only when its turn comes. */
async function held(entries: { path: string; size: number; entry: BundleFile }[]) {
  const { Readable: Stream } = await import('node:stream');
  return entries.map(({ path, size, entry }) => ({
    path,
    size,
    bytes: () =>
      Stream.from(
        (async function* () {
          yield* await entry.stream();
        })(),
      ),
  }));
}

async function sameBytes(a: Readable, b: Readable): Promise<boolean> {
  const [left, right] = [a[Symbol.asyncIterator](), b[Symbol.asyncIterator]()];
  let x: Buffer = Buffer.alloc(0);
  let y: Buffer = Buffer.alloc(0);
  for (;;) {
    if (x.length === 0) {
      const next = await left.next();
      if (next.done) {
        const rest = y.length > 0 ? false : (await right.next()).done === true;
        b.destroy();
        return rest;
      }
      x = next.value as Buffer;
      continue;
    }
    if (y.length === 0) {
      const next = await right.next();
      if (next.done) {
        a.destroy();
        return false;
      }
      y = next.value as Buffer;
      continue;
    }
    const length = Math.min(x.length, y.length);
    if (Buffer.compare(x.subarray(0, length), y.subarray(0, length)) !== 0) {
      a.destroy();
      b.destroy();
      return false;
    }
    x = x.subarray(length);
    y = y.subarray(length);
  }
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
