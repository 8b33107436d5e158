import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_FILES } from '../../evidence/keys.ts';
import { PRIVATE_CASE } from '../../evidence/layout.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { writeBrokenFiles } from '../../fixtures/leaks/broken-files.ts';
import { canariesOfCases, canaryCase, refusedCase, unreadableCase } from '../../fixtures/leaks/canary-case.ts';
import { FAILING_SEED, WRONG_PIN } from '../../fixtures/leaks/failing-seed.ts';
import { type Canary, canariesOf } from '../../fixtures/leaks/scan/canary.ts';
import { type Leak, type ScanResult, scanForLeaks } from '../../fixtures/leaks/scan/scan.ts';
import { caseSeed } from '../../fixtures/seed.ts';
import { practicePin } from '../../mocks/ukey/practice-pin.ts';
import { ROOT, tool } from '../lib/run.ts';
import { withScratch } from '../lib/scratch.ts';
import type { Proof, ProofOptions } from './proof.ts';

const FULL = 8;

interface Place {
  /** Everything that the runs leave: their folders, what they print, and the system's folder for temporary files. */
  left: string;
  cases: string;
  env: Record<string, string>;
}

/**
 * Nothing leaks: every value of the cases is a canary. Rehearsals that pass, are refused or
 * cannot begin, broken files of every kind, a replay, checks and a test run that fails are made, and all that they leave is
 * scanned. At full size a run of all browser tests too.
 */
export const leaks: Proof = {
  size: FULL,
  prove: (options) =>
    withScratch('leaks', async (scratch) => {
      const place = placeIn(scratch);
      const made = Array.from({ length: options.size }, (_, index) => options.seed * 100 + index).flatMap((seed) => [
        canaryCase(seed),
        refusedCase(seed),
        unreadableCase(seed),
      ]);
      for (const material of made) await writeCaseFolder(material, join(place.cases, material.name), options.seed);
      const broken: string[] = [];
      // Each kind once is enough to try it; all cases at full size.
      for (const material of options.size < FULL ? made.slice(0, 1) : made)
        broken.push(...(await writeBrokenFiles(material, place.cases)));
      // Alone, a case that cannot be read ends the command, and in another way; what is told is the same as among others.
      const alone = options.size < FULL ? broken.slice(0, 1) : broken;
      const canaries = canariesOfCases(made, options.seed);
      // Who finds nothing must have been able to find it.
      const control = await scanForLeaks([place.cases], canaries);
      const unfound = canaries.filter(
        (canary, index) => canary.class !== '数字证书密码' && !control.leaks.some((leak) => leak.canary === index),
      );
      options.say(`对照：案例文件夹中找到 ${control.leaks.length} 处`);
      await everyCommand(place, [...made.map(({ name }) => name), ...broken], alone, options);
      const all = [...canaries, ...(await everyTest(place, options))];
      options.say('扫描留下的一切');
      const result = await scanForLeaks([place.left], all);
      const strange = result.encrypted.filter((path) => !path.endsWith(PRIVATE_CASE));
      const failures = [
        ...unfound.map(({ class: kind }) => `a canary of class ${kind} cannot be found in its own case`),
        ...result.leaks.map(described),
        ...result.unread.map(({ path, why }) => `not read: ${path}: ${why}`),
        ...strange.map((path) => `encrypted, and no part of a bundle: ${path}`),
        // Two of the three cases of each size are sealed; the tests seal bundles of their own.
        ...(result.encrypted.length >= options.size * 2
          ? []
          : [`only ${result.encrypted.length} encrypted files: ${result.encrypted}`]),
      ];
      return {
        holds: failures.length === 0,
        figures: figuresOf(result, all, control),
        failures: failures.slice(0, 200),
      };
    }),
};

function placeIn(scratch: string): Place {
  const left = join(scratch, 'left');
  const temporary = join(left, 'tmp');
  mkdirSync(temporary, { recursive: true });
  mkdirSync(join(left, 'logs'));
  return {
    left,
    cases: join(scratch, 'cases'),
    env: {
      TMPDIR: temporary,
      // What Playwright compiles of our own sources is no output: the canaries stand in them.
      PWTEST_CACHE_DIR: join(scratch, 'compiled'),
      HARNESS_KEYS: join(left, 'keys'),
      HARNESS_LEAKS_OUT: join(left, 'tests'),
      FORCE_COLOR: '1',
    },
  };
}

async function everyCommand(
  place: Place,
  names: string[],
  alone: string[],
  { seed, say }: ProofOptions,
): Promise<void> {
  const { cases, left } = place;
  const out = join(left, 'rehearsals');
  const paths = names.map((name) => join(cases, name));
  const script = (name: string, ...args: string[]) => logged(place, [`scripts/${name}.ts`, ...args]);
  say('演练全部案例');
  await script('rehearse', cases, '--out', out, '--seed', String(seed), '--debug');
  say('检查、核验、重放');
  await script('check', ...paths);
  for (const name of alone) await script('check', join(cases, name), '--debug');
  await script('check', ...paths, '--json', '--debug');
  const [first = ''] = names;
  await script('verify', join(out, first), '--key', join(left, 'keys', KEY_FILES.operatorPublic));
  await script('audit', out, '--key', join(left, 'keys', KEY_FILES.operatorPublic), '--out', join(left, 'audit'));
  // As many files: the one-file form holds the same in runs of base64 that are too long for the scanner's patterns.
  const report = ['--many-files', '--out', join(left, 'report'), '--results', join(left, 'results')];
  await script('report', out, join(left, 'audit'), ...report);
  await script('replay', join(out, first), '--identity', join(left, 'keys', KEY_FILES.identity), '--debug');
}

/** Tests that fail on purpose, and at full size all the others; what of their units must not be found. */
async function everyTest(place: Place, { size, say }: ProofOptions): Promise<Canary[]> {
  const playwright = [tool('@playwright', 'test', 'cli.js'), 'test', '-c', 'fixtures/leaks/playwright.config.ts'];
  say('故意失败的测试');
  await logged(place, playwright);
  const canaries: Canary[] = [
    ...canariesOfCases([canaryCase(FAILING_SEED)], FAILING_SEED),
    { class: '数字证书密码', value: WRONG_PIN },
  ];
  if (size < FULL) return canaries;
  say('全部浏览器测试');
  const env = { HARNESS_LEAKS_TESTS: 'all', HARNESS_LEAKS_OUT: join(place.left, 'all-tests') };
  await logged(place, playwright, env);
  const titles: string[][] = [];
  const list = JSON.parse(await outputOf([...playwright, '--list', '--reporter=json'], { ...place.env, ...env }));
  const walk = (suite: Suite, path: string[]): void => {
    for (const spec of suite.specs ?? []) titles.push([...path, spec.title]);
    for (const inner of suite.suites ?? []) walk(inner, [...path, inner.title]);
  };
  walk(list, []);
  return [
    ...canaries,
    ...titles.flatMap((title) => {
      const seed = caseSeed(title.join(' › '));
      const material = caseOf({ seed, projects: 2, traineesPerProject: 4 });
      return canariesOf(material, [practicePin(seed, material.enterprise.creditCode)]);
    }),
  ];
}

interface Suite {
  title: string;
  specs?: { title: string }[];
  suites?: Suite[];
}

let runs = 0;

/** Runs a command as a person would; what it prints is one more thing left behind. How it ends is not the question here. */
function logged({ left, env }: Place, args: string[], more: Record<string, string> = {}): Promise<void> {
  runs += 1;
  const log = createWriteStream(join(left, 'logs', `${runs}.log`));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env, ...more } });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('error', reject);
    child.once('close', () => log.end(resolve));
  });
}

function outputOf(args: string[], env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

function described({ class: kind, canary, path, encodings, offset }: Leak): string {
  return `${kind} no. ${canary} in ${path} as ${encodings.join(' > ')} at ${offset}`;
}

function figuresOf(
  { files, parts, bytes, leaks: found, encrypted }: ScanResult,
  canaries: readonly Canary[],
  control: ScanResult,
) {
  return {
    canaries: canaries.length,
    files,
    parts,
    megabytes: Math.round(bytes / 1e5) / 10,
    encryptedFiles: encrypted.length,
    foundInTheCasesThemselves: control.leaks.length,
    leaks: found.length,
  };
}
