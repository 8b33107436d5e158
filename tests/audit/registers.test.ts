import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import { Finding } from '../../domain/finding.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { PLATFORM } from '../../fixtures/factories/case.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { sketchesOf } from '../../fixtures/factories/defects/try.ts';
import { csv, oldNumber } from '../../fixtures/factories/registers.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';

const desk = mkdtempSync(join(tmpdir(), 'registers-desk-'));
after(() => rmSync(desk, { recursive: true, force: true }));
const material = cleanCase(61, { projects: 1, traineesPerProject: 8 });
const people = material.roster.map(({ idNumber }) => idNumber);
const [dead = '', student = '', retired = '', paid = '', missing = '', ...rest] = people;
const { enterprise } = material;
/** Somebody of the registers alone, and an officer. */
const STRANGER = '110105194912310021';
const OFFICER = '欧阳样例甲';

const audit = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/audit.ts', join(desk, '案例'), '--out', join(desk, 'out'), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
const given = (name: string, content: string): string[] => {
  const path = join(desk, name);
  writeFileSync(path, content);
  return ['--register', path];
};

describe('audit --register', () => {
  let answer: ReturnType<typeof audit>;
  before(async () => {
    await writeCaseFolder(material, join(desk, '案例'), sketchesOf(material, 61));
    answer = audit(
      '--json',
      ...given(
        '参保.csv',
        csv(
          ['身份证号', '参保单位', '参保起', '参保止'],
          ...[dead, student, retired, paid, ...rest].map((one) => [one.toLowerCase(), enterprise.name, '202001', '']),
          [STRANGER, `个体户${STRANGER}`, '2020-01', ''],
        ),
      ),
      ...given('养老.csv', csv(['身份证号', '养老待遇起'], [oldNumber(retired), '2019-04'], [STRANGER, '2009-01'])),
      ...given('学籍.csv', csv(['身份证号', '学籍起', '学籍止'], [student, '2020-09-01', '2024-06-30'])),
      ...given('死亡.csv', csv(['身份证号', '死亡日期'], [dead, '2021-11-03'], [STRANGER, '2020-01-01'])),
      ...given(
        '补贴.csv',
        csv(['身份证号', '补贴课程', '补贴日期'], [paid, material.projects[0]?.course ?? '', '2021-09-30']),
      ),
      ...given(
        '企业.csv',
        csv(
          ['统一社会信用代码', '企业名称', '法定代表人', '联系电话', '银行账号'],
          [enterprise.creditCode, enterprise.name, OFFICER, enterprise.phone, enterprise.accountNumber],
          [PLATFORM.creditCode, '物学网样例科技有限公司', OFFICER, '02100000017', enterprise.accountNumber],
        ),
      ),
    );
  });

  test('每处问题指出案例的单元格和登记的文件与行', () => {
    assert.equal(answer.status, 1, answer.stderr);
    const { findings } = JSON.parse(answer.stdout) as { findings: unknown[] };
    const found = findings
      .map((finding) => Finding.loose().parse(finding))
      .filter(({ rule, verdict }) => rule.startsWith('registers/') && (verdict === 'violation' || verdict === 'doubt'));
    assert.deepEqual(
      Object.fromEntries(
        found.map(({ rule, where }) => [
          rule,
          where.map(({ file, sheet, cell }) => [file, sheet, cell].filter(Boolean).join(' ')),
        ]),
      ),
      {
        'registers/alive': ['case.xlsx 学员花名册 C2', '死亡.csv B2'],
        'registers/enrolled': ['case.xlsx 学员花名册 C3', '学籍.csv B2'],
        'registers/insured-here': ['case.xlsx 学员花名册 F6'],
        'registers/pension': ['case.xlsx 学员花名册 C4', '养老.csv B2'],
        'registers/related-parties': ['case.xlsx 备案项目 D2', '企业.csv A3'],
        'registers/subsidised-once': ['case.xlsx 学员花名册 G5', '补贴.csv B2'],
      },
    );
    assert.equal(found.length, 6);
    assert.match(
      found.map(({ message }) => message).join('\n'),
      new RegExp(maskIdNumber(missing).replaceAll('*', '\\*')),
    );
  });

  test('报告写明用了哪些登记，及其校验值和行数', () => {
    const { registers } = JSON.parse(readFileSync(join(desk, 'out/audit.json'), 'utf8'));
    assert.deepEqual(
      registers.map(({ file, kinds, rows }: { file: string; kinds: string[]; rows: number }) => [file, kinds, rows]),
      [
        ['参保.csv', ['参保登记'], 8],
        ['养老.csv', ['养老待遇登记'], 2],
        ['学籍.csv', ['学籍登记'], 1],
        ['死亡.csv', ['死亡登记'], 2],
        ['补贴.csv', ['补贴登记'], 1],
        ['企业.csv', ['企业登记'], 2],
      ],
    );
    assert.match(registers[0].sha256, /^[0-9a-f]{64}$/);
    assert.match(answer.stderr, /独立登记「参保\.csv」：参保登记，8 行，参保期间 2020-01-01 至今/);
    assert.match(readFileSync(join(desk, 'out/audit.html'), 'utf8'), new RegExp(registers[0].sha256));
  });

  test('登记里的号码、负责人、电话和账号不出现在任何一份报告里', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(desk, 'out/audit.xlsx'));
    const cells = book.worksheets.flatMap((sheet) =>
      (sheet.getSheetValues() as unknown[]).map((row) => JSON.stringify(row)),
    );
    const texts = {
      标准输出: answer.stdout,
      标准错误: answer.stderr,
      'audit.json': readFileSync(join(desk, 'out/audit.json'), 'utf8'),
      'audit.html': readFileSync(join(desk, 'out/audit.html'), 'utf8'),
      'audit.xlsx': cells.join('\n'),
    };
    const values = [...people, ...people.map(oldNumber), ...people.map((one) => one.toLowerCase()), STRANGER, OFFICER];
    for (const [what, text] of Object.entries(texts))
      for (const value of [...values, '02100000017', enterprise.phone, enterprise.accountNumber])
        assert.ok(!text.includes(value), `${what}：${value}`);
    // The scan can fail: the mask of somebody concerned is there.
    assert.ok(texts['audit.html'].includes(maskIdNumber(dead)));
  });

  test('没有登记时，各条说明不适用和需要哪一份登记', () => {
    const without = audit('--json');
    assert.equal(without.status, 0, without.stderr);
    const findings = (JSON.parse(without.stdout).findings as Finding[]).filter(({ rule }) =>
      rule.startsWith('registers/'),
    );
    assert.equal(findings.length, 9);
    for (const { rule, verdict, message } of findings) {
      assert.equal(verdict, 'not-applicable', rule);
      assert.match(message, /没有.+登记可供比对；请用 npm run audit 的 --register 给出含「.+」列的文件。$/);
    }
  });

  test('不能读取的登记：一句话，退出码 2，什么都没有开始', () => {
    const out = join(desk, 'refused');
    const refused = audit('--out', out, ...given('坏.csv', `姓名,参保单位,参保起\n某某${STRANGER},样例,2021-07\n`));
    assert.equal(refused.status, 2);
    assert.equal(refused.stdout, '');
    assert.match(refused.stderr, /^独立登记「坏\.csv」缺少「身份证号」列.*。\n$/);
    assert.ok(!refused.stderr.includes(STRANGER));
    assert.throws(() => readFileSync(join(out, 'audit.json')));
  });
});
