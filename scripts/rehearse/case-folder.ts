import { createPublicKey } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { onDisk, RunCutOff } from '../../evidence/cut-off.ts';
import type { JournalLine } from '../../evidence/journal-line.ts';
import { createRun, reopenRun, runStateOf } from '../../evidence/run-folder.ts';
import type { SealingKeys } from '../../evidence/sealing-keys.ts';
import { publish } from '../../evidence/staging.ts';
import { verifyOwnSeal } from '../../evidence/verify.ts';
import { type Lock, tryLock } from '../lib/lock.ts';

/** Beside the cases' folders: locks and folders in the making, empty when nothing runs. */
const WORKING = '.rehearsing';
/** Beside the cases' folders: what lay in their place before. */
export const EARLIER = 'earlier';
/** Milliseconds that the processes of a rehearsal just killed may take to be gone. */
const PATIENCE = 5_000;

/** A case's folder, made ready and held by this process alone. */
export interface HeldFolder {
  folder: string;
  /** Lines of the run to be gone on with. */
  repeat: readonly JournalLine[];
  /** A run came to its end here and its seal holds: there is nothing to do. */
  finished: boolean;
  release(): void;
}

export interface CaseFolderOptions {
  out: string;
  name: string;
  resume: boolean;
  keys?: SealingKeys;
  say: (line: string) => void;
}

/**
 * Makes the folder of a case ready. Evidence is never deleted: without `resume`,
 * what lies there moves to `earlier/` (docs/decisions/0011).
 * @throws RunCutOff when another rehearsal is at work there, or what lies there can't be gone on with
 */
export async function holdCaseFolder({ out, name, resume, keys, say }: CaseFolderOptions): Promise<HeldFolder> {
  const folder = join(out, name);
  const lock = await lockOf(out, name);
  try {
    const found = resume ? await toGoOnWith(folder, keys) : undefined;
    if (found !== undefined) return { folder, ...found, release: lock.release };
    moveAside(out, name, say);
    onDisk(folder, () => createRun(folder, join(out, WORKING, name)));
    return { folder, repeat: [], finished: false, release: lock.release };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Refuses, before anything is driven, folders that are in use or hold something else. @throws RunCutOff */
export async function refuseTaken(out: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    refuseForeign(join(out, name));
    (await lockOf(out, name)).release();
  }
}

/** Removes the working folder once nothing is at work in it. */
export function tidy(out: string): void {
  try {
    rmdirSync(join(out, WORKING));
  } catch {
    // another rehearsal holds a lock in it
  }
}

function refuseForeign(folder: string): void {
  if (runStateOf(folder).state === 'foreign')
    throw new RunCutOff(`结果文件夹「${folder}」里有别的内容，为免覆盖没有演练。请换一个 --out 文件夹。`);
}

async function lockOf(out: string, name: string): Promise<Lock> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const lock = onDisk(join(out, name), () => tryLock(join(out, WORKING, `${name}.lock`)));
    if (lock !== undefined) return lock;
    if (Date.now() > until)
      throw new RunCutOff(`另一个演练正在写入「${join(out, name)}」。请等它结束，或换一个 --out 文件夹。`);
    await setTimeout(100);
  }
}

async function toGoOnWith(
  folder: string,
  keys?: SealingKeys,
): Promise<Pick<HeldFolder, 'repeat' | 'finished'> | undefined> {
  const { state } = runStateOf(folder);
  if (keys === undefined || state === 'none' || state === 'foreign') return undefined;
  const { verdict, problems } = await verifyOwnSeal(folder, createPublicKey(keys.operator));
  const putInPlace = verdict === 'incomplete' && state === 'publishing';
  if (putInPlace) onDisk(folder, () => publish(folder));
  if (putInPlace || verdict === 'intact') return { repeat: [], finished: true };
  if (verdict === 'incomplete') return { repeat: onDisk(folder, () => reopenRun(folder)), finished: false };
  const [first] = problems;
  throw new RunCutOff(
    `「${folder}」核验没有通过，不能接着演练：${first?.file ?? ''}${first?.seq == null ? '' : ` 第 ${first.seq} 条`}${first?.problem ?? ''}。其中内容没有改动；请先用 npm run verify 查看，或不加 --resume 重新演练（原有内容会移到旁边保留）。`,
  );
}

function moveAside(out: string, name: string, say: (line: string) => void): void {
  const folder = join(out, name);
  refuseForeign(folder);
  const run = runStateOf(folder);
  onDisk(folder, () => {
    rmSync(join(out, WORKING, name), { recursive: true, force: true });
    if (run.state === 'none') return rmSync(folder, { recursive: true, force: true });
    let number = 1;
    while (existsSync(join(out, EARLIER, `${name}.${number}`))) number += 1;
    const aside = join(out, EARLIER, `${name}.${number}`);
    mkdirSync(join(out, EARLIER), { recursive: true });
    renameSync(folder, aside);
    say(
      run.state === 'unfinished' || run.state === 'publishing'
        ? `上次的演练没有办完（有 ${run.lines.length} 条记录），已移到 ${aside}；若要接着它演练，请把它移回并加 --resume`
        : `上次的证据包已移到 ${aside}`,
    );
  });
}
