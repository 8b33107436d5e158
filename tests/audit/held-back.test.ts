import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type ExcelJS from 'exceljs';
import { inputOfReading } from '../../audit/engine/input-of-reading.ts';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { isProblem } from '../../domain/finding.ts';
import { deskCase, deskWorkbook, sheetOf } from '../../fixtures/factories/desk-workbook.ts';

const material = deskCase(2, 3);
const [first] = material.projects;
/** What the rules of training and people say after a change by hand, and the amount that is due. */
async function judged(change: (workbook: ExcelJS.Workbook) => void) {
  const reading = await readCase(await deskWorkbook(material, change));
  const [result] = await judgeCases([await inputOfReading(reading, 'desk')]);
  const findings = result?.findings ?? [];
  const of = (rule: string) => findings.filter((finding) => finding.rule === rule);
  return {
    of,
    reader: reading.findings.map(({ rule }) => rule),
    accused: findings
      .filter(({ rule, ...said }) => isProblem(said) && /^(training|people|order)\//.test(rule))
      .map(({ rule }) => rule),
    amount: of('money/amount')[0]?.message,
  };
}
const rowsOf = (sheet: ExcelJS.Worksheet, course: string | undefined) => {
  const rows: ExcelJS.Row[] = [];
  sheet.eachRow((row) => {
    if (Array.isArray(row.values) && row.values.includes(course)) rows.push(row);
  });
  return rows;
};

describe('读不出来的记录不成为任何人的过错', () => {
  test('没有改动时没有问题', async () => {
    const { accused, amount } = await judged(() => {});
    assert.deepEqual(accused, []);
    assert.match(amount ?? '', /应补贴 3600 元/);
  });
  for (const [sheet, column] of [
    ['签到记录', 3],
    ['答疑记录', 3],
    ['考试记录', 3],
    ['学习记录', 4],
  ] as const)
    test(`${sheet}的时间全都读不出来：每格是一处错误，没有人因此被要求补考、补签、补学`, async () => {
      const { accused, reader } = await judged((workbook) => {
        const target = sheetOf(workbook, sheet);
        for (let row = 2; row <= target.rowCount; row += 1) target.getCell(row, column).value = '二月三十日';
      });
      assert.deepEqual(accused, []);
      assert.ok(reader.includes('reader/date'));
    });
  test('一个人的一条考试记录读不出来，只暂不判断这个人', async () => {
    const { accused, of, amount } = await judged((workbook) => {
      const exams = sheetOf(workbook, '考试记录');
      exams.getCell('C2').value = '二月三十日';
      exams.spliceRows(3, 1);
    });
    assert.deepEqual(accused, ['training/examined']);
    assert.match(of('training/examined')[0]?.message ?? '', /「考试记录」有 1 行无法读取.*1 处暂不判断/);
    assert.match(amount ?? '', /有 1 行记录无法读取.*可能增加/);
  });
  test('考试记录的身份证号错了一位，仍认得出是谁的记录', async () => {
    const { accused } = await judged((workbook) => {
      const cell = sheetOf(workbook, '考试记录').getCell('B2');
      const [...digits] = String(cell.value);
      digits[16] = String((Number(digits[16]) + 1) % 10);
      cell.value = digits.join('');
    });
    assert.deepEqual(accused, []);
  });
  for (const sheet of ['学员花名册', '签到记录', '学习记录', '答疑记录', '考试记录', '课程汇总', '备案项目'])
    test(`${sheet}里一个课程写错一个字：一处错误，没有人因此被要求补考`, async () => {
      const { accused, reader } = await judged((workbook) => {
        const target = sheetOf(workbook, sheet);
        for (const row of rowsOf(target, first?.course))
          row.eachCell((cell) => {
            if (cell.value === first?.course) cell.value = `${first?.course.slice(0, -1)}错`;
          });
      });
      assert.deepEqual(accused, []);
      assert.deepEqual(reader, ['reader/unknown-course']);
    });
  test('花名册缺一列：没有人因此被指没有记录或不在花名册中', async () => {
    const { accused, reader } = await judged((workbook) => sheetOf(workbook, '学员花名册').spliceColumns(4, 1));
    assert.deepEqual(accused, []);
    assert.deepEqual(reader, ['reader/missing-column']);
  });
  test('同一课程备案两次，写法完全相同与只差一个零宽空格，错误和金额相同', async () => {
    const twice = (suffix: string) => (workbook: ExcelJS.Workbook) => {
      for (const name of ['备案项目', '学员花名册', '课程汇总', '签到记录', '学习记录', '答疑记录', '考试记录']) {
        const sheet = sheetOf(workbook, name);
        for (const row of rowsOf(sheet, first?.course)) {
          const values = (row.values as ExcelJS.CellValue[]).map((value) =>
            value === first?.course ? `${value}${suffix}` : value,
          );
          sheet.addRow(values.slice(1));
        }
      }
    };
    const violations = async (suffix: string) => {
      const reading = await readCase(await deskWorkbook(material, twice(suffix)));
      const [result] = await judgeCases([await inputOfReading(reading, 'desk')]);
      return [...reading.findings, ...(result?.findings ?? [])]
        .filter(({ rule, verdict }) => verdict === 'violation' || rule === 'money/amount')
        .map(({ rule, where, message, evidence }) => ({ rule, where, message, evidence }));
    };
    const exact = await violations('');
    assert.ok(exact.some(({ rule }) => rule === 'reader/duplicate-course'));
    assert.deepEqual(await violations('\u200b'), exact);
    assert.deepEqual(await violations('\ufeff'), exact);
  });
});
