import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { filesBelow } from '../../evidence/bag.ts';
import { KEY_FILES, readPublicKey } from '../../evidence/keys.ts';
import { CORE, OPEN_CASE } from '../../evidence/layout.ts';
import { makeKeys, readSealingKeys } from '../../evidence/sealing-keys.ts';
import { readTimeAuthority } from '../../evidence/timestamp.ts';
import { verifyBundle } from '../../evidence/verify.ts';
import { watchWallClock } from '../../evidence/wall-clock.ts';
import { assembleRun } from '../../fixtures/evidence/small-run.ts';
import { type OfflineAuthority, startTimeAuthority } from '../../fixtures/time-authority.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'fails-'));
const good = join(scratch(), 'keys');
before(() => makeKeys(good));
const { operatorPublic } = KEY_FILES;

describe('封存做不成就什么都不是', () => {
  let authority: OfflineAuthority;
  before(async () => {
    authority = await startTimeAuthority();
  });
  after(() => authority.close());
  const stampedBy = () => ({
    keys: () => readSealingKeys(good),
    authority: readTimeAuthority(authority.url, authority.root),
  });

  test('密钥、时间戳、磁盘各出一次错：没有封存、没有报告，核验为不完整', async () => {
    const { keyId, recipient } = readSealingKeys(good);
    const other = join(scratch(), 'keys');
    await makeKeys(other);
    const gone = await startTimeAuthority();
    await gone.close();
    const attempts: [what: string, attempt: (folder: string) => Promise<unknown>, said: RegExp][] = [
      [
        '密钥在途中没了',
        (f) => assembleRun(f, { keys: () => readSealingKeys(join(scratch(), '没有')) }),
        /没有找到封存密钥/,
      ],
      [
        '密钥在途中换了',
        (f) => assembleRun(f, { keys: () => readSealingKeys(other, { keyId, recipient }) }),
        /在演练途中被换过/,
      ],
      [
        '时间戳机构不在',
        (f) => assembleRun(f, { ...stampedBy(), authority: readTimeAuthority(gone.url, authority.root) }),
        /无法连接（ECONNREFUSED）/,
      ],
      ['时间戳机构说谎', (f) => assembleRun(f, stampedBy()), /盖的不是这份封存/],
      [
        '写到一半磁盘出错',
        (f) =>
          assembleRun(f, { keys: () => readSealingKeys(good) }, { [OPEN_CASE]: '{}', [CORE + '长'.repeat(200)]: '' }),
        /无法写入/,
      ],
    ];
    authority.answer = '盖在别处';
    for (const [what, attempt, said] of attempts) {
      const folder = scratch();
      await assert.rejects(attempt(folder), said, what);
      const verdict = await verifyBundle(folder, readPublicKey(join(good, operatorPublic)));
      assert.deepEqual([verdict.verdict, verdict.sealedBy], ['incomplete', null], what);
      assert.deepEqual(filesBelow(folder), ['data/core/journal.jsonl'], what);
    }
    authority.answer = '如实';
    const folder = scratch();
    const { stamp } = await assembleRun(folder, stampedBy());
    const verdict = await verifyBundle(
      folder,
      readPublicKey(join(good, operatorPublic)),
      [],
      stampedBy().authority.certificates,
    );
    assert.deepEqual([verdict.verdict, verdict.stamp], ['intact', stamp]);
  });

  test('在封存的每一次写盘前被杀，报告从不先于封存，核验只有完好和不完整两种', async () => {
    const kill = (folder: string, at: number) =>
      spawnSync(process.execPath, ['fixtures/evidence/assemble-and-die.ts', folder, good, String(at)], {
        encoding: 'utf8',
      });
    const changes = Number(kill(scratch(), 0).stdout);
    assert.ok(changes > 40, `只有 ${changes} 次`);
    const verdicts = new Map<string, number>();
    // Every fifth of them, and each of the last twelve, where things get their names.
    for (let at = 8; at <= changes; at += at > changes - 12 ? 1 : 5) {
      const folder = scratch();
      assert.equal(kill(folder, at).signal, 'SIGKILL');
      const { verdict } = await verifyBundle(folder, readPublicKey(join(good, operatorPublic)));
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      for (const place of ['', 'sealing/'])
        if (existsSync(join(folder, place, 'data/reports/report.html')))
          assert.ok(
            existsSync(join(folder, 'seal/run.sigstore.json')) ||
              existsSync(join(folder, 'sealing/seal/run.sigstore.json')),
            `第 ${at} 次写盘`,
          );
      assert.ok(verdict === 'incomplete' || verdict === 'intact', `第 ${at} 次写盘：${verdict}`);
    }
    assert.ok((verdicts.get('incomplete') ?? 0) > 10);
  });

  test('时钟被拨回会被发现，被拨快、休眠和微调不算', () => {
    const check = (...steps: [wall: number, steady: number][]) => {
      let at: [number, number] = [1_000_000, 0];
      const clock = watchWallClock(
        () => at[0],
        () => at[1],
      );
      for (const [wall, steady] of steps) {
        at = [at[0] + wall * 1000, at[1] + steady * 1000];
        clock.note();
      }
      clock.check();
    };
    check([60, 60], [3600, 1], [59, 60]);
    assert.throws(() => check([60, 60], [-3540, 60]), /被拨回约 3600 秒/);
    assert.throws(() => check([-50, 10], [70, 10]), /被拨回约 60 秒/, '拨回后又拨正');
  });
});
