import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { JOURNAL, STAGING } from '../../../evidence/layout.ts';
import { makeKeys } from '../../../evidence/sealing-keys.ts';
import { verifyBundle } from '../../../evidence/verify.ts';
import { source } from '../../../fixtures/factories/random.ts';
import { ROOT } from '../../lib/run.ts';
import { withScratch } from '../../lib/scratch.ts';
import type { Proof, ProofOptions, ProofResult } from '../proof.ts';
import { onFullDisk } from './full-disk.ts';
import { cutOff, type Moment, type Target } from './kill.ts';
import { differsFromUncut, type Journey, type Subjects, subjectsIn } from './subjects.ts';

/** One in so many kills hits the full journey; the others the filing journey, which is shorter. */
const FULL_EVERY = 8;
/** One in so many kills is followed by a kill of the resumed run. */
const TWICE_EVERY = 6;
/** One full disk for so many runs cut off. */
const DISK_EVERY = 8;

/**
 * Cut off: runs killed with SIGKILL at random moments verify as incomplete up to their
 * last line, and `--resume` ends them as if nothing had happened, to the byte. Its size is
 * the number of runs that were cut off; each kill hits two that go on at once.
 */
export const cutoff: Proof = {
  size: 200,
  prove: (options) => withScratch('cutoff', (scratch) => kills(options, scratch)),
};

type Random = ReturnType<typeof source>;

interface Trial {
  subjects: Subjects;
  journey: Journey;
  out: string;
  figures: Record<string, number>;
  fail: (what: string) => void;
}

async function kills({ size, seed, say }: ProofOptions, scratch: string): Promise<ProofResult> {
  const keys = join(scratch, 'keys');
  await makeKeys(keys);
  const journeys: Journey[] = size < FULL_EVERY ? ['filing'] : ['filing', 'full'];
  const subjects = await subjectsIn(scratch, keys, journeys, seed);
  const random = source(seed, 'cutoff');
  const failures: string[] = [];
  const figures: Record<string, number> = {
    kills: 0,
    'runs cut off': 0,
    'cut off before the first line': 0,
    'cut off between two lines': 0,
    'cut off while sealing': 0,
    'sealed before the kill': 0,
    'not begun before the kill': 0,
    'verified incomplete': 0,
    'verified intact though cut off': 0,
    'verified broken': 0,
    'resumed run killed again': 0,
    'resumed to the end': 0,
    'receipts, journal and coreDigest as uncut': 0,
  };
  for (let number = 1; (figures['runs cut off'] as number) < size; number += 1) {
    const journey: Journey = journeys.length > 1 && number % FULL_EVERY === 0 ? 'full' : 'filing';
    const out = join(scratch, 'out');
    rmSync(out, { recursive: true, force: true });
    const trial: Trial = {
      subjects,
      journey,
      out,
      figures,
      fail: (what) => failures.push(`kill ${number} (${journey}): ${what}`),
    };
    const moment = await killOnce(trial, random, []);
    await look(trial);
    if (number % TWICE_EVERY === 0) {
      await killOnce(trial, random, ['--resume']);
      count(figures, 'resumed run killed again');
      await look(trial);
    }
    await resume(trial);
    say(`${number}: ${journey} ${moment.phase} → ${figures['runs cut off']} 个演练已中断，${failures.length} 处不符`);
  }
  await fillDisks({ size, seed, say }, subjects, scratch, figures, failures);
  return { holds: failures.length === 0, figures, failures };
}

/** The same on disks that fill up, from a few lines' room to nearly enough for the bundles; mounting them needs root. */
async function fillDisks(
  { size, seed, say }: ProofOptions,
  subjects: Subjects,
  scratch: string,
  figures: Record<string, number>,
  failures: string[],
): Promise<void> {
  const disks = Math.floor(size / DISK_EVERY);
  if (disks === 0 || process.getuid?.() !== 0)
    return say('没有在写满的磁盘上试：规模太小，或不是 root，无法挂载小磁盘。');
  const random = source(seed, 'disks');
  Object.assign(figures, { disks, 'disks that filled up': 0 });
  for (let number = 1; number <= disks; number += 1) {
    // Half of them fill up while the journal is written, half while the bundles are put together.
    const kilobytes =
      number % 2 === 0 ? random.number.int({ min: 8, max: 60 }) : random.number.int({ min: 60, max: 2400 });
    const out = join(scratch, `disk-${number}`);
    const { full, wrong } = await onFullDisk(subjects, 'filing', out, kilobytes);
    if (full) count(figures, 'disks that filled up');
    failures.push(...wrong.map((what) => `disk ${number} (${kilobytes} KB): ${what}`));
    say(`磁盘 ${number}（${kilobytes} KB）${full ? '写满' : '够用'}，${failures.length} 处不符`);
  }
}

/** Moments spread over the whole run by its lines, and over its beginning and its sealing by the clock. */
async function killOnce(trial: Trial, random: Random, more: string[]): Promise<Moment> {
  const { subjects, out, journey, figures } = trial;
  const below = (bound: number) => random.number.int({ max: bound - 1 });
  const name = random.helpers.arrayElement(subjects.names);
  const ends = subjects.uncutOf(journey, name).ends;
  const draw = below(100);
  const phase = draw < 6 ? 'start' : draw < 66 ? 'line' : draw < 94 ? 'sealing' : 'sealed';
  const moment: Moment = {
    phase,
    folder: join(out, name),
    // The last line comes with the seal.
    bytes: ends[below(ends.length - 1)] ?? 0,
    delay: { start: below(4000), line: below(60), sealing: below(250), sealed: below(200) }[phase],
  };
  const target: Target = below(4) === 0 ? 'command' : 'tree';
  await cutOff([...subjects.args(out, journey), ...more], subjects.env, moment, target);
  count(figures, 'kills');
  return moment;
}

/** What each case's folder holds after a kill, and what is said of it. */
async function look({ subjects, journey, out, figures, fail }: Trial): Promise<void> {
  for (const name of subjects.names) {
    const folder = join(out, name);
    const uncut = subjects.uncutOf(journey, name);
    if (!existsSync(folder)) {
      count(figures, 'not begun before the kill');
      continue;
    }
    if (existsSync(join(folder, 'seal')) && !existsSync(join(folder, STAGING))) {
      count(figures, 'sealed before the kill');
      const difference = await differsFromUncut(folder, uncut, subjects.publicKey);
      if (difference !== undefined) fail(`${name} was sealed and is ${difference}`);
      continue;
    }
    const journal = readFileSync(join(folder, JOURNAL));
    const lines = uncut.ends.filter((end) => end <= journal.length).length;
    const sealing = existsSync(join(folder, STAGING));
    count(figures, 'runs cut off');
    count(
      figures,
      `cut off ${sealing ? 'while sealing' : lines === 0 ? 'before the first line' : 'between two lines'}`,
    );
    const { verdict, entries, problems } = await verifyBundle(folder, subjects.publicKey);
    count(
      figures,
      verdict === 'incomplete'
        ? 'verified incomplete'
        : verdict === 'broken'
          ? 'verified broken'
          : 'verified intact though cut off',
    );
    if (verdict !== 'incomplete') fail(`${name} verified as ${verdict}: ${JSON.stringify(problems.slice(0, 3))}`);
    if (entries !== lines) fail(`${name} has ${lines} lines and verified up to ${entries}`);
    if (!uncut.journal.subarray(0, journal.length).equals(journal))
      fail(`${name} recorded other lines than the uncut run`);
  }
}

async function resume({ subjects, journey, out, figures, fail }: Trial): Promise<void> {
  const run = spawnSync(process.execPath, [...subjects.args(out, journey), '--resume'], {
    cwd: ROOT,
    env: subjects.env,
    encoding: 'utf8',
  });
  if (run.status !== 0) fail(`--resume exited ${run.status}: ${run.stderr.trim().split('\n').slice(-3).join(' ')}`);
  for (const name of subjects.names) {
    const difference = await differsFromUncut(join(out, name), subjects.uncutOf(journey, name), subjects.publicKey);
    if (run.status === 0) count(figures, 'resumed to the end');
    if (difference === undefined) count(figures, 'receipts, journal and coreDigest as uncut');
    else fail(`${name} resumed: ${difference}`);
  }
  if (existsSync(join(out, 'earlier'))) fail('--resume moved a run aside');
}

function count(figures: Record<string, number>, name: string): void {
  figures[name] = (figures[name] ?? 0) + 1;
}
