import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { assembleBundle, type BundleParts } from '../../evidence/assemble.ts';
import { RunCutOff } from '../../evidence/cut-off.ts';
import { type Journal, openJournal } from '../../evidence/journal.ts';
import { JournalDiffers } from '../../evidence/journal-differs.ts';
import type { JournalEntry } from '../../evidence/journal-line.ts';
import { keyIdOf } from '../../evidence/keys.ts';
import { JOURNAL, materialPath, OPEN_CASE, picturePath, RESULT, STAGING, TIMES } from '../../evidence/layout.ts';
import { createRun, reopenRun, runStateOf } from '../../evidence/run-folder.ts';
import type { SealingKeys } from '../../evidence/sealing-keys.ts';
import { publish } from '../../evidence/staging.ts';
import { verifyBundle } from '../../evidence/verify.ts';
import { openWebArchive } from '../../evidence/web-archive.ts';
import { tryLock } from '../../scripts/lib/lock.ts';

const scratch = () => fs.mkdtempSync(join(tmpdir(), 'cut-off-'));
const entry = (kind: JournalEntry['kind'], target: string): JournalEntry => ({
  vtime: '2022-04-25T09:00:00',
  actor: 'harness',
  kind,
  screen: '',
  target,
  input: '',
  output: '',
});
const END: JournalEntry = entry('run-end', '{"lines":6,"outcome":"passed"}');
const START = '{"journey":"filing","policy":"p","seed":1,"today":"2022-04-25"}';

/** A run that is under way: its folder and its open journal of five lines. */
function underWay(): { folder: string; journal: Journal } {
  const parent = scratch();
  const folder = join(parent, 'run');
  createRun(folder, join(parent, 'fresh'));
  const journal = openJournal(join(folder, JOURNAL));
  journal.append(entry('run-start', START));
  for (const step of [1, 2, 3, 4]) journal.append(entry('action', `第 ${step} 步`));
  journal.sync();
  return { folder, journal };
}

function partsOf(journal: Journal): BundleParts {
  journal.finish(END);
  journal.close();
  return {
    title: '样例',
    outcome: 'passed',
    lines: journal.lines,
    core: { [OPEN_CASE]: '{}\n', [materialPath('营业执照', 1)]: Buffer.from('ffd8ffd9', 'hex') },
    observed: { [TIMES]: '{}\n', [picturePath(1, '登录')]: Buffer.alloc(9) },
    archive: openWebArchive('2022-04-25T09:00:00'),
    redaction: {},
    privateCase: { parameters: { journey: 'filing', seed: 1, entry: 'case.xlsx', tokenKey: '00' }, files: {} },
  };
}

const STEPS = ['mkdirSync', 'openSync', 'writeFileSync', 'renameSync', 'rmdirSync', 'rmSync'] as const;

/** Lets `steps` changes of a folder happen and none after that: what a kill at that point leaves. Whether `run` came to its end. */
async function killedBehind(steps: number, folder: string, run: () => unknown): Promise<boolean> {
  const whole = Object.fromEntries(STEPS.map((name) => [name, fs[name]]));
  let left = steps;
  for (const name of STEPS)
    (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
      if (String(args[0]).startsWith(folder)) left -= 1;
      if (left < 0) throw new Error('killed');
      return (whole[name] as unknown as (...given: unknown[]) => unknown)(...args);
    };
  syncBuiltinESMExports();
  try {
    await run();
    return true;
  } catch (error) {
    if (left >= 0) throw error;
    return false;
  } finally {
    Object.assign(fs, whole);
    syncBuiltinESMExports();
  }
}

describe('演练被中断', () => {
  let keys: SealingKeys;
  const verify = (folder: string) => verifyBundle(folder, createPublicKey(keys.operator));
  const seal = async (folder: string, parts: BundleParts) =>
    (await assembleBundle(folder, parts, () => ({ [RESULT]: '{}' }), { keys: () => keys })).facts;

  before(async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    keys = {
      operator: privateKey,
      keyId: keyIdOf(privateKey),
      recipient: await identityToRecipient(await generateIdentity()),
    };
  });

  test('封存在每一步被中断：总是核验为不完整，接着办完后完好，核心校验值相同', async () => {
    const whole = underWay();
    const { coreDigest } = await seal(whole.folder, partsOf(whole.journal));
    const verdicts: string[] = [];
    for (let steps = 0; ; steps += 1) {
      const { folder, journal } = underWay();
      const done = await killedBehind(steps, folder, () => seal(folder, partsOf(journal)));
      const { verdict, entries, problems } = await verify(folder);
      verdicts.push(verdict);
      if (done) break;
      if (verdict === 'intact') continue;
      assert.equal(verdict, 'incomplete', `${steps}: ${JSON.stringify(problems)}`);
      assert.ok(entries === 5 || entries === 6, `${steps}: ${entries}`);
      // Going on from every fourth state is enough to have each kind of it, and takes seconds less.
      if (steps % 4 !== 0) continue;
      if (runStateOf(folder).state === 'publishing') {
        // All of it is written and signed: what is left is to put it in its place.
        publish(folder);
        const placed = await verify(folder);
        assert.deepEqual([placed.verdict, placed.coreDigest], ['intact', coreDigest], JSON.stringify(placed.problems));
        continue;
      }
      const again = openJournal(join(folder, JOURNAL), reopenRun(folder));
      assert.equal((await verify(folder)).entries, 5);
      again.append(entry('run-start', START));
      for (const step of [1, 2, 3, 4]) again.append(entry('action', `第 ${step} 步`));
      assert.equal((await seal(folder, partsOf(again))).coreDigest, coreDigest);
      assert.equal((await verify(folder)).verdict, 'intact');
    }
    assert.equal(verdicts.at(-1), 'intact');
    assert.ok(verdicts.filter((verdict) => verdict === 'incomplete').length > 40, verdicts.join());
  });

  test('恢复时在每一步再被中断：仍是不完整，记录一条不少', async () => {
    for (let steps = 0; ; steps += 1) {
      const { folder, journal } = underWay();
      // The worst state: everything is in its place but the seal and what comes after it.
      await seal(folder, partsOf(journal));
      fs.mkdirSync(join(folder, STAGING, 'data'), { recursive: true });
      for (const path of ['seal', 'tagmanifest-sha256.txt', 'data/reports'])
        fs.renameSync(join(folder, path), join(folder, STAGING, path));
      const done = await killedBehind(steps, folder, () => reopenRun(folder));
      const { verdict, entries, problems } = await verify(folder);
      assert.equal(verdict, 'incomplete', `${steps}: ${JSON.stringify(problems)}`);
      assert.ok(entries >= 5);
      if (done) break;
    }
  });

  test('还没有一条记录就被中断，也是不完整', async () => {
    const parent = scratch();
    createRun(join(parent, 'run'), join(parent, 'fresh'));
    const { verdict, entries } = await verify(join(parent, 'run'));
    assert.deepEqual([verdict, entries], ['incomplete', 0]);
  });

  test('封存失败：不留半份证据包，记录没有结束', async () => {
    const { folder, journal } = underWay();
    const { privateKey } = generateKeyPairSync('ed25519');
    await assert.rejects(
      assembleBundle(folder, partsOf(journal), () => ({}), {
        keys: () => ({ ...keys, operator: privateKey, recipient: 'age1' }),
      }),
    );
    assert.deepEqual(fs.readdirSync(folder), ['data']);
    assert.equal(runStateOf(folder).state, 'unfinished');
    assert.equal((await verify(folder)).verdict, 'incomplete');
  });

  test('磁盘写满：一句话说明原因和下一步，不再写入', () => {
    const journal = openJournal('/dev/full');
    assert.throws(
      () => journal.append(entry('run-start', START)),
      (error) => error instanceof RunCutOff && /^无法写入「\/dev\/full」：磁盘空间不足。.*--resume/.test(error.message),
    );
  });

  test('接着演练时与原记录不同：指出第一条，原记录连写到一半的末尾也不动', () => {
    const { folder, journal } = underWay();
    journal.close();
    fs.appendFileSync(join(folder, JOURNAL), '{"actor":"har');
    const before = fs.readFileSync(join(folder, JOURNAL));
    const again = openJournal(join(folder, JOURNAL), reopenRun(folder));
    again.append(entry('run-start', START));
    assert.throws(
      () => again.append(entry('action', '另一步')),
      (error) => error instanceof JournalDiffers && /第 1 条记录起不同.*另一步.*上次的记录没有改动/.test(error.message),
    );
    assert.deepEqual(fs.readFileSync(join(folder, JOURNAL)), before);
  });

  test('种子值、日期、案例与上次不同时，直接说出哪一样不同', () => {
    const { folder, journal } = underWay();
    journal.close();
    for (const [change, pattern] of [
      [{ target: START.replace('"seed":1', '"seed":2') }, /种子值原为 1，这次为 2/],
      [{ target: START.replace('04-25', '04-26') }, /起始日期原为 2022-04-25，这次为 2022-04-26/],
      [{ input: 'ab' }, /案例的内容与上次不同/],
    ] as const)
      assert.throws(
        () => openJournal(join(folder, JOURNAL), reopenRun(folder)).append({ ...entry('run-start', START), ...change }),
        pattern,
      );
  });

  test('提前结束的演练与更长的原记录不同', () => {
    const { folder, journal } = underWay();
    journal.close();
    const again = openJournal(join(folder, JOURNAL), reopenRun(folder));
    again.append(entry('run-start', START));
    assert.throws(() => again.finish(END), /第 1 条记录起不同/);
  });

  test('锁只有一个进程能持有，进程被 SIGKILL 后自动放开', async () => {
    const path = join(scratch(), 'a.lock');
    const module = new URL('../../scripts/lib/lock.ts', import.meta.url);
    const holder = spawn(process.execPath, [
      '-e',
      `import('${module}').then(({ tryLock }) => { tryLock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000); })`,
    ]);
    await once(holder.stdout, 'data');
    assert.equal(tryLock(path), undefined);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = tryLock(path);
    assert.ok(lock !== undefined);
    lock.release();
    assert.ok(!fs.existsSync(path));
  });
});
