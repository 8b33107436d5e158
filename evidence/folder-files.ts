import { closeSync, constants, lstatSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleFile, BundleFiles, FileProblem } from './bundle-files.ts';
import { sha256Of } from './canonical-json.ts';
import { ChunkReader } from './chunk-reader.ts';

/** If a link has replaced a file since the walk, it is not followed; a pipe is not waited for. */
const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export function openFolder(root: string): BundleFiles {
  const files: BundleFile[] = [];
  const emptyFolders: string[] = [];
  const problems: FileProblem[] = [];
  const reader = new ChunkReader();
  /** A folder that cannot be read, or whose path is too long, is one problem of the bundle, not the end of its verification. */
  const attempt = <T>(path: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push({ file: path, problem: `无法读出（${(error as NodeJS.ErrnoException).code}）` });
      return undefined;
    }
  };
  const entriesIn = (prefix: string) =>
    attempt(prefix, () => readdirSync(join(root, prefix), { withFileTypes: true, encoding: 'buffer' }));
  const walk = (prefix: string): void => {
    const entries = entriesIn(prefix);
    if (entries === undefined) return;
    if (entries.length === 0 && prefix !== '') emptyFolders.push(prefix);
    for (const entry of entries) {
      const name = entry.name.toString('utf8');
      const path = prefix === '' ? name : `${prefix}/${name}`;
      if (!Buffer.from(name).equals(entry.name)) problems.push({ file: path, problem: '文件名不是 UTF-8，无法核验' });
      else if (entry.isSymbolicLink()) problems.push({ file: path, problem: '是链接，不是文件' });
      else if (entry.isDirectory()) walk(path);
      else if (!entry.isFile()) problems.push({ file: path, problem: '不是普通文件' });
      else {
        const file = attempt(path, () => fileAt(root, path, reader));
        if (file !== undefined) files.push(file);
      }
    }
  };
  walk('');
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    emptyFolders: emptyFolders.sort(),
    problems,
    digests() {
      const digests = new Map<string, string>();
      for (const file of files) {
        const digest = attempt(file.path, () => sha256Of(file.chunks()));
        if (digest !== undefined) digests.set(file.path, digest);
      }
      return digests;
    },
    close() {},
  };
}

function fileAt(root: string, path: string, reader: ChunkReader): BundleFile {
  const place = join(root, path);
  return {
    path,
    size: lstatSync(place).size,
    *chunks() {
      const file = openSync(place, READ);
      try {
        yield* reader.read(file);
      } finally {
        closeSync(file);
      }
    },
  };
}
