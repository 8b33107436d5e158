import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type ExcelJS from 'exceljs';
import { readCase } from '../../domain/case/read-case.ts';
import { deskCase, deskWorkbook, sheetOf } from '../../fixtures/factories/desk-workbook.ts';

const material = deskCase();
const ROSTER = '学员花名册';

/** Reads the desk case after a change by hand: what was found, and how many rows of each sheet were read. */
async function read(change: (workbook: ExcelJS.Workbook) => void) {
  const reading = await readCase(await deskWorkbook(material, change));
  return {
    ...reading,
    said: reading.findings.map(({ rule, verdict, where }) => [
      rule.replace('reader/', ''),
      verdict,
      where.map(({ cell }) => cell).join('，'),
    ]),
  };
}
/** Reads it as the same case; nothing but doubts about rows that are no data. */
async function readsAll(change: (workbook: ExcelJS.Workbook) => void) {
  const reading = await read(change);
  const plain = (given: unknown) =>
    JSON.parse(JSON.stringify(given, (key, value) => (key === 'row' ? undefined : value)));
  assert.deepEqual(plain(reading.case), plain(material));
  return reading;
}
/** One merge for each stretch of rows with the same content, as people lay a list out to look at. */
function mergeDown(sheet: ExcelJS.Worksheet, columns: readonly string[]): void {
  for (const column of columns) {
    let top = 2;
    for (let row = 3; row <= sheet.rowCount + 1; row += 1) {
      const same =
        row <= sheet.rowCount && sheet.getCell(`${column}${row}`).text === sheet.getCell(`${column}${top}`).text;
      if (same) continue;
      if (row - 1 > top) sheet.mergeCells(`${column}${top}:${column}${row - 1}`);
      top = row;
    }
  }
}

describe('向下合并的列', () => {
  test('只剩签到时间的行不是签字或说明：一处合并，没有读出的行不作指责', async () => {
    const { said, lost, case: given } = await read((workbook) => mergeDown(sheetOf(workbook, '签到记录'), ['A', 'B']));
    assert.deepEqual(
      said.map(([rule, verdict]) => [rule, verdict]),
      [['merged-cell', 'violation']],
    );
    assert.equal(given?.signIns.length, 1);
    assert.equal(lost.count('签到记录'), material.signIns.length - 1);
    for (const { course, idNumber } of material.roster) assert.ok(lost.mayHold('签到记录', course, idNumber));
  });
  test('学习记录的四列都合并了，仍是一处', async () => {
    const { said, findings } = await read((workbook) => mergeDown(sheetOf(workbook, '学习记录'), ['A', 'B', 'F', 'G']));
    assert.equal(said.length, 1);
    assert.match(findings[0]?.message ?? '', /「培训课程」「身份证号」.*没有代填/);
  });
  test('合并了两行的签字栏不因合并成为数据', async () => {
    const { said } = await readsAll((workbook) => {
      const sheet = sheetOf(workbook, '考试记录');
      sheet.addRow(['监考人', '甲某', '乙某']);
      sheet.addRow([null, '丙某', '丁某']);
      sheet.mergeCells('A5:A6');
    });
    assert.deepEqual(
      said.map(([rule]) => rule),
      ['not-data'],
    );
  });
});

describe('合计、签字、页眉页脚', () => {
  test('每页重复的标题和表头不是数据', async () => {
    const { said } = await readsAll((workbook) => {
      const sheet = sheetOf(workbook, ROSTER);
      sheet.spliceRows(1, 0, ['学员花名册']);
      const head = sheet.getRow(2).values as ExcelJS.CellValue[];
      sheet.spliceRows(4, 0, ['第 1 页 共 2 页'], ['学员花名册'], head);
      sheet.spliceRows(8, 0, ['学员花名册（续）'], head);
    });
    assert.deepEqual(said, [
      ['not-data', 'doubt', 'A4'],
      ['repeated-header', 'doubt', 'A5，A6，A8，A9'],
    ]);
  });
  for (const row of [
    ['平均分', null, null, 88.5],
    ['最高分', null, null, 96],
    [null, '及格率', null, '100%'],
    ['汇总', null, null, 3],
    ['共3条记录'],
    ['共 3 人', null, null, null],
    ['监考人', '甲某'],
    ['阅卷老师签字', '甲某', null, '日期'],
    ['班主任', '甲某'],
    [null, null, '2022-05-16'],
    [null, '第 1 页 / 共 3 页'],
    [null, null, '1/3'],
    [null, null, null, '打印时间：2022-05-16 10:00'],
  ])
    test(`考试记录末尾的「${row.filter(Boolean).join(' ')}」不是数据`, async () => {
      const { said } = await readsAll((workbook) => sheetOf(workbook, '考试记录').addRow(row));
      assert.deepEqual(
        said.map(([rule]) => rule),
        ['not-data'],
      );
    });
  test('Excel 表格的汇总行不是课程的一章', async () => {
    const { said } = await readsAll((workbook) => {
      sheetOf(workbook, '课程汇总').addRow(['汇总', null, null, { formula: 'SUBTOTAL(109,D2:D7)', result: 1080 }]);
    });
    assert.deepEqual(
      said.map(([rule]) => rule),
      ['not-data'],
    );
  });
  test('夹在数据之间、缺了别的格的一行仍是数据，课程叫作「监考员」也是', async () => {
    const lone = await read((workbook) => {
      sheetOf(workbook, '考试记录').spliceRows(3, 0, [null, null, '2022-05-16']);
    });
    assert.ok(lone.said.some(([rule, , cell]) => rule === 'empty' && cell === 'B3'));
    const [exam] = material.exams;
    const named = await read((workbook) => {
      sheetOf(workbook, '考试记录').addRow(['监考员', null, exam?.at.replace('T', ' '), 88]);
    });
    assert.ok(named.said.some(([rule, , cell]) => rule === 'empty' && cell === 'B5'));
  });
});
