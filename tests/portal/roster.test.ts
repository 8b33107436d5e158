import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import { writeCase } from '../../domain/case/write-case.ts';
import { idNumberWithCheck } from '../../domain/identifiers/id-number.ts';
import { applicantOf } from '../../fixtures/applicant.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { trainees } from '../../fixtures/factories/trainee.ts';
import { approvedFilings } from '../../fixtures/portal-states.ts';
import { Refusal } from '../../mocks/base/refusal.ts';

const material = () => {
  const one = caseOf({ seed: 4, projects: 1, traineesPerProject: 12 });
  return { ...one, enterprise: { ...one.enterprise, insuredStaff: 6000 } };
};

async function trained(planned = 12) {
  const given = material();
  const projects = given.projects.map((project) => ({ ...project, plannedTrainees: planned }));
  const applicant = await applicantOf({ material: { ...given, projects } });
  const [filing] = approvedFilings(applicant);
  applicant.state.clock.advanceTo('2022-05-16');
  applicant.state.reportTraining(applicant.creditCode, filing?.id ?? '', { start: '2022-05-09', end: '2022-05-13' });
  const kept = () => applicant.state.trainees(filing?.id ?? '').length;
  return { ...applicant, kept };
}

/** As Chinese Excel saves a CSV: the two bytes of each character found by decoding all of them. */
function inGbk(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, [number, number]>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from(
    [...text].flatMap((letter) => (letter < '\x80' ? [letter.charCodeAt(0)] : (table.get(letter) ?? []))),
  );
}

describe('导入难缠的花名册', () => {
  test('每一处毛病都说出行号、栏目和原因，确认之前什么都不保存，确认后只保存正确的行', async () => {
    const { state, creditCode, material: given, kept } = await trained();
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await writeCase(given)) as never);
    const sheet = workbook.getWorksheet('学员花名册') as ExcelJS.Worksheet;
    const set = (cell: string, value: ExcelJS.CellValue) => {
      sheet.getCell(cell).value = value;
    };
    set('C2', 310101199001010000);
    set('C3', { formula: 'A1', result: '310101199001010012' });
    sheet.mergeCells('F4:F5');
    sheet.getRow(6).hidden = true;
    set('C7', sheet.getCell('C6').value);
    set('C8', idNumberWithCheck('31010120300101001'));
    set('A9', 0);
    set('B10', { formula: 'B1' } as ExcelJS.CellFormulaValue);
    set('F11', '未缴纳');
    set('G12', '别的课程');
    set('D13', { error: '#N/A' });
    for (let row = 14; row < 60; row += 1) set(`B${row}`, { formula: `IF(A${row}="","",A${row})`, result: '' });
    const preview = await state.previewRoster(
      creditCode,
      '花名册.xlsx',
      new Uint8Array(await workbook.xlsx.writeBuffer()),
    );
    assert.deepEqual(
      preview.problems.map(({ row, field }) => `${row} ${field}`),
      [
        '2 身份证号',
        '5 参保状态',
        '7 身份证号',
        '8 身份证号',
        '9 序号',
        '10 姓名',
        '11 参保状态',
        '12 培训课程',
        '13 手机号',
      ],
    );
    for (const [row, reason] of [
      [2, /末尾几位已丢失/],
      [5, /取消合并/],
      [7, /与第 6 行重复/],
      [8, /第 7 至 14 位（出生日期）晚于今天/],
      [9, /大于 0 的整数/],
      [10, /没有计算结果的公式/],
      [11, /未缴纳社会保险/],
      [12, /不是本单位备案通过的课程/],
      [13, /错误值/],
    ] as const)
      assert.match(preview.problems.find((problem) => problem.row === row)?.reason ?? '', reason);
    assert.equal(preview.total, 12);
    assert.equal(preview.good, 3);
    assert.equal(kept(), 0);
    assert.throws(() => state.confirmImport(creditCode, preview.id, false), Refusal);
    assert.equal(kept(), 0);
    state.confirmImport(creditCode, preview.id, true);
    assert.equal(kept(), 3);
  });
  test('五千行的花名册逐行核对，只有超出拟培训人数的行不能导入', async () => {
    const { state, creditCode, material: given, kept } = await trained(4990);
    const roster = trainees({ seed: 8, course: given.projects[0]?.course ?? '', count: 5000 });
    const preview = await state.previewRoster(creditCode, '花名册.xlsx', await writeCase({ ...given, roster }));
    assert.deepEqual([preview.total, preview.good, preview.problems.length], [5000, 4990, 10]);
    assert.deepEqual(preview.problems[0]?.row, 4992);
    state.confirmImport(creditCode, preview.id, true);
    assert.equal(kept(), 4990);
  });
  test('GBK 编码的 CSV 花名册与表格一样', async () => {
    const { state, creditCode, material: given } = await trained();
    const rows = given.roster.map(({ number, name, idNumber, phone, employment, insurance, course }) =>
      [number, name, idNumber, phone, employment, insurance, course].join(','),
    );
    const text = ['序号,姓名,身份证号,手机号,用工形式,参保状态,培训课程', ...rows].join('\r\n');
    const preview = await state.previewRoster(creditCode, '学员花名册.csv', inGbk(text));
    assert.deepEqual([preview.total, preview.good, preview.problems], [12, 12, []]);
  });
  for (const [what, name, bytes, pattern] of [
    ['空文件', '花名册.xlsx', Buffer.alloc(0), /空文件/],
    ['旧版 .xls', '花名册.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /旧版 .xls/],
    ['改名的图片', '花名册.xlsx', Buffer.from('ffd8ffe0', 'hex'), /不是 Excel 表格/],
    ['没有花名册的表格名', '名单.csv', Buffer.from('a,b'), /名称应为/],
  ] as const)
    test(`${what}得到一句话，什么都不保存`, async () => {
      const { state, creditCode } = await trained();
      await assert.rejects(
        state.previewRoster(creditCode, name, bytes),
        (error) => error instanceof Refusal && pattern.test(error.message),
      );
      assert.equal(state.imports(creditCode).length, 0);
    });
});
