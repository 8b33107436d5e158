import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { packBundle } from '../../evidence/pack.ts';
import { recordedRun } from '../../evidence/replay.ts';
import { verifyBundle } from '../../evidence/verify.ts';
import { readZip, writeZip } from '../../evidence/zip.ts';
import { contentsOf } from '../../fixtures/evidence/tamper/bench.ts';
import { zipOf } from '../../fixtures/evidence/tamper/zip-changes.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'pack-'));
const sorted = (folder: string) => [...contentsOf(folder)].sort(([a], [b]) => (a < b ? -1 : 1));

describe('打成压缩包的证据包', () => {
  const odd = { 'data/core/materials/Café 1.jpg': Buffer.alloc(300_000, 7), 'data/observed/空.txt': Buffer.alloc(0) };
  const good = bundleOf(scratch(), { files: odd });

  test('核验结论与文件夹相同，同一文件夹每次打出同样的字节', async () => {
    const [one, two] = [join(scratch(), 'a.zip'), join(scratch(), 'b.zip')];
    await packBundle(good.folder, one);
    await packBundle(good.folder, two);
    assert.deepEqual(readFileSync(one), readFileSync(two));
    assert.deepEqual(await verifyBundle(one, good.publicKey), {
      ...(await verifyBundle(good.folder, good.publicKey)),
      bundle: one,
    });
  });

  test('证据包在压缩包里的一个同名文件夹中（RFC 8493 §4）；以前打的、没有这层文件夹的也照样核验', async () => {
    const [path, before] = [join(scratch(), 'a.zip'), join(scratch(), 'b.zip')];
    await packBundle(good.folder, path);
    const top = `${basename(good.folder)}/`;
    assert.ok((await readZip(readFileSync(path))).every((entry) => entry.path.startsWith(top)));
    writeFileSync(before, zipOf(sorted(good.folder)));
    const { verdict, coreDigest } = await verifyBundle(before, good.publicKey);
    assert.equal(verdict, 'intact');
    for (const one of [path, before]) assert.equal((await recordedRun(one)).coreDigest, coreDigest);
  });

  test('压缩包里两个证据包，或一个在文件夹里、旁边另有文件，都不算', async () => {
    for (const beside of ['另一个/bagit.txt', 'zzz.txt']) {
      const path = join(scratch(), 'a.zip');
      const inside = sorted(good.folder).map(([name, bytes]) => [`a/${name}`, bytes] as [string, Buffer]);
      writeFileSync(path, zipOf([...inside, [beside, Buffer.from('x')]]));
      assert.equal((await verifyBundle(path, good.publicKey)).verdict, 'broken');
    }
  });

  test('压缩包的框架与 yazl 写出的逐字节相同', async () => {
    const path = join(scratch(), 'a.zip');
    const entries = sorted(good.folder);
    await writeZip(
      path,
      entries.map(([name, bytes]) => ({ path: name, bytes: () => bytes, size: bytes.length })),
    );
    assert.deepEqual(readFileSync(path), zipOf(entries));
  });

  test('别的软件打出的压缩包不核验内容，说明解压后核验文件夹', async () => {
    const [path, entries] = [join(scratch(), 'a.zip'), sorted(good.folder)];
    writeFileSync(path, zipOf([...entries].reverse()));
    const { verdict, problems } = await verifyBundle(path, good.publicKey);
    assert.equal(verdict, 'broken');
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.problem ?? '', /由其他软件打包.*请解压到一个空文件夹，核验那个文件夹/);
  });

  test('命令：默认打在旁边，绝不覆盖，放不进压缩包的不打', () => {
    const folder = join(scratch(), '演练');
    const { folder: bundle } = bundleOf(folder);
    const run = (args: string[]) => spawnSync(process.execPath, ['scripts/pack.ts', ...args], { encoding: 'utf8' });
    assert.equal(run([bundle]).status, 0);
    const size = statSync(`${bundle}.zip`).size;
    const again = run([bundle]);
    assert.equal(again.status, 2);
    assert.match(again.stderr, /^「.*演练\.zip」已存在，为免覆盖没有打包.*\n$/);
    assert.equal(statSync(`${bundle}.zip`).size, size);
    symlinkSync('/nonexistent', join(bundle, 'data/link'));
    assert.match(run([bundle, '--out', join(scratch(), 'x.zip')]).stderr, /data\/link」放不进压缩包/);
    mkdirSync(join(scratch(), 'x'));
    assert.match(run([`${bundle}.zip`]).stderr, /已是一个文件/);
  });
});
