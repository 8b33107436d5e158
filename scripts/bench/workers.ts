import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import type { Sides } from '../lib/pairs.ts';
import { ROOT } from '../lib/run.ts';

/** Four cases rehearsed two at a time, against one at a time. */
export async function workers(): Promise<Sides> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  for (let index = 0; index < 4; index += 1)
    await writeCaseFolder(
      caseOf({ seed: 300 + index, name: `企业${index}`, projects: 2, withTraining: false }),
      join(folder, `企业${index}`),
      index,
    );
  const go = async (count: number) => {
    execFileSync(
      process.execPath,
      ['scripts/rehearse.ts', folder, '--journey', 'filing', '--workers', String(count), '--out', join(folder, 'out')],
      { cwd: ROOT, stdio: 'ignore' },
    );
  };
  return { ours: () => go(2), reference: () => go(1), end: () => rm(folder, { recursive: true }) };
}
