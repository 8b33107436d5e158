import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT, tool } from '../../lib/run.ts';
import type { Proof } from '../proof.ts';

const run = promisify(execFile);

interface Report {
  stats: { expected: number; unexpected: number };
  suites: {
    specs: { title: string; ok: boolean; tests: { results: { error?: { message: string } }[] }[] }[];
  }[];
}

/** Whole runs at portals of which one rule is wrong: the audit of each bundle names it by the right rule, at its place. */
export const wrongPortal: Proof = {
  size: 1,
  prove: async () => {
    const config = 'scripts/prove/wrong-portal/playwright.config.ts';
    const { stdout } = await run(
      process.execPath,
      [tool('@playwright', 'test', 'cli.js'), 'test', '-c', config, '--workers', '2'],
      { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
    ).catch((error: { stdout: string }) => error);
    const { stats, suites } = JSON.parse(stdout) as Report;
    const failures = suites
      .flatMap(({ specs }) => specs)
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) => `${title}: ${(tests[0]?.results[0]?.error?.message ?? '').split('\n')[0]}`);
    return {
      holds: failures.length === 0 && stats.expected > 0,
      figures: { wrongPortals: stats.expected + stats.unexpected, named: stats.expected },
      failures,
    };
  },
};
