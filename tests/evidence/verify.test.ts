import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { filesBelow } from '../../evidence/bag.ts';
import { verifyBundle } from '../../evidence/verify.ts';
import { writeZip } from '../../evidence/zip.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'bundle-'));
const zipOf = async (folder: string, path: string) =>
  writeZip(
    path,
    filesBelow(folder).map((file) => {
      const bytes = readFileSync(join(folder, file));
      return { path: file, bytes: () => bytes, size: bytes.length };
    }),
  );
const script = (folder: string, key: string) =>
  spawnSync('sh', [join(folder, 'seal/verify.sh'), key], { encoding: 'utf8' });

describe('核验证据包', () => {
  const good = bundleOf(scratch());
  const changed = (change: (folder: string) => void) => {
    const folder = scratch();
    cpSync(good.folder, folder, { recursive: true });
    change(folder);
    return folder;
  };

  test('完好的文件夹和压缩包都通过，并说出封存者和核心校验值', async () => {
    const folder = await verifyBundle(good.folder, good.publicKey);
    assert.deepEqual(folder, {
      bundle: good.folder,
      verdict: 'intact',
      sealedBy: good.keyId,
      entries: 14,
      coreDigest: good.coreDigest,
      countersignedBy: [],
      problems: [],
    });
    const zip = join(scratch(), 'b.zip');
    await zipOf(good.folder, zip);
    const zipped = await verifyBundle(zip, good.publicKey);
    assert.equal(zipped.verdict, 'intact', JSON.stringify(zipped.problems));
    appendFileSync(zip, 'x');
    assert.equal((await verifyBundle(zip, good.publicKey)).verdict, 'broken');
  });

  test('verify.sh 与 sha256sum、openssl 得出同样的结论', () => {
    const key = join(scratch(), 'operator.pub.pem');
    writeFileSync(key, good.publicKey.export({ format: 'pem', type: 'spki' }));
    const run = script(good.folder, key);
    assert.equal(run.status, 0, run.stdout + run.stderr);
    assert.match(run.stdout, new RegExp(`^完好：共 \\d+ 个文件，签名有效，公钥 ${good.keyId}`));
    const bad = changed((folder) => appendFileSync(join(folder, 'data/core/case.json'), ' '));
    assert.equal(script(bad, key).status, 1);
    assert.equal(
      script(
        changed((folder) => writeFileSync(join(folder, '多出.txt'), '')),
        key,
      ).status,
      1,
    );
    assert.equal(
      script(
        changed((folder) => rmSync(join(folder, 'seal/run.sig'))),
        key,
      ).status,
      1,
    );
  });

  for (const [what, change, file, seq] of [
    [
      '改一个字',
      (f) => writeFileSync(join(f, 'data/core/case.json'), '{"enterprise":"样列"}'),
      'data/core/case.json',
      null,
    ],
    ['删一个文件', (f) => rmSync(join(f, 'data/redaction.json')), 'data/redaction.json', null],
    ['加一个文件', (f) => writeFileSync(join(f, 'data/x'), ''), 'data/x', null],
    [
      '改名',
      (f) => renameSync(join(f, 'data/redaction.json'), join(f, 'data/redactio.json')),
      'data/redaction.json',
      null,
    ],
    [
      '换成链接',
      (f) => {
        rmSync(join(f, 'data/redaction.json'));
        symlinkSync(join(f, 'data/core/case.json'), join(f, 'data/redaction.json'));
      },
      'data/redaction.json',
      null,
    ],
    ['删一条记录', (f) => rows(f, (r) => r.splice(5, 1)), 'data/core/journal.jsonl', 5],
    [
      '调换两条记录',
      (f) => rows(f, (r) => r.splice(4, 2, r[5] as string, r[4] as string)),
      'data/core/journal.jsonl',
      4,
    ],
    ['截掉末尾', (f) => rows(f, (r) => r.splice(-4)), 'data/core/journal.jsonl', 10],
    ['删掉标签清单', (f) => rmSync(join(f, 'tagmanifest-sha256.txt')), 'tagmanifest-sha256.txt', null],
    ['删掉签名', (f) => rmSync(join(f, 'seal/run.sigstore.json')), 'seal/run.sigstore.json', null],
  ] as [string, (folder: string) => void, string, number | null][]) {
    test(`${what}：不通过，并指明文件和记录`, async () => {
      const { verdict, sealedBy, problems } = await verifyBundle(changed(change), good.publicKey);
      assert.equal(verdict, 'broken');
      assert.equal(sealedBy, null);
      assert.ok(
        problems.some((problem) => problem.file === file && problem.seq === seq),
        JSON.stringify(problems),
      );
    });
  }

  test('别人的密钥、别处的封存都不通过', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    assert.equal((await verifyBundle(good.folder, publicKey)).verdict, 'broken');
    const other = bundleOf(scratch());
    const swapped = changed((folder) =>
      cpSync(join(other.folder, 'seal'), join(folder, 'seal'), { recursive: true, force: true }),
    );
    assert.equal((await verifyBundle(swapped, good.publicKey)).verdict, 'broken');
    assert.equal((await verifyBundle(swapped, other.publicKey)).verdict, 'broken');
  });

  test('没有封存的演练是不完整的，撕断的最后一条不算', async () => {
    const open = bundleOf(scratch(), { ended: false });
    const before = await verifyBundle(open.folder, good.publicKey);
    assert.equal(before.verdict, 'incomplete');
    assert.equal(before.entries, 13);
    assert.match(before.problems[0]?.problem ?? '', /没有办完，也没有封存.*没有签名作证/);
    appendFileSync(join(open.folder, 'data/core/journal.jsonl'), '{"actor":"harn');
    const torn = await verifyBundle(open.folder, good.publicKey);
    assert.equal(torn.verdict, 'incomplete');
    assert.equal(torn.entries, 13);
    assert.match(torn.problems[0]?.problem ?? '', /写到一半/);
  });

  for (const [what, hide] of [
    ['空的', (f: string) => mkdirSync(join(f, 'sealing'))],
    [
      '装着改过的副本的',
      (f: string) => {
        mkdirSync(join(f, 'sealing/data/core'), { recursive: true });
        renameSync(join(f, 'data/core/case.json'), join(f, 'sealing/data/core/case.json'));
      },
    ],
  ] as const)
    test(`${what} sealing 文件夹掩盖不了改动：有封存在，就逐个核对`, async () => {
      const folder = changed((f) => {
        writeFileSync(join(f, 'data/core/case.json'), '{"enterprise":"别家"}');
        hide(f);
      });
      const { verdict, problems } = await verifyBundle(folder, good.publicKey);
      assert.equal(verdict, 'broken');
      assert.deepEqual(problems[0], { file: 'data/core/case.json', seq: null, problem: '内容与封存时不同' });
    });

  for (const [what, target, pattern] of [
    ['条数', '{"lines":15,"outcome":"passed"}', /结束记录应写明全程 14 条/],
    ['结果', '{"lines":14,"outcome":"stopped"}', /结束记录说的结果「stopped」与封存的声明「passed」不同/],
  ] as const)
    test(`结束记录的${what}不对，即使由封存方签了名，也不通过`, async () => {
      const { folder, publicKey } = bundleOf(scratch(), { end: target });
      const { verdict, problems } = await verifyBundle(folder, publicKey);
      assert.equal(verdict, 'broken');
      assert.deepEqual([problems[0]?.file, problems[0]?.seq], ['data/core/journal.jsonl', 13]);
      assert.match(problems[0]?.problem ?? '', pattern);
    });

  test('几个证据包中有一个打不开：其余照常核验，退出码 2', () => {
    const key = join(scratch(), 'operator.pub.pem');
    writeFileSync(key, good.publicKey.export({ format: 'pem', type: 'spki' }));
    const missing = join(scratch(), '没有这个');
    const run = spawnSync(process.execPath, ['scripts/verify.ts', missing, good.folder, '--key', key, '--json'], {
      encoding: 'utf8',
    });
    assert.equal(run.status, 2, run.stderr);
    const { bundles } = JSON.parse(run.stdout);
    assert.deepEqual(
      bundles.map(({ verdict }: { verdict: string }) => verdict),
      ['broken', 'intact'],
    );
    assert.match(bundles[0].problems[0].problem, /找不到证据包/);
  });

  test('有的文件夹读不出：说出是哪一个，其余照常核验', async () => {
    const folder = changed((f) => {
      // Longer than any path that the system opens.
      const [name, deep] = ['长'.repeat(80), []] as [string, string[]];
      const here = process.cwd();
      process.chdir(f);
      try {
        for (let length = f.length; length < 5000; length += 241) {
          mkdirSync(name);
          process.chdir(name);
          deep.push(name);
        }
      } finally {
        process.chdir(here);
      }
    });
    const { verdict, problems } = await verifyBundle(folder, good.publicKey);
    assert.equal(verdict, 'broken');
    assert.match(problems[0]?.problem ?? '', /无法读出（ENAMETOOLONG）/);
  });

  const tags = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'];
  for (const [when, folder] of [
    [
      '放到一半',
      changed((f) => {
        for (const path of ['seal', 'tagmanifest-sha256.txt']) {
          mkdirSync(join(f, 'sealing'), { recursive: true });
          renameSync(join(f, path), join(f, 'sealing', path));
        }
      }),
    ],
    ['只差删去空的 sealing 文件夹', changed((f) => mkdirSync(join(f, 'sealing')))],
  ] as const)
    test(`封存时中断，${when}：不完整，并说明没有签名作证`, async () => {
      const { verdict, problems, sealedBy } = await verifyBundle(folder, good.publicKey);
      assert.equal(verdict, 'incomplete', JSON.stringify(problems));
      assert.equal(sealedBy, null);
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.problem ?? '', /演练在封存时中断.*没有签名作证/);
    });

  for (const [what, folder, pattern] of [
    [
      '封存和清单全部被删去',
      changed((f) => {
        rmSync(join(f, 'seal'), { recursive: true });
        for (const file of tags) rmSync(join(f, file));
      }),
      /没有封存：封存被删去，或从未封存/,
    ],
    [
      '封存和清单全部被删去、记录被截短',
      changed((f) => {
        rmSync(join(f, 'seal'), { recursive: true });
        for (const file of tags) rmSync(join(f, file));
        rows(f, (r) => r.splice(-3));
      }),
      /末尾缺失：「data\/core\/case.json」是办完之后才写的/,
    ],
  ] as const)
    test(`${what}：不能当作诚实的未完成演练`, async () => {
      const { verdict, problems } = await verifyBundle(folder, good.publicKey);
      assert.equal(verdict, 'broken');
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.problem ?? '', pattern);
    });

  test('不能打开的各得一句话', async () => {
    const pipe = join(scratch(), 'pipe');
    spawnSync('mkfifo', [pipe]);
    await assert.rejects(verifyBundle(pipe, good.publicKey), /不是文件夹也不是文件/);
    await assert.rejects(verifyBundle(join(scratch(), 'none'), good.publicKey), /找不到证据包/);
  });
});

function rows(folder: string, change: (rows: string[]) => void): void {
  const path = join(folder, 'data/core/journal.jsonl');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  change(lines);
  writeFileSync(path, `${lines.join('\n')}\n`);
}
