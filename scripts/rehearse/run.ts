import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNode, tool } from '../lib/run.ts';
import { withScratch } from '../lib/scratch.ts';
import { PLAN_VARIABLE, type RehearsalPlan } from './plan.ts';

/** Runs a plan's cases as Playwright tests (architecture, decision 5); Playwright's exit code. */
export function runRehearsal(
  plan: Omit<RehearsalPlan, 'scratch'>,
  options: { workers: number; shard?: string; debug?: true },
): Promise<number> {
  return withScratch('rehearsal', async (scratch) => {
    const path = join(scratch, 'plan.json');
    await writeFile(path, JSON.stringify({ ...plan, scratch: join(scratch, 'browser') }));
    const args = [
      tool('@playwright', 'test', 'cli.js'),
      'test',
      '-c',
      join('scripts', 'rehearse', 'playwright.config.ts'),
      '--workers',
      String(options.workers),
    ];
    if (options.shard !== undefined) args.push('--shard', options.shard);
    return await runNode(args, { [PLAN_VARIABLE]: path, ...(options.debug && { HARNESS_DEBUG: '1' }) });
  });
}
