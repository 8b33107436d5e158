import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { readCase } from '../../domain/case/read-case.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import { InputError } from '../../domain/errors.ts';
import { FAULTS, writeBrokenCase } from '../../fixtures/factories/broken.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { sampleCase } from '../../fixtures/factories/sample.ts';

const SAMPLE = 'fixtures/cases/sample';
const folder = () => mkdtempSync(join(tmpdir(), 'case-'));

async function workbookIn(dir: string, change: (workbook: ExcelJS.Workbook) => void): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(SAMPLE, 'case.xlsx'));
  change(workbook);
  await workbook.xlsx.writeFile(join(dir, 'case.xlsx'));
  cpSync(join(SAMPLE, 'materials'), join(dir, 'materials'), { recursive: true });
}

describe('读取案例', () => {
  test('样例案例没有任何问题，内容与生成时一致', async () => {
    const { case: read, findings } = await readCase(SAMPLE);
    assert.deepEqual(findings, []);
    assert.deepEqual(read, sampleCase());
    assert.ok((read?.sessions.length ?? 0) > 2000);
  });
  test('故障案例的每一处错误都在其工作表和单元格被指出', async () => {
    assert.ok(FAULTS.length >= 25);
    const { findings } = await readCase('fixtures/cases/broken');
    for (const fault of FAULTS.filter(({ rule }) => rule.startsWith('reader/'))) {
      const hit = findings.find(
        (finding) =>
          finding.rule === fault.rule &&
          finding.where.some((at) => at.file === 'case.xlsx' && at.sheet === fault.sheet && at.cell === fault.cell),
      );
      assert.ok(hit, `${fault.what}（${fault.sheet} ${fault.cell}）`);
      assert.match(hit.message, /。$/);
    }
    for (const finding of findings) assert.doesNotMatch(finding.message, /\d{15,}|1[3-9]\d{9}/, '号码须遮住');
  });
  test('提交在库的故障案例与其生成程序一致', async () => {
    const dir = folder();
    await writeBrokenCase(dir);
    for (const name of ['case.xlsx', ...readdirSync(join(dir, 'materials')).map((file) => join('materials', file))]) {
      assert.ok(readFileSync(join(dir, name)).equals(readFileSync(join('fixtures/cases/broken', name))), name);
    }
  });
  test('任何案例写成表格再读回都不变，两次写出的字节相同', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        async (seed, projects, traineesPerProject) => {
          const material = { ...caseOf({ seed, projects, traineesPerProject }), name: 'again', materials: [] };
          const bytes = await writeCase(material);
          assert.ok(Buffer.from(bytes).equals(Buffer.from(await writeCase(material))));
          const path = join(folder(), 'again.xlsx');
          writeFileSync(path, bytes);
          const { case: read, findings } = await readCase(path);
          assert.deepEqual(findings, []);
          assert.deepEqual(read, material);
        },
      ),
      { seed: 7, numRuns: 15 },
    );
  });
  test('列的先后、空格、全角和多余的列都能容忍', async () => {
    const dir = folder();
    await workbookIn(dir, (workbook) => {
      const sheet = workbook.getWorksheet('课程汇总') as ExcelJS.Worksheet;
      sheet.spliceColumns(1, 0, ['我的备注']);
      sheet.getCell('E1').value = '时长（分钟） ';
      (workbook.getWorksheet('企业信息') as ExcelJS.Worksheet).name = ' 企业信息 ';
    });
    const { case: read, findings } = await readCase(dir);
    assert.deepEqual(findings, []);
    assert.equal(read?.chapters.length, 18);
  });
  test('缺少的工作表按用途分别说明', async () => {
    const dir = folder();
    await workbookIn(dir, (workbook) => {
      workbook.removeWorksheet('学员花名册');
      workbook.removeWorksheet('考试记录');
    });
    const { findings } = await readCase(dir);
    assert.deepEqual(
      findings
        .filter((finding) => finding.rule === 'reader/missing-sheet')
        .map((finding) => [finding.verdict, finding.where[0]?.sheet]),
      [
        ['violation', '学员花名册'],
        ['doubt', '考试记录'],
      ],
    );
  });
  for (const [what, encode] of [
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['带 BOM 的 UTF-8', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ] as const) {
    test(`记录表可以是${what} 的 CSV 文件`, async () => {
      const dir = folder();
      await workbookIn(dir, (workbook) => workbook.removeWorksheet('考试记录'));
      const { course, idNumber } = sampleCase().exams[0] ?? { course: '', idNumber: '' };
      writeFileSync(
        join(dir, '考试记录.csv'),
        encode(`培训课程,身份证号,考试时间,成绩\r\n${course},${idNumber},2022-05-13 20:00:00,88\r\n`),
      );
      const { case: read, findings } = await readCase(dir);
      assert.deepEqual(findings, []);
      assert.deepEqual(read?.exams, [{ row: 2, course, idNumber, at: '2022-05-13T20:00:00', score: 88 }]);
    });
  }
  test('GB18030 编码的 CSV 也能读', async () => {
    const dir = folder();
    await workbookIn(dir, (workbook) => workbook.removeWorksheet('考试记录'));
    // 「培训课程,身份证号,考试时间,成绩」 in GB18030, then one row with a bad score.
    const header = Buffer.from('c5e0d1b5bfceb3cc2cc9edb7ddd6a4bac52cbfbccad4cab1bce42cb3c9bca80a', 'hex');
    writeFileSync(join(dir, '考试记录.csv'), Buffer.concat([header, Buffer.from('x,1,2022-05-13,8\n')]));
    const { findings } = await readCase(dir);
    assert.ok(findings.some((finding) => finding.where[0]?.file === '考试记录.csv' && finding.where[0]?.cell === 'B2'));
  });
  test('case.json 与表格内容等价，问题以 JSON 指针定位', async () => {
    const dir = folder();
    const { enterprise } = sampleCase();
    writeFileSync(
      join(dir, 'case.json'),
      JSON.stringify({
        企业信息: {
          企业全称: enterprise.name,
          统一社会信用代码: '91310101MAIFP0A02G',
          企业类型: enterprise.type,
          税收所属区: '静安',
          参保人数: 10,
          劳务派遣人数: 0,
          主营业务: '物业管理',
          联系人: '样例',
          联系电话: enterprise.phone,
          开户银行: '样例银行',
          账户名称: enterprise.name,
          银行账号: enterprise.accountNumber,
        },
        备案项目: [
          {
            序号: 1,
            培训课程: '课程',
            培训平台名称: '物学网',
            平台提供商统一社会信用代码: '91310101MA1FP0A02G',
            拟培训人数: 3,
          },
        ],
        学员花名册: [],
      }),
    );
    const { findings } = await readCase(dir);
    assert.ok(findings.some((finding) => finding.where[0]?.cell === '/企业信息/统一社会信用代码'));
  });
  for (const [what, bytes, pattern] of [
    ['空文件', Buffer.alloc(0), /空文件/],
    ['不是表格', Buffer.from('hello'), /不是 Excel 表格/],
    ['旧版 .xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /旧版 .xls/],
    ['截断的表格', readFileSync(join(SAMPLE, 'case.xlsx')).subarray(0, 5000), /已损坏或不完整/],
  ] as const) {
    test(`${what}得到一句话`, async () => {
      const path = join(folder(), 'x.xlsx');
      writeFileSync(path, bytes);
      await assert.rejects(readCase(path), (error) => error instanceof InputError && pattern.test(error.message));
    });
  }
  test('不存在的路径和没有表格的文件夹得到一句话', async () => {
    await assert.rejects(readCase('/没有/这里'), /找不到案例/);
    const dir = folder();
    mkdirSync(join(dir, 'materials'));
    await assert.rejects(readCase(dir), /没有 case.xlsx/);
  });
});
