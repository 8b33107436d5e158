import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readCase } from '../../domain/case/read-case.ts';
import { personalValues, Redactor } from '../../evidence/redactor.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { canariesOfCases, canaryCase, refusedCase, unreadableCase } from '../../fixtures/leaks/canary-case.ts';
import { scanBytes } from '../../fixtures/leaks/scan/scan.ts';

const material = canaryCase(3);
const canaries = canariesOfCases([material], 3);
const redactor = new Redactor(Buffer.alloc(32, 7), personalValues(material));
const points = (text: string, write: (point: number) => string) =>
  [...text].map((letter) => write(letter.codePointAt(0) ?? 0)).join('');

const WRITINGS: Record<string, (value: string) => string> = {
  原样: (value) => value,
  小写: (value) => value.toLowerCase(),
  全角数字: (value) => value.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  逐字空格: (value) => [...value].join(' '),
  '去掉间隔号和空格（文件名）': (value) => `${value.replace(/[^\p{L}\p{N}]/gu, '')}身份证.jpg`,
  '页面里的 HTML': (value) => value.replaceAll("'", '&#39;').replaceAll('·', '&middot;'),
  网址: (value) => encodeURIComponent(value),
  JSON: (value) => JSON.stringify(value),
  'JSON 转义': (value) =>
    /^\d/.test(value) ? value : points(value, (point) => `\\u${point.toString(16).padStart(4, '0')}`),
  'HTML 十进制实体': (value) => (/^\d/.test(value) ? value : points(value, (point) => `&#${point};`)),
  'HTML 十六进制实体': (value) => (/^\d/.test(value) ? value : points(value, (point) => `&#x${point.toString(16)};`)),
};

describe('替换个人信息', () => {
  for (const [writing, write] of Object.entries(WRITINGS))
    test(`${writing}：替换之后扫描器一个也找不到`, async () => {
      const values = canaries.filter((one) => one.class !== '数字证书密码');
      const text = values.map(({ value }) => `前（${write(value)}）后`).join('\n');
      const scan = (given: string) => scanBytes({ name: 'a', bytes: Buffer.from(given) }, values);
      assert.ok(new Set((await scan(text)).leaks.map((leak) => leak.canary)).size === values.length);
      assert.deepEqual((await scan(redactor.text(text))).leaks, []);
    });

  test('JSON 的键和短数字不变，不论谁叫什么；像手机号的数字替换', () => {
    const [person] = material.roster;
    const called = (name: string) =>
      new Redactor(
        Buffer.alloc(32, 7),
        personalValues({ ...material, roster: [{ ...material.roster[0], name, phone: '13800138000' } as never] }),
      );
    const value = { plannedTrainees: 3, bytes: 482_913, ok: true, course: '物业' };
    for (const name of ['Ann', 'True', 'Ed']) assert.deepEqual(called(name).json(value), value);
    assert.match(String(called('Ann').json({ planned: 13_800_138_000 }).planned), /^〔手机号 /);
    assert.notEqual(redactor.json({ name: person?.name }).name, person?.name);
  });

  test('按文件和类别记下替换了几处；只为求校验值的文字不计', () => {
    const counted = new Redactor(Buffer.alloc(32, 7), personalValues(material));
    const [person] = material.roster;
    counted.text(`${person?.name} ${person?.phone} ${person?.phone}`, 'data/core/case.json');
    counted.text(`${person?.phone}`, 'data/web/run.wacz');
    counted.text(`${person?.phone}`);
    assert.deepEqual(counted.where, {
      'data/core/case.json': { 手机号: 2, 姓名: 1 },
      'data/web/run.wacz': { 手机号: 1 },
    });
    assert.deepEqual(counted.counts, { 手机号: 3, 姓名: 1 });
  });
});

for (const make of [refusedCase, unreadableCase])
  test(`读表的问题不重复个人信息，读不出的行也一样（${make.name}）`, async () => {
    const dirty = make(5);
    const folder = join(await mkdtemp(join(tmpdir(), 'dirty-')), 'a');
    await writeCaseFolder(dirty, folder, 5);
    const { findings, personal } = await readCase(folder);
    const values = canariesOfCases([dirty], 5);
    const scan = (text: string) => scanBytes({ name: 'a', bytes: Buffer.from(text) }, values);
    assert.ok(findings.length >= 5); // each wrong cell of the two rows; what only follows from them is not told
    const file = JSON.stringify(findings.map(({ message }) => message));
    assert.deepEqual((await scan(file)).leaks, [], file);
    // What a report would quote all the same is known, row by row.
    const whole = values
      .filter((one) => one.class !== '数字证书密码')
      .map(({ value }) => value)
      .join('\n');
    const left = (await scan(new Redactor(Buffer.alloc(32), personal).text(whole))).leaks;
    assert.deepEqual(
      left.map(({ class: kind, canary }) => `${kind} ${values[canary]?.value}`),
      [],
    );
  });

describe('许多人的姓名', () => {
  /** Names of two and three characters, of which some begin others, of ninety families. */
  const names = Array.from({ length: 30_000 }, (_, index) =>
    [index % 90, 100 + Math.floor(index / 90), ...(index % 3 === 0 ? [500 + (index % 700)] : [])]
      .map((offset) => String.fromCodePoint(0x4e00 + offset))
      .join(''),
  );
  const many = new Redactor(
    Buffer.alloc(32, 9),
    names.map((value) => ({ class: '姓名' as const, value })),
  );

  test('三万个姓名也逐个替换，长的先于它的开头', () => {
    for (const name of [names[0], names[14_999], names[29_999], names[3]] as string[]) {
      assert.equal(many.text(`学员${name}。`), `学员${many.token('姓名', name)}。`);
      assert.equal(many.text(encodeURIComponent(name)), many.token('姓名', name));
    }
  });

  test('与一个大表达式的结果相同', () => {
    const some = ['王一', '王一二', 'O’Hara', 'kelvin', 'SIMS', '阿依·古丽', '王'];
    const few = new Redactor(
      Buffer.alloc(32, 9),
      some.map((value) => ({ class: '姓名' as const, value })),
    );
    const masked = (text: string) => few.text(text).replaceAll(/〔姓名 \w+ /g, '〔');
    assert.equal(masked('王一二王一王二'), '〔王*〕〔王*〕〔王*〕二');
    assert.equal(masked('阿依古丽和阿 依 · 古 丽'), '〔阿*〕和〔阿*〕');
    // Letters that a search without case takes for k and s.
    assert.equal(masked('\u212aelvin ſimſ'), '〔k*〕 〔姓名〕');
    assert.equal(masked('没有姓名的文字 100% \\ & 完'), '没有姓名的文字 100% \\ & 完');
  });
});
