import { execFile } from 'node:child_process';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { JOURNAL, RECEIPTS } from '../../../evidence/layout.ts';
import { readSealingKeys } from '../../../evidence/sealing-keys.ts';
import { verifyBundle } from '../../../evidence/verify.ts';
import { caseOf } from '../../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../../fixtures/factories/write-folder.ts';
import { ROOT } from '../../lib/run.ts';

export type Journey = 'filing' | 'full';

/** The runs that are cut off: both cases at once, on two workers, and what each gives when nothing cuts it off. */
export interface Subjects {
  names: readonly string[];
  publicKey: KeyObject;
  /** @throws when that journey was not driven uncut */
  uncutOf(journey: Journey, name: string): Uncut;
  args(out: string, journey: Journey): string[];
  env: NodeJS.ProcessEnv;
}

/** A run that nothing cut off. */
export interface Uncut {
  coreDigest: string;
  journal: Buffer;
  receipts: Buffer;
  /** Byte offset behind each journal line. */
  ends: readonly number[];
}

const run = promisify(execFile);

/** The smallest cases that make both journeys whole: one project, two trainees, two scans. */
export async function subjectsIn(
  scratch: string,
  keys: string,
  journeys: readonly Journey[],
  seed: number,
): Promise<Subjects> {
  const names = ['甲', '乙'];
  const cases = join(scratch, 'cases');
  for (const [index, name] of names.entries()) {
    const material = caseOf({ seed: seed + index, name, traineesPerProject: 2 });
    material.materials = material.materials.slice(0, 2);
    await writeCaseFolder(material, join(cases, name), seed + index);
  }
  const publicKey = createPublicKey(readSealingKeys(keys).operator);
  const args = (out: string, journey: Journey) => ['scripts/rehearse.ts', cases, '--out', out, '--journey', journey];
  const env = { ...process.env, HARNESS_KEYS: keys };
  const uncut: Record<string, Uncut> = {};
  for (const journey of journeys) {
    const out = join(scratch, `uncut-${journey}`);
    await run(process.execPath, args(out, journey), { cwd: ROOT, env });
    for (const name of names) uncut[`${journey} ${name}`] = await uncutRun(join(out, name), publicKey);
  }
  const uncutOf = (journey: Journey, name: string): Uncut => {
    const found = uncut[`${journey} ${name}`];
    if (found === undefined) throw new Error(`nothing to compare ${name} with`);
    return found;
  };
  return { names, publicKey, uncutOf, args, env };
}

async function uncutRun(folder: string, publicKey: KeyObject): Promise<Uncut> {
  const { verdict, coreDigest, problems } = await verifyBundle(folder, publicKey);
  if (verdict !== 'intact' || coreDigest === null)
    throw new Error(`the run that nothing cut off is ${verdict}: ${JSON.stringify(problems)}`);
  const journal = readFileSync(join(folder, JOURNAL));
  const ends = [...journal.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1);
  return { coreDigest, journal, receipts: readFileSync(join(folder, RECEIPTS)), ends };
}

/** Why what lies there is not the run that nothing cut off; undefined when it is, to the byte. */
export async function differsFromUncut(
  folder: string,
  uncut: Uncut,
  publicKey: KeyObject,
): Promise<string | undefined> {
  if (!existsSync(folder)) return 'no bundle';
  const { verdict, coreDigest, problems } = await verifyBundle(folder, publicKey);
  if (verdict !== 'intact') return `${verdict}: ${problems[0]?.file} ${problems[0]?.problem}`;
  if (!readFileSync(join(folder, RECEIPTS)).equals(uncut.receipts)) return 'other receipts';
  if (!readFileSync(join(folder, JOURNAL)).equals(uncut.journal)) return 'another journal';
  return coreDigest === uncut.coreDigest ? undefined : 'another coreDigest';
}
