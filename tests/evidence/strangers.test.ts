import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { InputError } from '../../domain/errors.ts';
import { countersign } from '../../evidence/verify/countersign.ts';
import { VERIFY_SH } from '../../evidence/verify-sh.ts';
import { strangers } from '../../fixtures/evidence/strangers/strangers.ts';
import { Bench, contentsOf } from '../../fixtures/evidence/tamper/bench.ts';
import { draftOf, SEAL_KINDS } from '../../fixtures/evidence/tamper/tamper.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';
import { source } from '../../fixtures/factories/random.ts';
import { caseSeed } from '../../fixtures/seed.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'strangers-'));

describe('不用本工具的人也得出同样的结论', () => {
  test('verify、verify.sh、sha256sum、openssl 对好的和坏的证据包各按所声称的结论一致', async () => {
    const seed = caseSeed('不用本工具的人');
    for await (const { number, what, differing } of strangers(scratch(), seed, 8))
      assert.deepEqual(differing, [], `种子 ${seed} 第 ${number} 号（${what}）`);
  });

  test('封存的每一种改法，verify.sh 也都不通过', async () => {
    const [own, foreign] = [bundleOf(scratch()), bundleOf(scratch(), { steps: 9 })];
    await countersign(own.folder, own.publicKey, foreign.key);
    const bench = new Bench(own.folder);
    const other = { files: contentsOf(foreign.folder), key: foreign.key };
    const desk = scratch();
    const script = join(desk, 'verify.sh');
    writeFileSync(script, VERIFY_SH);
    const keys = [own.publicKey, foreign.publicKey].map((key, index) => {
      writeFileSync(join(desk, `${index}.pem`), key.export({ format: 'pem', type: 'spki' }));
      return join(desk, `${index}.pem`);
    });
    const random = source(caseSeed('封存的每一种改法'));
    for (const kind of SEAL_KINDS) {
      const drawn = draftOf(kind, bench.original, other, random);
      if (drawn === undefined) continue;
      const run = () => spawnSync('sh', [script, ...keys], { env: { ...process.env, BUNDLE: own.folder } });
      const { status, stderr } = await bench.hold(drawn.draft, async () => run());
      assert.equal(status, 1, `${kind}：${stderr}`);
      assert.match(String(stderr), /^有问题：/m, kind);
    }
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
