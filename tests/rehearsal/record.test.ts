import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { KEY_FILES } from '../../evidence/keys.ts';
import { makeKeys } from '../../evidence/sealing-keys.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'evidence-'));

describe('一次演练留下的证据包', () => {
  const [keys, cases, out] = [join(folder(), 'keys'), folder(), folder()];
  const bundle = join(out, '一家企业');
  const run = (script: string, args: string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], {
      encoding: 'utf8',
      env: { ...process.env, HARNESS_KEYS: keys, ...env },
    });
  const identity = join(keys, KEY_FILES.identity);

  before(async () => {
    await makeKeys(keys);
    await writeCaseFolder(caseOf({ seed: 71, name: '一家企业', projects: 2 }), join(cases, '一家企业'), 71);
    const rehearsal = run('rehearse', [join(cases, '一家企业'), '--out', out, '--seed', '71']);
    assert.equal(rehearsal.status, 0, rehearsal.stdout + rehearsal.stderr);
  });

  test('核验为完好，核验脚本和核验命令的结论一致', () => {
    const verified = run('verify', [bundle, '--json']);
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
    const [verdict] = JSON.parse(verified.stdout).bundles;
    assert.equal(verdict.verdict, 'intact');
    assert.deepEqual(verdict.problems, []);
    const { cases: summary } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
    assert.equal(verdict.coreDigest, summary[0].coreDigest);
    const script = spawnSync('sh', [join(bundle, 'seal/verify.sh'), join(keys, KEY_FILES.operatorPublic)]);
    assert.equal(script.status, 0, String(script.stderr));
  });

  test('在另一时区和语言下重放，逐条相同', () => {
    const replay = run('replay', [bundle, '--identity', identity, '--json'], { TZ: 'America/St_Johns', LANG: 'tr_TR' });
    assert.equal(replay.status, 0, replay.stdout + replay.stderr);
    const { verdict, coreDigest, firstDifference } = JSON.parse(replay.stdout);
    assert.equal(verdict, 'same');
    assert.equal(coreDigest.recorded, coreDigest.replayed);
    assert.equal(firstDifference, null);
  });

  test('记录被改动、没有办完、密钥不对，各得一句话，退出码 2', async () => {
    const changed = folder();
    cpSync(bundle, changed, { recursive: true });
    const journal = join(changed, 'data/core/journal.jsonl');
    const lines = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, lines.map((line, at) => (at === 7 ? line.replace('2022', '2021') : line)).join('\n'));
    const cut = folder();
    cpSync(bundle, cut, { recursive: true });
    writeFileSync(join(cut, 'data/core/journal.jsonl'), `${lines.slice(0, 20).join('\n')}\n`);
    const others = join(folder(), 'keys');
    await makeKeys(others);
    for (const [given, key, pattern] of [
      [changed, identity, /第 7 条.*npm run verify/],
      [cut, identity, /没有办完.*--resume/],
      [bundle, join(others, KEY_FILES.identity), /无法解密/],
      [bundle, join(keys, KEY_FILES.recipient), /没有 age 解密密钥/],
      ['没有这里', identity, /找不到证据包/],
    ] as const) {
      const replay = run('replay', [given, '--identity', key]);
      assert.equal(replay.status, 2, replay.stdout + replay.stderr);
      assert.match(replay.stderr, pattern);
      assert.equal(replay.stderr.trim().split('\n').length, 1);
    }
  });
});
