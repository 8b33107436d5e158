import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow } from './bag.ts';
import { type JournalLine, lineText } from './journal-line.ts';
import { JOURNAL, REPORTS, STAGING } from './layout.ts';
import { readJournal } from './read-journal.ts';
import { discardAllBut } from './staging.ts';

/** How far the run in a folder came: `none` where there is no run, `foreign` where something else lies there. */
export type RunState =
  | { state: 'none' | 'foreign' | 'sealed' }
  /**
   * With its whole lines; a last line that was torn never happened. `publishing` is one that
   * was sealed and cut off on its way out of `sealing/`: `publish` ends that.
   */
  | { state: 'unfinished' | 'publishing'; lines: readonly JournalLine[] };

/** Only looks at which files are there and checks none: a sealed run may still be a broken one. */
export function runStateOf(folder: string): RunState {
  if (!existsSync(folder)) return { state: 'none' };
  const files = filesBelow(folder);
  if (!files.includes(JOURNAL)) return { state: files.every((file) => file.startsWith(REPORTS)) ? 'none' : 'foreign' };
  const sealed = files.some((file) => file.startsWith('seal/'));
  if (sealed && !existsSync(join(folder, STAGING))) return { state: 'sealed' };
  return {
    state: sealed ? 'publishing' : 'unfinished',
    lines: withoutEnd(readJournal(readFileSync(join(folder, JOURNAL))).lines),
  };
}

/** Makes a run's folder with an empty journal in it; it appears at once, by way of `fresh` beside it. */
export function createRun(folder: string, fresh: string): void {
  mkdirSync(dirname(join(fresh, JOURNAL)), { recursive: true });
  closeSync(openSync(join(fresh, JOURNAL), 'w'));
  renameSync(fresh, folder);
}

/** Takes an unfinished run back to its journal without an end, and gives its lines, to be gone over again. */
export function reopenRun(folder: string): readonly JournalLine[] {
  const path = join(folder, JOURNAL);
  const { lines, ended } = readJournal(readFileSync(path));
  const open = withoutEnd(lines);
  if (ended) {
    // The last line was already written when the sealing was cut off; it is written again with the seal.
    const file = openSync(path, 'r+');
    ftruncateSync(file, Buffer.byteLength(open.map((line) => `${lineText(line)}\n`).join('')));
    fsyncSync(file);
    closeSync(file);
  }
  discardAllBut(folder, JOURNAL);
  return open;
}

function withoutEnd(lines: readonly JournalLine[]): readonly JournalLine[] {
  return lines.at(-1)?.kind === 'run-end' ? lines.slice(0, -1) : lines;
}
