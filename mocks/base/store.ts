import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ZodType } from 'zod';

/** Rows of one kind, checked by their schema on every write. */
export interface Table<T> {
  get(id: string): T | undefined;
  /** In the order they were first written. */
  all(): T[];
  put(id: string, row: T): T;
  remove(id: string): void;
}

export interface Store {
  table<T>(kind: string, schema: ZodType<T>): Table<T>;
  /** Images and attachments by their SHA-256, byte for byte. */
  putBlob(bytes: Uint8Array): string;
  blob(sha256: string): Uint8Array;
  /** 1, 2, 3 … for each name. */
  next(counter: string): number;
  /** All of `run` happens, or nothing of it. */
  atomic<R>(run: () => R): R;
  close(): void;
}

/**
 * The portal's tables: documents in SQLite, in memory or in a folder
 * (docs/decisions/0002). A transition is one transaction, so a kill at any
 * moment leaves the state before it or after it.
 */
export function openStore(folder?: string): Store {
  const database = new DatabaseSync(folder === undefined ? ':memory:' : join(folder, 'portal.sqlite'));
  if (folder !== undefined) database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec(`
    CREATE TABLE IF NOT EXISTS documents (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, UNIQUE (kind, id));
    CREATE TABLE IF NOT EXISTS blobs (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);`);
  const one = database.prepare('SELECT json FROM documents WHERE kind = ? AND id = ?');
  const many = database.prepare('SELECT json FROM documents WHERE kind = ? ORDER BY seq');
  const write = database.prepare(
    'INSERT INTO documents (kind, id, json) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json',
  );
  const erase = database.prepare('DELETE FROM documents WHERE kind = ? AND id = ?');
  const readBlob = database.prepare('SELECT bytes FROM blobs WHERE sha256 = ?');
  const writeBlob = database.prepare('INSERT OR IGNORE INTO blobs (sha256, bytes) VALUES (?, ?)');
  const count = database.prepare(
    'INSERT INTO counters (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value',
  );
  let depth = 0;

  return {
    table: <T>(kind: string, schema: ZodType<T>): Table<T> => ({
      get: (id) => {
        const row = one.get(kind, id) as { json: string } | undefined;
        return row === undefined ? undefined : (JSON.parse(row.json) as T);
      },
      all: () => (many.all(kind) as { json: string }[]).map((row) => JSON.parse(row.json) as T),
      put: (id, row) => {
        const checked = schema.parse(row);
        write.run(kind, id, JSON.stringify(checked));
        return checked;
      },
      remove: (id) => {
        erase.run(kind, id);
      },
    }),
    putBlob(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      writeBlob.run(sha256, bytes);
      return sha256;
    },
    blob(sha256) {
      const row = readBlob.get(sha256) as { bytes: Uint8Array } | undefined;
      if (row === undefined) throw new Error(`blob ${sha256} is not in the store`);
      return row.bytes;
    },
    next: (counter) => (count.get(counter) as { value: number }).value,
    atomic(run) {
      if (depth > 0) return run();
      database.exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = run();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
}
