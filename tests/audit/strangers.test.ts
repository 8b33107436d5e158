import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { InputError } from '../../domain/errors.ts';
import { strangers } from '../../fixtures/evidence/strangers/strangers.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';
import { caseSeed } from '../../fixtures/seed.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'strangers-'));

describe('不用本工具的人也得出同样的结论', () => {
  test('verify、verify.sh、sha256sum、openssl 对好的和坏的证据包各按所声称的结论一致', async () => {
    const seed = caseSeed('不用本工具的人');
    for await (const { number, what, differing } of strangers(scratch(), seed, 12))
      assert.deepEqual(differing, [], `种子 ${seed} 第 ${number} 号（${what}）`);
  });

  for (const [what, name] of [
    ['百分号', '100%.jpg'],
    ['反斜杠', 'a\\b.jpg'],
    ['换行', 'a\nb.jpg'],
    ['分解写法的字母', 'Cafe\u0301.jpg'],
  ])
    test(`文件名含有${what}时各工具写法不一，拒绝封存`, () => {
      const files = { [`data/core/materials/${name}`]: Buffer.from('x') };
      assert.throws(() => bundleOf(scratch(), { files }), InputError);
    });
});
