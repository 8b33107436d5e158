import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { namedCases } from '../../scripts/lib/cases.ts';

describe('案例的文件夹名', () => {
  const root = mkdtempSync(join(tmpdir(), 'names-'));
  const file = (path: string) => {
    const full = join(root, path);
    mkdirSync(join(full, '..'), { recursive: true });
    writeFileSync(full, '');
    return full;
  };
  const names = async (...paths: string[]) =>
    (await namedCases(paths, ['earlier', 'index.html'])).map(({ name }) => name);

  test('同名的案例各得自己的文件夹，已有人用的编号跳过', async () => {
    assert.deepEqual(await names(file('a/甲.xlsx'), file('b/甲-2.xlsx'), file('c/甲.xlsx')), ['甲', '甲-2', '甲-3']);
  });

  test('只有大小写不同的名字，在 Windows 上是同一个文件夹', async () => {
    assert.deepEqual(await names(file('d/Case1.xlsx'), file('e/case1.json')), ['Case1', 'case1-2']);
  });

  test('别处的文件系统不收的名字换成能收的', async () => {
    assert.deepEqual(await names(file('f/甲:乙?.xlsx'), file('f/CON.xlsx'), file('f/甲 . .xlsx')), [
      '甲_乙_',
      '_CON',
      '甲',
    ]);
  });

  test('不与结果文件夹里自己的东西重名', async () => {
    assert.deepEqual(await names(file('g/earlier.xlsx'), file('g/index.html/case.xlsx')), [
      'earlier-2',
      'index.html-2',
    ]);
  });

  test('文件夹里的每个案例都在：表格叫什么名字、是不是旧格式，都由读取的人来说', async () => {
    for (const path of ['h/一/case.xlsx', 'h/二/材料表.xlsx', 'h/三/企业材料.xls', 'h/四/~$case.xlsx', 'h/五/说明.txt'])
      file(path);
    assert.deepEqual(await names(join(root, 'h')), ['一', '三', '二']);
  });
});
