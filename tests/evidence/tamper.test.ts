import assert from 'node:assert/strict';
import { linkSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { countersign } from '../../evidence/verify/countersign.ts';
import { verifyBundle } from '../../evidence/verify.ts';
import { Bench, contentsOf } from '../../fixtures/evidence/tamper/bench.ts';
import { KINDS, tamper } from '../../fixtures/evidence/tamper/tamper.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';
import { caseSeed } from '../../fixtures/seed.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'tamper-'));
const CHANGES = 900;

describe('改动证据包', () => {
  const good = bundleOf(scratch(), { files: { 'data/core/materials/Café.jpg': Buffer.from('x') } });
  const foreign = bundleOf(scratch(), { steps: 9 });
  const other = { files: contentsOf(foreign.folder), key: foreign.key };

  before(() => countersign(good.folder, good.publicKey, foreign.key));

  test(`${CHANGES} 次随机改动，无一被接受，且都指明文件，记录指明是第几条`, async () => {
    const seed = caseSeed('改动证据包');
    const tampering = { bench: new Bench(good.folder), key: good.publicKey, other, scratch: scratch(), seed };
    const made = new Set<string>();
    let unnamed = 0;
    for await (const { number, kind, form, expected, verdict, fault, named } of tamper(tampering, 0, CHANGES)) {
      const which = `种子 ${seed} 第 ${number} 号「${kind}」（${form}）`;
      assert.equal(fault, undefined, `${which}：${JSON.stringify(expected)}`);
      if (!named) unnamed += 1;
      assert.ok(unnamed <= CHANGES / 100, `${which} 没有点名：${JSON.stringify({ expected, verdict })}`);
      made.add(kind);
    }
    assert.deepEqual(
      KINDS.filter((kind) => !made.has(kind)),
      [],
      '有的改法没有用到',
    );
    const again = await verifyBundle(good.folder, good.publicKey, [foreign.publicKey]);
    assert.equal(again.verdict, 'intact', '改动没有复原');
  });

  test('同一内容的硬链接不是改动：只看内容', async () => {
    const { folder, publicKey } = bundleOf(scratch(), { files: { 'data/observed/一.txt': Buffer.from('同样') } });
    const outside = join(scratch(), '一.txt');
    linkSync(join(folder, 'data/observed/一.txt'), outside);
    rmSync(join(folder, 'data/observed/一.txt'));
    linkSync(outside, join(folder, 'data/observed/一.txt'));
    assert.equal((await verifyBundle(folder, publicKey)).verdict, 'intact');
  });
});
