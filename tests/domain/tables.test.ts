import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import type ExcelJS from 'exceljs';
import { readImport } from '../../domain/case/import.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { deskCase, deskWorkbook, sheetOf } from '../../fixtures/factories/desk-workbook.ts';

const material = deskCase();
const ROSTER = '学员花名册';
/** Reads the desk case after a change by hand: what was found, and whether it is still the same case. */
async function read(change: (workbook: ExcelJS.Workbook) => void) {
  const reading = await readCase(await deskWorkbook(material, change));
  return {
    ...reading,
    said: reading.findings.map(({ rule, verdict, where }) => [
      rule.replace('reader/', ''),
      verdict,
      where.map(({ sheet, cell }) => `${sheet} ${cell ?? ''}`.trim()).join('，'),
    ]),
  };
}
const withoutRows = (given: Awaited<ReturnType<typeof read>>['case']) =>
  JSON.parse(JSON.stringify(given, (key, value) => (key === 'row' ? undefined : value)));
async function readsAll(change: (workbook: ExcelJS.Workbook) => void) {
  const reading = await read(change);
  assert.deepEqual(withoutRows(reading.case), withoutRows(material));
  return reading;
}
const header = (workbook: ExcelJS.Workbook, sheet: string, names: Record<string, string>) => {
  sheetOf(workbook, sheet)
    .getRow(1)
    .eachCell((cell) => {
      cell.value = names[String(cell.value)] ?? cell.value;
    });
};

describe('表头与列名', () => {
  test('列名的通常叫法都读得出来，所用的对应在结果里', async () => {
    const { said, mapping } = await readsAll((workbook) => {
      header(workbook, ROSTER, {
        序号: '编号',
        姓名: '学员姓名',
        身份证号: '公民身份号码',
        手机号: '联系方式（11位）',
        用工形式: '*用工形式',
        参保状态: '参保状态(必填)',
        培训课程: '课程\n名称',
      });
      header(workbook, '学习记录', { 开始时间: '学习开始时间', 章节: '课程章节', 地址: 'IP 地址' });
      header(workbook, '考试记录', { 成绩: '考试成绩（分）', 考试时间: '3.考试时间' });
    });
    assert.deepEqual(said, []);
    const roster = mapping.find(({ table }) => table === ROSTER);
    assert.deepEqual(
      [roster?.sheet, roster?.headerRow, roster?.columns.身份证号, roster?.columns.培训课程],
      [ROSTER, 1, '公民身份号码', '课程\n名称'],
    );
  });
  test('另有一列叫得相近时，名称相同的一列优先', async () => {
    const { said } = await readsAll((workbook) => {
      const sheet = sheetOf(workbook, ROSTER);
      sheet.spliceColumns(1, 0, ['联系电话', '021-1', '021-2', '021-3'], ['证件号码', 'E1', 'E2', 'E3']);
    });
    assert.deepEqual(said, []);
  });
  test('单位不同的一列不当作分钟读', async () => {
    const { said } = await read((workbook) => header(workbook, '课程汇总', { '时长(分钟)': '时长(小时)' }));
    assert.deepEqual(said, [['missing-column', 'violation', '课程汇总 A1']]);
  });
  test('标题、填报单位下面的两行合并表头读得出来', async () => {
    const { said, mapping } = await readsAll((workbook) => {
      const sheet = sheetOf(workbook, ROSTER);
      sheet.spliceRows(1, 0, ['2022 年线上培训学员花名册'], ['填报单位：某公司'], []);
      const titles = ['序号', '学员信息', null, null, '劳动关系', null, '培训课程'];
      titles.forEach((title, index) => {
        sheet.getCell(3, index + 1).value = title;
      });
      sheet.mergeCells('A1:G1');
      for (const range of ['B3:D3', 'E3:F3']) sheet.mergeCells(range);
      for (const column of ['A', 'G']) {
        sheet.getCell(`${column}4`).value = null;
        sheet.mergeCells(`${column}3:${column}4`);
      }
    });
    assert.deepEqual(said, []);
    assert.equal(mapping.find(({ table }) => table === ROSTER)?.headerRow, 4);
  });
  test('缺列时说出没有用到的列', async () => {
    const { findings } = await read((workbook) => header(workbook, ROSTER, { 参保状态: '缴费月份清单' }));
    assert.match(findings[0]?.message ?? '', /缺少「参保状态」列，没有用到的列有「缴费月份清单」/);
  });
  test('企业信息前有空列、上有标题、两组并排、横着排，都读得出来', async () => {
    for (const change of [
      (sheet: ExcelJS.Worksheet) => sheet.spliceColumns(1, 0, []),
      (sheet: ExcelJS.Worksheet) => sheet.spliceRows(1, 0, ['企业信息登记表'], []),
      (sheet: ExcelJS.Worksheet) => {
        for (let row = 8; row <= 13; row += 1) {
          sheet.getCell(row - 6, 3).value = sheet.getCell(row, 1).value;
          sheet.getCell(row - 6, 4).value = sheet.getCell(row, 2).value;
          sheet.getRow(row).values = [];
        }
      },
      (sheet: ExcelJS.Worksheet) => {
        const values = sheet.getSheetValues().slice(2) as ExcelJS.CellValue[][];
        for (let row = 1; row <= 13; row += 1) sheet.getRow(row).values = [];
        values.forEach(([, label, value], index) => {
          sheet.getCell(1, index + 1).value = label ?? null;
          sheet.getCell(2, index + 1).value = value ?? null;
        });
      },
    ])
      assert.deepEqual((await readsAll((workbook) => change(sheetOf(workbook, '企业信息')))).said, []);
  });
});

describe('工作表的名称', () => {
  test('编了号、带了年份和副本号的名称读得出来', async () => {
    const { said } = await readsAll((workbook) => {
      sheetOf(workbook, '企业信息').name = '1.企业信息';
      sheetOf(workbook, ROSTER).name = '学员花名册2022';
      sheetOf(workbook, '学习记录').name = '学习记录 (2)';
      sheetOf(workbook, '签到记录').name = '附件3-签到记录（最新）';
    });
    assert.deepEqual(said, []);
  });
  test('别的叫法读得出来，并说明一次', async () => {
    const { said } = await readsAll((workbook) => {
      sheetOf(workbook, ROSTER).name = '花名册';
    });
    assert.deepEqual(said, [['sheet-name', 'doubt', '花名册']]);
  });
  test('列名不像的工作表不因名称相近被读取；缺表时列出现有的表和最像的一张', async () => {
    const { findings, said } = await read((workbook) => {
      sheetOf(workbook, ROSTER).name = 'Sheet7';
      workbook.addWorksheet('员工名单').addRow(['工号', '部门']);
    });
    assert.deepEqual(said, [['missing-sheet', 'violation', ROSTER]]);
    assert.match(findings[0]?.message ?? '', /没有用到的工作表有.*「Sheet7」.*其中「Sheet7」最像/);
  });
  test('隐藏的表从不优先于看得见的表，读了哪张说明一次', async () => {
    const { said } = await readsAll((workbook) => {
      sheetOf(workbook, ROSTER).name = `${ROSTER} (2)`;
      const old = workbook.addWorksheet(ROSTER);
      old.addRow(['序号', '姓名', '身份证号']);
      old.addRow([1, '旧人', '110105194912310021']);
      old.state = 'hidden';
    });
    assert.deepEqual(said, [['sheet-passed-over', 'doubt', `${ROSTER} (2)`]]);
  });
  test('同名的两张表：空的让给有数据的；都有数据则是一处冲突', async () => {
    const second = (rows: unknown[][]) => (workbook: ExcelJS.Workbook) => {
      const sheet = workbook.addWorksheet(`${ROSTER}\u00a0`);
      const first = sheetOf(workbook, ROSTER);
      sheet.addRow(first.getRow(1).values as ExcelJS.CellValue[]);
      for (const row of rows) sheet.addRow(row);
    };
    assert.deepEqual((await readsAll(second([]))).said, [['sheet-passed-over', 'doubt', ROSTER]]);
    assert.deepEqual((await readsAll(second([[1, '另一人', '110105194912310021']]))).said, [
      ['two-sheets', 'violation', ROSTER],
    ]);
  });
});

describe('不是数据的行', () => {
  test('合计、签字、说明和重复的表头各说明一次，不当作数据', async () => {
    const { said, personal } = await readsAll((workbook) => {
      const sheet = sheetOf(workbook, ROSTER);
      sheet.spliceRows(3, 0, sheet.getRow(1).values as ExcelJS.CellValue[]);
      sheet.addRow(['合计：3条', '3人']);
      sheet.addRow([]);
      sheet.addRow(['填表人：', '王某某', '联系电话：', '13900000001', '填表日期：', '2022-05-06']);
      sheet.addRow(['单位（盖章）：']);
      sheet.addRow(['注：以上人员均为本单位在职职工，情况属实。']);
    });
    assert.deepEqual(said, [
      ['repeated-header', 'doubt', `${ROSTER} A3`],
      ['not-data', 'doubt', [6, 8, 9, 10].map((row) => `${ROSTER} A${row}`).join('，')],
    ]);
    assert.ok(personal.some(({ value }) => value === '13900000001'));
  });
  test('课程汇总里章节一栏的合计不算一章，名字像合计的人仍是人', async () => {
    const { said } = await read((workbook) => {
      const [first] = material.chapters;
      sheetOf(workbook, '课程汇总').addRow([first?.course, '合计', 24, 1080]);
      sheetOf(workbook, ROSTER).getCell('B2').value = '总计';
    });
    assert.deepEqual(said, [['not-data', 'doubt', `课程汇总 A${material.chapters.length + 2}`]]);
  });
  test('只有空格或只有序号的许多行各是一处说明', async () => {
    const { said } = await readsAll((workbook) => {
      const sheet = sheetOf(workbook, ROSTER);
      for (let row = 5; row < 205; row += 1) sheet.getCell(row, 2).value = ' \u200b';
      for (let row = 205; row < 405; row += 1) sheet.getCell(row, 1).value = row;
    });
    assert.deepEqual(
      said.map(([rule]) => rule),
      ['blank-row', 'serial-only'],
    );
  });
  test('半行数据仍是数据：缺的各列逐格指出', async () => {
    const { said } = await read((workbook) => {
      sheetOf(workbook, ROSTER).addRow([4, '新来的人']);
    });
    assert.deepEqual(
      said.map(([rule, , place]) => [rule, place]),
      ['C', 'D', 'E', 'F', 'G'].map((column) => ['empty', `${ROSTER} ${column}5`]),
    );
  });
  test('序号空着或没有这一列，都不妨碍读取', async () => {
    for (const change of [
      (sheet: ExcelJS.Worksheet) => [2, 3, 4].map((row) => (sheet.getCell(row, 1).value = null)),
      (sheet: ExcelJS.Worksheet) => sheet.spliceColumns(1, 1),
    ])
      assert.deepEqual((await readsAll((workbook) => change(sheetOf(workbook, ROSTER)))).said, []);
  });
});

describe('分成两列的日期和时间', () => {
  const split = (sheet: ExcelJS.Worksheet, column: number, [day, time]: [string, string]) => {
    sheet.spliceColumns(column + 1, 0, [time]);
    sheet.getCell(1, column).value = day;
    for (let row = 2; row <= sheet.rowCount; row += 1) {
      const at = sheet.getCell(row, column).value;
      if (!(at instanceof Date)) continue;
      const text = at.toISOString();
      sheet.getCell(row, column).value = new Date(`${text.slice(0, 10)}T00:00:00Z`);
      sheet.getCell(row, column + 1).value = text.slice(11, 19);
    }
  };
  for (const names of [
    ['签到日期', '签到时间'],
    ['签到时间', '时刻'],
    ['日期', '时间'],
  ] as [string, string][])
    test(`「${names.join('」「')}」合成一个时间`, async () => {
      const { case: given } = await read((workbook) => split(sheetOf(workbook, '签到记录'), 3, names));
      assert.deepEqual(given?.signIns, material.signIns);
    });
  test('学习记录的开始、结束各有日期和时间', async () => {
    const { case: given } = await read((workbook) => {
      const sheet = sheetOf(workbook, '学习记录');
      split(sheet, 5, ['结束日期', '结束时间']);
      split(sheet, 4, ['开始日期', '开始时间']);
    });
    assert.deepEqual(given?.sessions, material.sessions);
  });
  test('有日期而时间空着的一行指出缺时间，不当作零点', async () => {
    const { case: given, findings } = await read((workbook) => {
      split(sheetOf(workbook, '签到记录'), 3, ['签到日期', '签到时间']);
      sheetOf(workbook, '签到记录').getCell('D3').value = null;
    });
    assert.equal(given?.signIns.length, material.signIns.length - 1);
    assert.ok(findings.some(({ message, where }) => /只有日期，时间一列为空/.test(message) && where[0]?.cell === 'D3'));
  });
});

describe('一个原因只说一次', () => {
  const three = deskCase(3, 5);
  const [first] = three.projects;
  const readThree = async (change: (workbook: ExcelJS.Workbook) => void) =>
    (await readCase(await deskWorkbook(three, change))).findings;
  test('一个课程改了名：一处错误，列出各表的行数，指向改名的一格', async () => {
    const findings = await readThree((workbook) => {
      sheetOf(workbook, '备案项目').getCell('B2').value = `${first?.course}培训`;
    });
    assert.deepEqual(
      findings.map(({ rule, where }) => [rule, where[0]?.sheet, where[0]?.cell]),
      [['reader/unknown-course', '备案项目', 'B2']],
    );
    assert.match(findings[0]?.message ?? '', new RegExp(`最像的是其中的「${first?.course}培训」`));
    assert.equal(findings[0]?.evidence.length, 6);
  });
  test('没有花名册：只说缺表，不说每个人都不在花名册中', async () => {
    const findings = await readThree((workbook) => workbook.removeWorksheet(ROSTER));
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['reader/missing-sheet'],
    );
  });
  test('花名册一人的身份证号写错：只指这一格，不说他的记录没有主人', async () => {
    const findings = await readThree((workbook) => {
      const cell = sheetOf(workbook, ROSTER).getCell('C2');
      const [...digits] = String(cell.value);
      digits[16] = String((Number(digits[16]) + 1) % 10);
      cell.value = digits.join('');
    });
    assert.deepEqual(
      findings.map(({ rule, where }) => [rule, where[0]?.cell]),
      [['reader/id-number', 'C2']],
    );
  });
  test('花名册分在两张表里：只说这一处，不说第二张里的人不在花名册中', async () => {
    const findings = await readThree((workbook) => {
      const sheet = sheetOf(workbook, ROSTER);
      const second = workbook.addWorksheet(`${ROSTER}2`);
      for (const row of [1, 3]) second.addRow((sheet.getRow(row).values as ExcelJS.CellValue[]).slice(1));
      sheet.getRow(3).values = [];
      sheet.name = `${ROSTER}1`;
    });
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict === 'violation').map(({ rule }) => rule),
      ['reader/two-sheets'],
    );
  });
  test('花名册的课程一列合并了：只指合并的格子，不说这些人不在花名册中', async () => {
    const findings = await readThree((workbook) => sheetOf(workbook, ROSTER).mergeCells('G2:G4'));
    assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], ['reader/merged-cell']);
  });
  test('整列的日期都是文本：一处存疑', async () => {
    const findings = await readThree((workbook) => {
      const sheet = sheetOf(workbook, '考试记录');
      for (let row = 2; row <= sheet.rowCount; row += 1) {
        const at = sheet.getCell(row, 3).value as Date;
        sheet.getCell(row, 3).style = { numFmt: '@' };
        sheet.getCell(row, 3).value = at.toISOString().slice(0, 19).replace('T', ' ');
      }
    });
    assert.deepEqual(
      findings.map(({ rule, where }) => [rule, where.length]),
      [['reader/date-as-text', three.exams.length]],
    );
  });
  test('整列只有时间：一处错误，带全部格子', async () => {
    const findings = await readThree((workbook) => {
      const sheet = sheetOf(workbook, '考试记录');
      for (let row = 2; row <= sheet.rowCount; row += 1) sheet.getCell(row, 3).value = `20:0${row % 10}:00`;
    });
    assert.deepEqual(
      findings.map(({ rule, where }) => [rule, where.length]),
      [['reader/date', three.exams.length]],
    );
  });
});

describe('课程名称', () => {
  const course = material.projects[0]?.course ?? '';
  const write = (workbook: ExcelJS.Workbook, sheet: string, column: number, name: string) => {
    const target = sheetOf(workbook, sheet);
    for (let row = 2; row <= target.rowCount; row += 1) target.getCell(row, column).value = name;
  };
  test('只有机器看得出的不同：读作同一课程，字符说明一次', async () => {
    const { said, findings } = await readsAll((workbook) => write(workbook, '考试记录', 1, `${course}\u200b`));
    assert.deepEqual(said, [['hidden-character', 'doubt', '考试记录 A2，考试记录 A3，考试记录 A4']]);
    assert.match(findings[0]?.message ?? '', /U\+200B 零宽空格/);
  });
  test('看得见的写法不同：读作同一课程，说明不同在哪里', async () => {
    const { said, findings } = await readsAll((workbook) => {
      write(workbook, '考试记录', 1, [...course].join(' '));
    });
    assert.deepEqual(said, [['course-spelling', 'doubt', '考试记录 A2，考试记录 A3，考试记录 A4']]);
    assert.match(findings[0]?.message ?? '', /第 2 个字符：是空格 U\+0020/);
  });
  test('同一课程备案两次，隔一个零宽空格也是重复', async () => {
    const { said } = await read((workbook) => {
      const sheet = sheetOf(workbook, '备案项目');
      const row = sheet.getRow(2).values as ExcelJS.CellValue[];
      sheet.getRow(3).values = row.map((value, index) => (index === 2 ? `${course}\u200b` : value));
    });
    assert.deepEqual(
      said.map(([rule, , place]) => [rule, place]),
      [
        ['hidden-character', '备案项目 B3'],
        ['duplicate-course', '备案项目 B3'],
      ],
    );
  });
  test('两个项目只差一个字是存疑', async () => {
    const { said } = await read((workbook) => {
      const sheet = sheetOf(workbook, '备案项目');
      const row = sheet.getRow(2).values as ExcelJS.CellValue[];
      sheet.getRow(3).values = row.map((value, index) => (index === 2 ? `${course.slice(0, -1)}理` : value));
    });
    assert.deepEqual(said, [['near-course', 'doubt', '备案项目 B3']]);
  });
});

describe('文件夹里的表格', () => {
  const folderOf = async (...names: string[]) => {
    const path = await deskWorkbook(material, () => {});
    const folder = mkdtempSync(join(tmpdir(), 'folder-'));
    for (const name of names)
      if (/\.(xlsx|xlsm)$/i.test(name) && !/^(\.~|~\$)/.test(name)) cpSync(path, join(folder, name));
      else writeFileSync(join(folder, name), 'x');
    return folder;
  };
  for (const [what, names, workbook] of [
    ['大写的 CASE.XLSX', ['CASE.XLSX'], 'CASE.XLSX'],
    ['带宏的表格', ['case.xlsm'], 'case.xlsm'],
    ['正打开着的表格', ['材料.xlsx', '~$材料.xlsx', '.~材料.xlsx'], '材料.xlsx'],
  ] as const)
    test(`${what}读得出来`, async () => {
      const { case: given, files } = await readCase(await folderOf(...names));
      assert.deepEqual(withoutRows(given ?? undefined).roster, withoutRows(material).roster);
      assert.ok(files.workbook.endsWith(workbook));
    });
  test('只有旧版表格时说出它和怎么办，有副本时指出副本', async () => {
    await assert.rejects(readCase(await folderOf('企业材料.xls')), /只有旧版 Excel 表格「企业材料.xls」.*另存为/);
    await assert.rejects(
      readCase(await folderOf('材料.xlsx', '材料 (1).xlsx')),
      /「?材料 \(1\).xlsx（像是另存的副本）.*只保留一个/,
    );
  });
  test('内容是 .xlsx 而名称不是：核查与门户的导入同样拒绝', async () => {
    const bytes = readFileSync(await deskWorkbook(material, () => {}));
    for (const name of ['企业材料.xls', '企业材料.ET']) {
      await assert.rejects(readImport(name, bytes, [ROSTER]), /另存为「Excel 工作簿/);
      const folder = mkdtempSync(join(tmpdir(), 'folder-'));
      writeFileSync(join(folder, name), bytes);
      await assert.rejects(readCase(folder), /另存为「Excel 工作簿/);
      await assert.rejects(readCase(join(folder, name)), /另存为「Excel 工作簿/);
    }
  });
  test('空的记录文件在导入时只说一次', async () => {
    await assert.rejects(readImport('签到记录.csv', Buffer.alloc(0), ['签到记录']), /是空文件/);
  });
  test('名叫 case.xlsx 的文件夹不是表格', async () => {
    const folder = dirname(await deskWorkbook(material, () => {}));
    mkdirSync(join(folder, 'in', 'case.xlsx'), { recursive: true });
    await assert.rejects(readCase(join(folder, 'in')), /不是普通文件/);
  });
});
