import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { JOURNAL, STAGING } from '../../../evidence/layout.ts';
import { ROOT } from '../../lib/run.ts';

/** When a run is cut off: behind so many milliseconds, or so many bytes of a case's journal, or while it is sealed. */
export interface Moment {
  phase: 'start' | 'line' | 'sealing' | 'sealed';
  /** The case that is watched, as a folder. */
  folder: string;
  /** Bytes of the journal to wait for; phase `line`. */
  bytes: number;
  /** Milliseconds to wait behind what was waited for. */
  delay: number;
}

/** All processes of the run at once, or the command alone: the others must end by themselves. */
export type Target = 'tree' | 'command';

/** Starts the command, kills it with SIGKILL at the moment, and waits until nothing of it is alive. False when it ended before. */
export async function cutOff(args: string[], env: NodeJS.ProcessEnv, moment: Moment, target: Target): Promise<boolean> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (child.exitCode === null && !reached(moment)) await setTimeout(2);
  await setTimeout(moment.delay);
  const alive = child.exitCode === null;
  const tree = descendants(child);
  for (const pid of target === 'tree' ? tree : tree.slice(0, 1)) kill(pid);
  await ended;
  const until = Date.now() + 20_000;
  while (tree.some(isAlive)) {
    if (Date.now() > until) throw new Error(`processes went on after the kill: ${tree.filter(isAlive).join(' ')}`);
    await setTimeout(10);
  }
  return alive;
}

function reached({ phase, folder, bytes }: Moment): boolean {
  switch (phase) {
    case 'start':
      return true;
    case 'line':
      return (statSync(join(folder, JOURNAL), { throwIfNoEntry: false })?.size ?? 0) >= bytes;
    case 'sealing':
      return isThere(join(folder, STAGING)) || isThere(join(folder, 'seal'));
    case 'sealed':
      return isThere(join(folder, 'seal')) && !isThere(join(folder, STAGING));
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The child and all below it, itself first; Linux only. */
function descendants({ pid }: ChildProcess): number[] {
  if (pid === undefined) return [];
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = parentOf(Number(entry));
    if (parent !== undefined) parents.set(Number(entry), parent);
  }
  const found = [pid];
  for (const above of found) for (const [below, parent] of parents) if (parent === above) found.push(below);
  return found;
}

function statOf(pid: number): string[] | undefined {
  try {
    // The name in brackets may hold spaces; what follows it does not.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined;
  }
}

function parentOf(pid: number): number | undefined {
  const parent = statOf(pid)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

function isAlive(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state !== undefined && state !== 'Z';
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}
