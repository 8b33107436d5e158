import { InputError } from '../domain/errors.ts';
import { type BundleFile, bytesOf } from './bundle-files.ts';
import { sha256Of } from './canonical-json.ts';
import { coreDigest } from './core-digest.ts';
import { firstDifference } from './journal.ts';
import type { Difference } from './journal-differs.ts';
import type { JournalLine } from './journal-line.ts';
import { CORE, ENVIRONMENT, JOURNAL, OBSERVED, PRIVATE_CASE, TIMES } from './layout.ts';
import { withBundle } from './open-bundle.ts';
import { decryptCase, type PrivateCase } from './private-case.ts';
import { readJournal } from './read-journal.ts';
import { rootOf } from './seal.ts';

/** The parts of a run that a replay is held against. */
export interface RecordedRun {
  lines: readonly JournalLine[];
  coreDigest: string;
  /** Digest of each file below `data/core/` but the journal, and below `data/observed/`. */
  files: Readonly<Record<string, string>>;
}

const COMPARED = [CORE, OBSERVED];
/** The wall's clock and the machine: never the same twice. */
const NEVER_THE_SAME = [TIMES, ENVIRONMENT];

/** A run as it lies in a bundle or in a rehearsal's folder. @throws InputError when its journal is not whole */
export async function recordedRun(path: string): Promise<RecordedRun> {
  return opened(path, (files) => {
    const lines = linesOf(path, wholeOf(files.get(JOURNAL)));
    const digests: Record<string, string> = {};
    for (const [name, file] of files)
      if (COMPARED.some((folder) => name.startsWith(folder)) && name !== JOURNAL)
        digests[name] = sha256Of(file.chunks());
    return { lines, coreDigest: coreDigest(rootOf(lines), digests), files: digests };
  });
}

/** The full case of a sealed bundle. @throws InputError when there is none, or the identity is not one it was made for */
export async function privateCaseOf(path: string, identity: string): Promise<PrivateCase> {
  return opened(path, (files) => {
    const file = files.get(PRIVATE_CASE);
    if (file === undefined)
      throw new InputError(`证据包「${path}」中没有 ${PRIVATE_CASE}：演练没有办完或没有封存，无法重放。`);
    return decryptCase(wholeOf(file), identity);
  });
}

/**
 * Where a replay first parts from the record: a journal line, or else a file of
 * the core, counted at the last line. Undefined when the core is the same.
 */
export function compareRuns(recorded: RecordedRun, replayed: RecordedRun): Difference | undefined {
  for (const [seq, line] of recorded.lines.entries()) {
    const again = replayed.lines[seq];
    if (again === undefined) return { seq, field: 'kind', recorded: line.kind, replayed: '' };
    const difference = firstDifference(line, again);
    if (difference !== undefined) return difference;
  }
  const more = replayed.lines[recorded.lines.length];
  if (more !== undefined) return { seq: more.seq, field: 'kind', recorded: '', replayed: more.kind };
  const [file] = differentFiles(recorded, replayed, CORE);
  if (file === undefined) return undefined;
  const seq = Math.max(0, recorded.lines.length - 1);
  return { seq, field: file, recorded: recorded.files[file] ?? '', replayed: replayed.files[file] ?? '' };
}

/** Pictures and ARIA snapshots that came out otherwise: information, never a verdict. */
export function observedDifferences(recorded: RecordedRun, replayed: RecordedRun): string[] {
  return differentFiles(recorded, replayed, OBSERVED).filter((file) => !NEVER_THE_SAME.includes(file));
}

function differentFiles(a: RecordedRun, b: RecordedRun, folder: string): string[] {
  return [...new Set([...Object.keys(a.files), ...Object.keys(b.files)])]
    .filter((file) => file.startsWith(folder) && a.files[file] !== b.files[file])
    .sort();
}

function linesOf(path: string, bytes: Uint8Array): JournalLine[] {
  const { lines, problems, ended } = readJournal(bytes);
  const [problem] = problems;
  if (problem !== undefined)
    throw new InputError(
      `「${path}」的操作记录第 ${problem.seq} 条${problem.problem}，无法重放。请先用 npm run verify 核验。`,
    );
  if (!ended) throw new InputError(`「${path}」的操作记录没有结束，演练没有办完，无法重放。请先用 --resume 办完。`);
  return lines;
}

function opened<T>(path: string, read: (files: ReadonlyMap<string, BundleFile>) => T | Promise<T>): Promise<T> {
  return withBundle(path, ({ files, problems }) => {
    const [unreadable] = files.length === 0 ? problems : [];
    if (unreadable !== undefined) throw new InputError(`「${path}」${unreadable.problem}。`);
    return read(new Map(files.map((file) => [file.path, file])));
  });
}

function wholeOf(file: BundleFile | undefined): Buffer {
  return bytesOf(file, Number.POSITIVE_INFINITY);
}
