import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { itemsOf, PROPERTIES } from '../../audit/report/four-properties/items.ts';
import { fourPropertiesJson, fourPropertiesPage } from '../../audit/report/four-properties.ts';
import { CHECKPOINT, ENVELOPE, JOURNAL, MANIFEST, OPEN_CASE, SIGNATURE, VERIFY_SCRIPT } from '../../evidence/layout.ts';
import { examineBundle } from '../../evidence/verify/examine.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'four-properties-'));

/** Names of the items that fail after a change, each with its property. */
async function failing(change: (folder: string) => void, files: Record<string, Uint8Array> = {}): Promise<string[]> {
  const { folder, publicKey } = bundleOf(scratch(), { files });
  change(folder);
  const examined = await examineBundle(folder, publicKey, [], []);
  return itemsOf(examined).flatMap(({ property, name, outcome, found }) => {
    if (outcome === '不通过') assert.ok(found.length > 0, name);
    return outcome === '不通过' ? [`${property} ${name}`] : [];
  });
}

describe('四性检测', () => {
  test('完好的证据包：程序检测的各项都通过；每项写明命令、字节和结果，软件不能判断的写明为什么', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    const items = itemsOf(await examineBundle(folder, publicKey, [], []));
    assert.deepEqual([...new Set(items.map(({ property }) => property))], [...PROPERTIES]);
    for (const { name, outcome, commands, bytes, found } of items) {
      assert.notEqual(outcome, '不通过', name);
      if (outcome === '通过') assert.ok(commands.length > 0 && bytes.length > 0, name);
      else assert.ok(found.length > 0, name);
    }
    const manual = items.filter(({ outcome }) => outcome === '须人工').map(({ name }) => name);
    for (const name of ['采集时是否如实', '病毒检测', '载体与保管']) assert.ok(manual.includes(name), name);
  });

  for (const [what, expected, change, files] of [
    ['签名坏了', '真实性 来源：由所给公钥的持有人封存', (folder) => writeFileSync(join(folder, SIGNATURE), 'x')],
    ['内容改了', '真实性 内容：封存之后没有改动', (folder) => writeFileSync(join(folder, OPEN_CASE), '{}')],
    [
      '记录改了',
      '真实性 过程：操作记录连贯',
      (folder) => {
        const text = readFileSync(join(folder, JOURNAL), 'utf8');
        writeFileSync(join(folder, JOURNAL), text.replace('"seq":3', '"seq":5'));
      },
    ],
    ['检查点没了', '完整性 文件齐全，没有多余', (folder) => rmSync(join(folder, CHECKPOINT))],
    ['多了文件', '完整性 文件齐全，没有多余', (folder) => writeFileSync(join(folder, 'data/多.txt'), 'x')],
    ['多了程序', '安全性 没有其他格式的文件', (folder) => writeFileSync(join(folder, 'run.exe'), 'x')],
    ['清单写坏了', '完整性 信息包的清单规范', (folder) => writeFileSync(join(folder, MANIFEST), 'x\n')],
    ['脚本被换', '安全性 随包的脚本没有被换', (folder) => writeFileSync(join(folder, VERIFY_SCRIPT), '#!/bin/sh\n')],
    [
      '封存时图片就打不开',
      '可用性 文件格式与名称相符，能打开',
      () => {},
      { 'data/core/materials/坏-1.jpg': Buffer.from('x') },
    ],
    ['封存时案例就没有加密', '安全性 完整案例已加密', () => {}, { 'data/private/case.age': Buffer.from('明文') }],
  ] as [string, string, (folder: string) => void, Record<string, Uint8Array>?][])
    test(`${what}：「${expected}」不通过`, async () => {
      assert.ok((await failing(change, files)).includes(expected), expected);
    });

  test('签名不成立时，内容不算检测过：清单没有签名作证', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    writeFileSync(join(folder, ENVELOPE), '{}');
    const items = itemsOf(await examineBundle(folder, publicKey, [], []));
    const content = items.find(({ name }) => name === '内容：封存之后没有改动');
    assert.deepEqual([content?.outcome, content?.found.length], ['未检测', 1]);
  });

  test('打不开的压缩包：只有「证据包能打开」不通过，其余未检测或须人工', async () => {
    const path = join(scratch(), 'a.zip');
    writeFileSync(path, 'PK');
    const { publicKey } = bundleOf(scratch());
    const items = itemsOf(await examineBundle(path, publicKey, [], []));
    assert.deepEqual(
      items.filter(({ outcome }) => outcome === '不通过').map(({ name }) => name),
      ['证据包能打开'],
    );
    assert.ok(items.every(({ outcome }) => outcome !== '通过'));
  });

  test('同一证据包得出同样的报告，没有本机路径；网页与 JSON 同样的各项', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    const examined = [await examineBundle(folder, publicKey, [], [])];
    const [page, json] = [fourPropertiesPage(examined), fourPropertiesJson(examined)];
    assert.equal(page, fourPropertiesPage(examined));
    for (const text of [page, json]) assert.ok(!text.includes(tmpdir()));
    const { bundles } = JSON.parse(json) as { bundles: [{ items: { name: string }[]; files: { sha256: string }[] }] };
    for (const { name } of bundles[0].items) assert.ok(page.includes(`<b>${name}</b>`), name);
    for (const { sha256 } of bundles[0].files) assert.ok(page.includes(sha256));
    assert.match(page, /DA\/T 70—2018.*DA\/T 97—2023/s);
  });

  test('命令：按文件名的结尾写网页或 JSON，别的结尾在读证据包之前就拒绝', () => {
    const { folder, publicKey } = bundleOf(scratch());
    const desk = scratch();
    const key = join(desk, 'key.pem');
    writeFileSync(key, publicKey.export({ format: 'pem', type: 'spki' }));
    const run = (report: string) =>
      spawnSync(process.execPath, ['scripts/verify.ts', folder, '--key', key, '--report', report], {
        encoding: 'utf8',
      });
    for (const [name, begins] of [
      ['r.html', '<!doctype html>'],
      ['r.json', '{'],
    ] as const) {
      assert.equal(run(join(desk, name)).status, 0);
      assert.ok(readFileSync(join(desk, name), 'utf8').startsWith(begins));
    }
    const refused = run(join(desk, 'r.docx'));
    assert.deepEqual([refused.status, refused.stdout], [2, '']);
    assert.match(refused.stderr, /须以 \.html 或 \.json 结尾/);
  });
});
