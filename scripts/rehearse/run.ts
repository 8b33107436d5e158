import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, tool } from '../lib/run.ts';
import { withScratch } from '../lib/scratch.ts';
import { PLAN_VARIABLE, type RehearsalPlan, type Turn, turnsOf } from './plan.ts';

export interface RehearsalRun {
  /** Playwright's exit code. */
  code: number;
  turns: ReadonlyMap<string, Turn>;
}

/**
 * Runs a plan's cases as Playwright tests (architecture, decision 5). `interrupted`
 * is told how far the cases came when a signal ends the command; it can do synchronous things only.
 */
export function runRehearsal(
  given: Omit<RehearsalPlan, 'scratch'>,
  options: { workers: number; shard?: string; debug?: true; interrupted?: (turns: RehearsalRun['turns']) => void },
): Promise<RehearsalRun> {
  return withScratch('rehearsal', async (scratch) => {
    const plan: RehearsalPlan = { ...given, scratch };
    const path = join(scratch, 'plan.json');
    writeFileSync(path, JSON.stringify(plan));
    const args = [
      tool('@playwright', 'test', 'cli.js'),
      'test',
      '-c',
      join('scripts', 'rehearse', 'playwright.config.ts'),
      '--workers',
      String(options.workers),
    ];
    if (options.shard !== undefined) args.push('--shard', options.shard);
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      // The channel ends the whole tree with us; a group of its own lets us end it at once, Ctrl-C included.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      detached: process.platform !== 'win32',
      env: {
        ...process.env,
        [PLAN_VARIABLE]: path,
        // Browser profiles and papers with personal values go where they are sure to be removed.
        TMPDIR: scratch,
        TEMP: scratch,
        TMP: scratch,
        ...(options.debug && { HARNESS_DEBUG: '1' }),
      },
    });
    const leave = () => {
      endTree(child.pid);
      options.interrupted?.(turnsOf(plan));
    };
    process.prependOnceListener('exit', leave);
    try {
      const code = await new Promise<number>((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (exitCode) => resolve(exitCode ?? 2));
      });
      return { code, turns: turnsOf(plan) };
    } finally {
      process.off('exit', leave);
    }
  });
}

function endTree(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // gone already
  }
}
