import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditWorkbook } from '../../audit/report/audit-xlsx.ts';
import { bytesOfBook, newBook } from '../../audit/workbook/book.ts';
import { addList } from '../../audit/workbook/list-sheet.ts';
import { plainText } from '../../audit/workbook/plain-text.ts';
import { readXlsx } from '../../domain/case/xlsx/read-xlsx.ts';
import { reportOf } from '../../fixtures/factories/report.ts';
import { opened, partsOf, repairs, sheetOf } from '../../fixtures/matchers/workbook.ts';

describe('工作簿中的文字', () => {
  const HOSTILE = [
    '=1+1',
    '+86 21',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =HYPERLINK("http://x")',
    '＝1+1',
    '=cmd|" /C calc"!A0',
  ];
  test('没有文字成为公式，另存为 CSV 后也不是', async () => {
    const report = reportOf(
      HOSTILE.map((text) => ({ message: text, subject: text, basis: text, evidence: [text], rule: text })),
      { enterprise: '=1+1', district: '@x' },
    );
    const bytes = await auditWorkbook(report);
    const parts = await partsOf(bytes);
    for (const [path, text] of parts)
      if (path.startsWith('xl/worksheets/sheet')) assert.doesNotMatch(text, /<f>(?!SUBTOTAL)/, path);
    for (const { name, rows } of await readXlsx('audit.xlsx', bytes))
      for (const { row, cells } of rows)
        for (const { value } of cells)
          if (typeof value === 'string') assert.doesNotMatch(value, /^\s*[=+\-@＝＋－＠]/, `${name} ${row}`);
    const { cell } = sheetOf(await opened(bytes), '问题');
    assert.equal(cell(1, '问题与处理').value, "'=1+1");
  });
  test('控制字符、半个代理对和转义样子的文字不破坏文件', async () => {
    const text = 'a\u0000b\u0001c\u001fd\u007fe\ud800f\udc00g\uffffh_x0041_i😀';
    const bytes = await auditWorkbook(reportOf([{ message: text }]));
    const [problems] = (await readXlsx('audit.xlsx', bytes)).filter(({ name }) => name === '问题');
    const cells = problems?.rows.flatMap((row) => row.cells.map(({ value }) => value)) ?? [];
    assert.ok(cells.includes('a�b�c�d�e�f�g�h_x0041_i😀'));
  });
  test('超过一格容量的文字被截断并说明，不截断半个字', async () => {
    for (const long of [
      '长'.repeat(40_000),
      '😀'.repeat(20_000),
      `a${'😀'.repeat(20_000)}`,
      `=${'x'.repeat(32_767)}`,
    ]) {
      const text = plainText(long);
      assert.ok(text.length <= 32_767 && text.length > 32_700);
      assert.match(text, /……（共 \d+ 字，余下见 audit\.json）$/);
      assert.ok(text.isWellFormed());
    }
    assert.equal(plainText('长'.repeat(32_767)).length, 32_767);
    assert.deepEqual(await repairs(await auditWorkbook(reportOf([{ message: '长'.repeat(40_000) }]))), []);
  });
  test('空的表各有一句说明', async () => {
    const { cases, ...report } = reportOf([]);
    const book = await opened(await auditWorkbook({ ...report, cases, rules: [], ranking: [] }));
    for (const sheet of book.worksheets) {
      const { value } = sheet.getCell(sheet.rowCount, 1);
      assert.match(String(value), /没有/, sheet.name);
    }
  });
  test('链接到 Excel 的上限为止，其余只有文字', async () => {
    const book = newBook();
    addList(book, {
      ...{
        name: '表',
        title: '表',
        notes: [],
        empty: '没有',
        rows: Array.from({ length: 66_000 }, (_, index) => index),
      },
      columns: [{ header: '链接', width: 9, value: (row) => ({ text: `${row}`, to: "#'表'!A1" }) }],
    });
    const bytes = await bytesOfBook(book);
    assert.deepEqual(await repairs(bytes), []);
    const sheet = (await partsOf(bytes)).get('xl/worksheets/sheet1.xml') ?? '';
    assert.equal([...sheet.matchAll(/<hyperlink /g)].length, 65_000);
    assert.match(sheet, /<c r="A66002"/);
  });
  test('一万处问题写成一万行', async () => {
    const findings = Array.from({ length: 10_000 }, (_, index) => ({
      message: `第 ${index} 处`,
      where: [{ file: 'case.xlsx', sheet: '学习记录', cell: `D${index + 2}` }],
      evidence: ['一天 1000 分钟'],
    }));
    const bytes = await auditWorkbook(reportOf(findings));
    assert.deepEqual(await repairs(bytes), []);
    const { sheet, header } = sheetOf(await opened(bytes), '问题');
    assert.equal(sheet.rowCount - header, 10_000);
  });
});
