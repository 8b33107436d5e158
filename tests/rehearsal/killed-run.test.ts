import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { JOURNAL } from '../../evidence/layout.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { cutoff } from '../../scripts/prove/cutoff/cutoff.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'cut-off-'));

describe('演练被中断', () => {
  test('在随机时刻用 SIGKILL 中断：核验为不完整，--resume 办完后与从未中断的逐字节相同（完整规模：npm run prove -- cutoff）', async () => {
    const { figures, failures } = await cutoff.prove({ size: 4, seed: 3, say: () => {} });
    assert.deepEqual(failures, []);
    assert.ok(Number(figures['verified incomplete']) >= 4, JSON.stringify(figures));
    assert.equal(figures['verified incomplete'], figures['runs cut off']);
  });

  describe('按 Ctrl-C 中断之后', () => {
    const [cases, out] = [folder(), folder()];
    const bundle = join(out, '甲');
    const args = (...more: string[]) => [
      'scripts/rehearse.ts',
      join(cases, '甲'),
      '--out',
      out,
      '--journey',
      'filing',
      ...more,
    ];
    const rehearse = (...more: string[]) => spawnSync(process.execPath, args(...more), { encoding: 'utf8' });
    const verify = () => spawnSync(process.execPath, ['scripts/verify.ts', bundle], { encoding: 'utf8' });
    let journal: Buffer;
    let told = '';

    before(async () => {
      const material = caseOf({ seed: 5, name: '甲', traineesPerProject: 2, withTraining: false });
      material.materials = material.materials.slice(0, 2);
      await writeCaseFolder(material, join(cases, '甲'), 5);
      const run = spawn(process.execPath, args());
      run.stdout.on('data', (text: Buffer) => {
        told += text;
      });
      while (run.exitCode === null && (statSync(join(bundle, JOURNAL), { throwIfNoEntry: false })?.size ?? 0) < 5000)
        await setTimeout(5);
      run.kill('SIGINT');
      await once(run, 'close');
      journal = readFileSync(join(bundle, JOURNAL));
    });

    test('说出记录到哪一条、怎样接着演练，不留下进程的锁和临时文件', () => {
      const lines = journal.toString('utf8').trimEnd().split('\n').length;
      assert.match(
        told,
        new RegExp(
          `演练被中断。[^]*甲：没有办完，记录到第 ${lines - 1} 条为止[^]*接着演练：npm run rehearse -- .* --resume\n`,
        ),
      );
      const verified = verify();
      assert.equal(verified.status, 1);
      assert.match(verified.stdout, new RegExp(`^不完整.*记录 ${lines} 条`));
    });

    test('换了种子值再 --resume：一句话说出哪里不同，原记录一字不动，退出码 2', () => {
      const run = rehearse('--resume', '--seed', '9');
      assert.equal(run.status, 2, run.stdout + run.stderr);
      assert.match(run.stderr, /第 0 条记录起不同：种子值原为 1，这次为 9。上次的记录没有改动/);
      assert.deepEqual(readFileSync(join(bundle, JOURNAL)), journal);
    });

    test('不加 --resume：重新演练，没办完的记录移到旁边，一字不动', () => {
      const run = rehearse();
      assert.equal(run.status, 0, run.stdout + run.stderr);
      assert.match(run.stderr, /上次的演练没有办完.*已移到 .*earlier.甲\.1/);
      assert.deepEqual(readFileSync(join(out, 'earlier/甲.1', JOURNAL)), journal);
      assert.equal(verify().status, 0);
    });

    test('办完之后再 --resume：什么也不重复，结果照旧列出', () => {
      const seal = readFileSync(join(bundle, 'seal/run.sig'));
      const run = rehearse('--resume');
      assert.equal(run.status, 0, run.stdout + run.stderr);
      assert.match(run.stderr, /此前已演练完毕，不再重复/);
      assert.match(run.stdout, /甲：全程办结/);
      const { cases: summary } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
      assert.equal(summary[0].filingReceipts.length, 1);
      assert.deepEqual(readFileSync(join(bundle, 'seal/run.sig')), seal);
      assert.deepEqual(readdirSync(join(out, 'earlier')), ['甲.1']);
      assert.ok(!existsSync(join(out, '.rehearsing')));
    });
  });
});
