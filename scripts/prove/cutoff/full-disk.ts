import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { verifyBundle } from '../../../evidence/verify.ts';
import { ROOT } from '../../lib/run.ts';
import { differsFromUncut, type Journey, type Subjects } from './subjects.ts';

/** A disk of so many KB in a folder, and a way to make room on it; root only. */
function smallDisk(folder: string, kilobytes: number): { grow(): void; remove(): void } {
  mkdirSync(folder, { recursive: true });
  mount(['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
  return {
    grow: () => mount(['-o', 'remount,size=64m', folder]),
    remove: () => spawnSync('umount', ['-l', folder]),
  };
}

function mount(args: string[]): void {
  const run = spawnSync('mount', args, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the proof of a full disk mounts a small one, which needs root: ${run.stderr}`);
}

/**
 * Runs both cases on a disk that fills up. What does not hold, each in a sentence; `full` tells
 * whether the disk was too small.
 */
export async function onFullDisk(
  subjects: Subjects,
  journey: Journey,
  out: string,
  kilobytes: number,
): Promise<{ full: boolean; wrong: string[] }> {
  const rehearse = (more: string[]) =>
    spawnSync(process.execPath, [...subjects.args(out, journey), ...more], {
      cwd: ROOT,
      env: subjects.env,
      encoding: 'utf8',
    });
  const wrong: string[] = [];
  const disk = smallDisk(out, kilobytes);
  try {
    const first = rehearse([]);
    const full = first.status !== 0;
    if (full && !/磁盘空间不足。.*--resume/.test(first.stderr))
      wrong.push(`did not say so: ${first.stderr.slice(-300)}`);
    if (/^\s+at |ENOSPC/m.test(first.stdout + first.stderr)) wrong.push(`was technical: ${first.stderr.slice(-300)}`);
    for (const name of subjects.names.filter((given) => existsSync(join(out, given)))) {
      const { verdict, problems } = await verifyBundle(join(out, name), subjects.publicKey);
      if (verdict === 'broken') wrong.push(`${name} verified as broken: ${JSON.stringify(problems.slice(0, 3))}`);
      const difference = await differsFromUncut(join(out, name), subjects.uncutOf(journey, name), subjects.publicKey);
      if (verdict === 'intact' && difference !== undefined) wrong.push(`${name} is sealed and ${difference}`);
    }
    disk.grow();
    const again = rehearse(['--resume']);
    if (again.status !== 0) wrong.push(`--resume exited ${again.status}: ${again.stderr.slice(-300)}`);
    for (const name of subjects.names) {
      const difference = await differsFromUncut(join(out, name), subjects.uncutOf(journey, name), subjects.publicKey);
      if (difference !== undefined) wrong.push(`${name} resumed: ${difference}`);
    }
    return { full, wrong };
  } finally {
    disk.remove();
  }
}
