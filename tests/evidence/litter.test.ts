import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { filesBelow } from '../../evidence/bag.ts';
import { JOURNAL, MANIFEST } from '../../evidence/layout.ts';
import { packBundle } from '../../evidence/pack.ts';
import { verifyBundle } from '../../evidence/verify.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'litter-'));
const LITTER = ['.DS_Store', 'data/core/Thumbs.db', 'data/desktop.ini', '__MACOSX/._data', 'data/core/._journal.jsonl'];
const TEXT = /\.(txt|json|jsonl|html|sh)$|checkpoint$/;

function littered(folder: string): void {
  for (const path of LITTER) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'x');
  }
}

function turnLineEnds(folder: string, wanted: (path: string) => boolean): string[] {
  return filesBelow(folder)
    .filter(wanted)
    .filter((path) => {
      const text = readFileSync(join(folder, path), 'latin1');
      writeFileSync(join(folder, path), text.replaceAll('\n', '\r\n'), 'latin1');
      return text.includes('\n');
    });
}

describe('系统留下的东西', () => {
  test('.DS_Store、Thumbs.db、desktop.ini、__MACOSX 只说一次，说明是什么；删去后完好', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    littered(folder);
    const { verdict, sealedBy, problems } = await verifyBundle(folder, publicKey);
    assert.deepEqual([verdict, sealedBy, problems.length], ['broken', null, 1]);
    assert.match(
      problems[0]?.problem ?? '',
      /^操作系统自动生成的文件，不是证据内容，也不在清单里（.* 等 5 个）；删去后重新核验$/,
    );
    for (const path of [...LITTER, '__MACOSX']) rmSync(join(folder, path), { recursive: true, force: true });
    assert.equal((await verifyBundle(folder, publicKey)).verdict, 'intact');
  });

  test('别的多出的文件不当作系统文件，改动过的文件照样指出', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    littered(folder);
    writeFileSync(join(folder, 'data/core/Thumbs.db.txt'), 'x');
    writeFileSync(join(folder, JOURNAL), `${readFileSync(join(folder, JOURNAL), 'utf8')}{}\n`);
    const { problems } = await verifyBundle(folder, publicKey);
    assert.match(problems[0]?.problem ?? '', /操作系统自动生成/);
    assert.ok(problems.some(({ file, problem }) => file === 'data/core/Thumbs.db.txt' && /后来加入/.test(problem)));
    assert.ok(problems.some(({ file }) => file === JOURNAL));
  });

  test('行尾被改成 CRLF 只说一次；另有一处改动时照常逐处指出', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    const turned = turnLineEnds(folder, (path) => TEXT.test(path));
    const { verdict, sealedBy, problems } = await verifyBundle(folder, publicKey);
    assert.deepEqual([verdict, sealedBy, problems.length], ['broken', null, 1]);
    assert.match(
      problems[0]?.problem ?? '',
      new RegExp(`^行尾被改成了 CRLF，内容其余未变（.* 等 ${turned.length} 个）`),
    );
    const journal = readFileSync(join(folder, JOURNAL), 'utf8');
    writeFileSync(join(folder, JOURNAL), journal.replace('"seq":1', '"seq":7'));
    const changed = await verifyBundle(folder, publicKey);
    assert.doesNotMatch(changed.problems[0]?.problem ?? '', /内容其余未变/);
    assert.ok(changed.problems.some(({ file }) => file === JOURNAL));
  });

  test('只有清单的行尾被改，也是同一句话', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    turnLineEnds(folder, (path) => path === MANIFEST);
    const { problems } = await verifyBundle(folder, publicKey);
    assert.deepEqual(
      problems.map(({ file }) => file),
      [MANIFEST],
    );
    assert.match(problems[0]?.problem ?? '', /^行尾被改成了 CRLF/);
  });

  test('打包不带系统文件，并说出没有装入哪些', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    littered(folder);
    const path = join(scratch(), 'a.zip');
    const answer = spawnSync(process.execPath, ['scripts/pack.ts', folder, '--out', path], { encoding: 'utf8' });
    assert.equal(answer.status, 0);
    assert.match(answer.stderr, /操作系统自动生成的 5 个文件没有装入：.*\.DS_Store/);
    assert.equal((await verifyBundle(path, publicKey)).verdict, 'intact');
  });

  test('解压出来是一个文件夹，里面的包按 BagIt 和 sha256sum 完好', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    const [path, desk] = [join(scratch(), 'a.zip'), scratch()];
    assert.deepEqual(await packBundle(folder, path), []);
    const unpacked = spawnSync('python3', ['-m', 'zipfile', '-e', path, desk]);
    if (unpacked.error !== undefined) assert.fail('需要 python3 解压');
    const own = join(desk, basename(folder));
    assert.equal((await verifyBundle(own, publicKey)).verdict, 'intact');
    assert.equal(spawnSync('sha256sum', ['--quiet', '-c', MANIFEST], { cwd: own }).status, 0);
  });
});
