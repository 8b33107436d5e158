import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KEY_FILES } from '../../../evidence/keys.ts';
import { RESULT } from '../../../evidence/layout.ts';
import { makeKeys } from '../../../evidence/sealing-keys.ts';
import { caseOf } from '../../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../../fixtures/factories/write-folder.ts';
import { ROOT, tool } from '../../lib/run.ts';
import { withScratch } from '../../lib/scratch.ts';
import type { Proof, ProofOptions } from '../proof.ts';
import { ALTERED_PLAN_VARIABLE, type AlteredPlan } from './plan.ts';

const ZONES = ['America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati'];
const LOCALES = ['C', 'tr_TR.UTF-8', 'zh_CN.UTF-8'];
const run = promisify(execFile);

interface Stage {
  keys: string;
  bundle: string;
  casePath: string;
  options: ProofOptions;
  failures: string[];
}

/**
 * Same again: replays of both journeys, with one and two workers, in every
 * zone and locale, give one coreDigest; every planted change of the portal's
 * behaviour gives another, and the right line is named.
 */
export const replays: Proof = {
  size: 50,
  prove: (options) =>
    withScratch('replays', async (scratch) => {
      const [keys, cases] = [join(scratch, 'keys'), join(scratch, 'cases')];
      const failures: string[] = [];
      await makeKeys(keys);
      const material = caseOf({ seed: options.seed, name: '样例', projects: 2, traineesPerProject: 2 });
      await writeCaseFolder(material, join(cases, '样例'), options.seed);
      await rehearsed([join(cases, '样例')], join(scratch, 'recorded'), keys, options.seed);
      const bundle = join(scratch, 'recorded', '样例');
      const stage: Stage = { keys, bundle, casePath: join(cases, '样例'), options, failures };
      const digests = await inEveryZone(stage, scratch);
      const altered = await withAlteredPortals(stage);
      const replayed = Object.values(digests).reduce((sum, count) => sum + count, 0);
      if (Object.keys(digests).length !== 1) failures.push(`${Object.keys(digests).length} coreDigests`);
      return {
        holds: failures.length === 0,
        figures: { replays: replayed, coreDigests: Object.keys(digests).length, ...altered },
        failures,
      };
    }),
};

/** How often each coreDigest came. */
async function inEveryZone(
  { keys, bundle, casePath, options, failures }: Stage,
  scratch: string,
): Promise<Record<string, number>> {
  const digests: Record<string, number> = {};
  const count = (digest: string) => {
    digests[digest] = (digests[digest] ?? 0) + 1;
  };
  count(await recordedDigest(bundle));
  let done = 0;
  const settings = ZONES.flatMap((zone) => LOCALES.map((locale) => ({ TZ: zone, LC_ALL: locale, LANG: locale })));
  for (let round = 0; done < options.size; round += 1) {
    const env = settings[round % settings.length] as (typeof settings)[number];
    const replay = await run(
      process.execPath,
      ['scripts/replay.ts', bundle, '--identity', join(keys, KEY_FILES.identity), '--json'],
      { cwd: ROOT, env: { ...process.env, ...env } },
    ).catch((error: { stdout: string }) => error);
    const { verdict, coreDigest, firstDifference } = JSON.parse(replay.stdout);
    if (verdict !== 'same') failures.push(`${env.TZ} ${env.LANG}: ${JSON.stringify(firstDifference)}`);
    count(coreDigest.replayed);
    done += 1;
    // The same case under five other names, by one worker or two.
    const workers = 1 + (round % 2);
    const copies = join(scratch, `copies-${round}`);
    mkdirSync(copies);
    for (let copy = 1; copy <= 5; copy += 1) cpSync(casePath, join(copies, `样例${copy}`), { recursive: true });
    const out = join(scratch, `out-${round}`);
    await rehearsed([copies, '--workers', String(workers)], out, keys, options.seed, env);
    for (const { coreDigest } of JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')).cases) {
      count(coreDigest);
      done += 1;
    }
    options.say(
      `${done}/${options.size} 次重放，${env.TZ}，${env.LANG}，${workers} 路：${Object.keys(digests).length} 种校验值`,
    );
  }
  return digests;
}

async function withAlteredPortals({ bundle, casePath, options, failures }: Stage) {
  const plan: AlteredPlan = { bundle, path: casePath, seed: options.seed };
  const { stdout } = await run(
    process.execPath,
    [
      tool('@playwright', 'test', 'cli.js'),
      'test',
      '-c',
      'scripts/prove/replays/playwright.config.ts',
      '--workers',
      '2',
    ],
    {
      cwd: ROOT,
      env: { ...process.env, [ALTERED_PLAN_VARIABLE]: JSON.stringify(plan) },
      maxBuffer: 64 * 1024 * 1024,
    },
  ).catch((error: { stdout: string }) => error);
  const { stats, suites } = JSON.parse(stdout) as {
    stats: { expected: number; unexpected: number };
    suites: { specs: { title: string; ok: boolean; tests: { results: { error?: { message: string } }[] }[] }[] }[];
  };
  for (const { title, ok, tests } of suites.flatMap((suite) => suite.specs))
    if (!ok)
      failures.push(`${title}: ${(tests[0]?.results[0]?.error?.message ?? '').split('\n').slice(0, 6).join(' ')}`);
  return { plantedChanges: stats.expected + stats.unexpected, namedRight: stats.expected };
}

async function recordedDigest(bundle: string): Promise<string> {
  return JSON.parse(readFileSync(join(bundle, RESULT), 'utf8')).evidence.coreDigest;
}

async function rehearsed(args: string[], out: string, keys: string, seed: number, env: object = {}): Promise<void> {
  await run(process.execPath, ['scripts/rehearse.ts', ...args, '--out', out, '--seed', String(seed)], {
    cwd: ROOT,
    env: { ...process.env, HARNESS_KEYS: keys, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
}
