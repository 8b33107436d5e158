import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryLock } from './lock.ts';

const LOCK = '.lock';

/**
 * A folder that only its owner can read and that is gone when `run` ends, also by Ctrl-C:
 * a decrypted case must not stay behind. What a kill left behind goes with the next start.
 */
export async function withScratch<T>(purpose: string, run: (folder: string) => Promise<T>): Promise<T> {
  sweep(purpose);
  const folder = mkdtempSync(join(tmpdir(), `${purpose}-`));
  const lock = tryLock(join(folder, LOCK));
  const remove = () => {
    lock?.release();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const interrupted = (signal: NodeJS.Signals) => process.exit(signal === 'SIGINT' ? 130 : 143);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, interrupted);
  process.once('exit', remove);
  try {
    return await run(folder);
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    process.off('exit', remove);
    remove();
  }
}

/** Removes scratch folders whose owner is gone; those of others, which we may not touch, stay. */
function sweep(purpose: string): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(`${purpose}-`))) {
    try {
      const folder = join(tmpdir(), name);
      if (!readdirSync(folder).includes(LOCK)) continue;
      const lock = tryLock(join(folder, LOCK));
      if (lock === undefined) continue;
      lock.release();
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // not ours to remove
    }
  }
}
