import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, syncFolder } from './bag.ts';
import { REPORTS, STAGING } from './layout.ts';

/** An empty staging folder of this run. */
export function openStaging(folder: string): string {
  const staging = join(folder, STAGING);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  return staging;
}

/**
 * Puts a whole bundle in its place, file by file. A kill at any moment leaves the
 * journal where it was and `sealing/` beside it: the last thing done is to remove that.
 */
export function publish(folder: string): void {
  const staging = join(folder, STAGING);
  const files = filesBelow(staging);
  for (const path of files) syncPath(join(staging, path));
  const last = (path: string) => path.startsWith(REPORTS);
  for (const path of [...files.filter((path) => !last(path)), ...files.filter(last)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    renameSync(join(staging, path), join(folder, path));
  }
  for (const below of foldersOf(files)) syncFolder(join(folder, below));
  rmSync(staging, { recursive: true });
  syncFolder(folder);
}

/** Takes an unfinished run back to one file, its journal, so that it can go on: the rest is made anew. */
export function discardAllBut(folder: string, keep: string): void {
  for (const path of filesBelow(folder)) if (path !== keep && !inStaging(path)) rmSync(join(folder, path));
  pruneEmpty(folder);
  rmSync(join(folder, STAGING), { recursive: true, force: true });
}

export function inStaging(path: string): boolean {
  return path === STAGING || path.startsWith(`${STAGING}/`);
}

function pruneEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory() || entry.name === STAGING) continue;
    pruneEmpty(path);
    if (readdirSync(path).length === 0) rmdirSync(path);
  }
}

/** Every folder that the files lie in, the run's own (`''`) among them. */
function foldersOf(files: readonly string[]): string[] {
  const folders = new Set(['']);
  for (const file of files)
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  return [...folders];
}

function syncPath(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
