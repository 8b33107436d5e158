import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  release(): void;
}

/**
 * Takes a lock that dies with its process, however that ends: SQLite's own lock on a
 * file (Node has no flock, and a file with a process number outlives a kill).
 * Undefined when another process holds it.
 */
export function tryLock(path: string): Lock | undefined {
  for (;;) {
    mkdirSync(dirname(path), { recursive: true });
    let database: DatabaseSync;
    try {
      database = new DatabaseSync(path, { timeout: 0 });
    } catch (error) {
      if (inodeOf(dirname(path)) === undefined) continue;
      throw error;
    }
    const opened = inodeOf(path);
    try {
      database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
      throw error;
    }
    // The holder before may have removed the file after we opened it: then we hold a lock that nobody sees.
    if (opened !== undefined && inodeOf(path) === opened)
      return {
        release() {
          // Windows removes no open file.
          if (process.platform === 'win32') database.close();
          rmSync(path, { force: true });
          if (database.isOpen) database.close();
        },
      };
    database.close();
  }
}

const SQLITE_BUSY = 5;

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
