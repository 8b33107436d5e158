import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { readImport } from '../../domain/case/import.ts';
import { TABLES } from '../../domain/case/model/layout.ts';
import { readXlsx } from '../../domain/case/xlsx/read-xlsx.ts';
import { InputError } from '../../domain/errors.ts';
import { packed, workbookParts } from '../../fixtures/factories/workbook-parts.ts';

async function written(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('表'));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const foreign = (sheet: string, more: Record<string, string> = {}): Record<string, string> => ({
  '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${RELS}/officeDocument" Target="/book/main.xml"/></Relationships>`,
  'book/main.xml': `<x:workbook xmlns:x="m" xmlns:r="${RELS}"><x:sheets><x:sheet name="表 &amp; 册" sheetId="1" r:id="a"/></x:sheets></x:workbook>`,
  'book/_rels/main.xml.rels': `<Relationships><Relationship Id="a" Type="${RELS}/worksheet" Target="../sheets/one.xml"/><Relationship Id="b" Type="${RELS}/styles" Target="styles.xml"/></Relationships>`,
  'book/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="[Red]0&quot;年&quot;"/><numFmt numFmtId="177" formatCode="yyyy/m/d\\ h:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>',
  'sheets/one.xml': `<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="m"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
  ...more,
});

describe('读取 .xlsx', () => {
  test('任何文字、数字、日期和布尔值写出后都原样读回', async () => {
    const value = fc.oneof(
      fc
        .string({ unit: 'grapheme', maxLength: 30 })
        .filter((text) => text !== '' && !/[\p{Cc}\ufffe\uffff]|_x/u.test(text)),
      fc.constantFrom(' 前后空格 ', '两行\n文字', '<&>"\'', '310101199001010012'),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
      fc.boolean(),
      fc
        .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
        .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        async (grid) => {
          const [sheet] = await readXlsx('x.xlsx', await written((target) => void target.addRows(grid)));
          assert.deepEqual(
            sheet?.rows.map((row) => row.cells.map((cell) => cell.value)),
            grid.map((row) => row.map((item) => (item instanceof Date ? item.toISOString().slice(0, 19) : item))),
          );
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });
  test('公式按其结果读取并注明；没有结果、错误值、合并、隐藏和富文本各有其标记', async () => {
    const bytes = await written((sheet) => {
      sheet.getCell('A1').value = { formula: '1+1', result: 2 };
      sheet.getCell('B1').value = { formula: 'NOW()', result: new Date('2022-05-09T09:00:00Z') };
      sheet.getCell('B1').numFmt = 'yyyy-mm-dd';
      sheet.getCell('C1').value = { formula: 'A9' } as ExcelJS.CellFormulaValue;
      sheet.getCell('D1').value = { formula: 'A9', result: { error: '#N/A' } as never };
      sheet.getCell('E1').value = { error: '#REF!' };
      sheet.getCell('F1').value = { richText: [{ text: '张' }, { font: { bold: true }, text: '三' }] };
      sheet.getCell('G1').value = { text: '链接', hyperlink: 'https://example.com' };
      sheet.getCell('A2').value = '标题';
      sheet.mergeCells('A2:C3');
      sheet.getCell('D3').value = 1;
      sheet.getRow(3).hidden = true;
    });
    const [sheet] = await readXlsx('x.xlsx', bytes);
    assert.deepEqual(sheet?.rows[0]?.cells, [
      { value: 2, dirt: 'formula' },
      { value: '2022-05-09T09:00:00', isDate: true, dirt: 'formula' },
      { value: null, dirt: 'formula-without-value' },
      { value: '#N/A', dirt: 'error' },
      { value: '#REF!', dirt: 'error' },
      { value: '张三' },
      { value: '链接' },
    ]);
    const merged = { value: null, dirt: 'merged' };
    assert.deepEqual(sheet?.rows[1]?.cells, [{ value: '标题' }, merged, merged]);
    assert.deepEqual(sheet?.rows[2], { row: 3, hidden: true, cells: [merged, merged, merged, { value: 1 }] });
  });
  test('结果为空文字的公式就是空单元格：向下填充的公式不成为数据行', async () => {
    const [sheet] = await readXlsx(
      'x.xlsx',
      await packed(
        foreign(
          '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="str"><f>IF(B2="","",B2)</f><v></v></c></row>',
        ),
      ),
    );
    assert.equal(sheet?.rows.length, 1);
  });
  test('其他程序写的表格：带前缀、不写行列号、内联文字、拼音、中文日期格式', async () => {
    const [sheet] = await readXlsx(
      'x.xlsx',
      await packed(
        foreign(
          '<x:row><x:c><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>李</x:t></x:r><x:rPh><x:t>lǐ</x:t></x:rPh><x:r><x:t>四_x000A_</x:t></x:r></x:is></x:c></x:row>' +
            '<x:row r="5" hidden="true"><x:c r="C5" s="1"><x:v>44690</x:v></x:c><x:c s="2"><x:v>2022</x:v></x:c><x:c s="3"><x:v>44690.375</x:v></x:c><x:c t="d"><x:v>2022-05-09T09:00:00.000Z</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>',
        ),
      ),
    );
    assert.equal(sheet?.name, '表 & 册');
    assert.deepEqual(sheet?.rows, [
      { row: 1, hidden: false, cells: [{ value: 1 }, { value: '李四\n' }] },
      {
        row: 5,
        hidden: true,
        cells: [
          { value: null },
          { value: null },
          { value: '2022-05-09', isDate: true },
          { value: 2022 },
          { value: '2022-05-09T09:00:00', isDate: true },
          { value: '2022-05-09T09:00:00', isDate: true },
          { value: true },
        ],
      },
    ]);
  });
  test('整张表的合并只标到有内容的最后一行一列', async () => {
    const parts = foreign(
      '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="9"><c r="B9"><v>2</v></c></row>',
    );
    parts['sheets/one.xml'] = (parts['sheets/one.xml'] ?? '').replace(
      '</x:worksheet>',
      '<x:mergeCells><x:mergeCell ref="A1:XFD1048576"/></x:mergeCells></x:worksheet>',
    );
    const [sheet] = await readXlsx('x.xlsx', await packed(parts));
    const merged = { value: null, dirt: 'merged' };
    assert.deepEqual(
      sheet?.rows.map((row) => row.cells),
      [
        [{ value: 1 }, merged, merged],
        [merged, merged, merged],
      ],
    );
  });
  test('几百 KB 解压成几百 MB 的表格不被展开，得到一句话', async () => {
    const bytes = await packed(foreign(`<row r="1"/>${' '.repeat(80 * 1024 ** 2)}`));
    await assert.rejects(
      readXlsx('炸弹.xlsx', bytes),
      (error) => error instanceof InputError && /解压后过大/.test(error.message),
    );
  });
  test('内容比目录所说的多、校验和不符、不是表格的压缩包都得到一句话', async () => {
    const lying = await packed(foreign('<row r="1"/>'));
    lying.writeUInt32LE(10, lying.lastIndexOf('sheets/one.xml') - 46 + 24);
    const damaged = await packed(foreign('<row r="1"><c r="A1"><v>1234</v></c></row>'), false);
    damaged.write('9', damaged.indexOf('1234'));
    for (const bytes of [
      lying,
      damaged,
      await packed({ '说明.txt': '不是表格' }),
      await packed(foreign('<row><c></row>')),
    ])
      await assert.rejects(
        readXlsx('x.xlsx', bytes),
        (error) => error instanceof InputError && /已损坏或不完整/.test(error.message),
      );
  });
  test('ISO 日期格子按其所写读取：日子、时刻、只有时间、有无秒和 Z', async () => {
    const cells = [
      '2022-05-09',
      '2022-05-09T08:23:27',
      '2022-05-09T08:23',
      '2022-05-09T08:23:27.000Z',
      '08:23:27',
      '08:23',
      'T08:23',
    ];
    const data = `<row r="1">${cells.map((value) => `<c t="d"><v>${value}</v></c>`).join('')}<c t="d"><v>昨天</v></c></row>`;
    const [sheet] = await readXlsx('x.xlsx', await packed(workbookParts({ sheets: [{ name: '表', data }] })));
    assert.deepEqual(
      sheet?.rows[0]?.cells.map(({ value, isDate }) => (isDate ? value : { value })),
      [
        '2022-05-09',
        '2022-05-09T08:23:27',
        '2022-05-09T08:23:00',
        '2022-05-09T08:23:27',
        '08:23:27',
        '08:23:00',
        '08:23:00',
        { value: '昨天' },
      ],
    );
  });
  test('日期格式的序号：整天、整点、小于 1 的只是时间、1904 年起算的照算', async () => {
    const data =
      '<row r="1"><c s="1"><v>44690</v></c><c s="2"><v>44690</v></c><c s="1"><v>44690.35</v></c><c s="2"><v>0.35</v></c><c s="1"><v>0</v></c><c><v>44690</v></c></row>';
    const formats = ['yyyy-mm-dd', 'yyyy-mm-dd hh:mm'];
    const values = async (before: string) => {
      const [sheet] = await readXlsx(
        'x.xlsx',
        await packed(workbookParts({ before, sheets: [{ name: '表', data }], formats })),
      );
      return sheet?.rows[0]?.cells;
    };
    const day = (value: string) => ({ value, isDate: true });
    assert.deepEqual(await values(''), [
      day('2022-05-09'),
      day('2022-05-09T00:00:00'),
      day('2022-05-09T08:24:00'),
      day('08:24:00'),
      day('00:00:00'),
      { value: 44690 },
    ]);
    assert.deepEqual(await values('<workbookPr date1904="1"/>'), [
      day('2026-05-10'),
      day('2026-05-10T00:00:00'),
      day('2026-05-10T08:24:00'),
      day('08:24:00'),
      day('00:00:00'),
      { value: 44690, from1904: true },
    ]);
  });
  test('隐藏的工作表、隐藏的列和合并区域照实交出', async () => {
    const data = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>';
    const [sheet] = await readXlsx(
      'x.xlsx',
      await packed(
        workbookParts({
          sheets: [
            {
              name: '表',
              data,
              state: 'hidden',
              before: '<cols><col min="2" max="16384" hidden="1"/></cols>',
              behind: '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A900:B901"/></mergeCells>',
            },
          ],
        }),
      ),
    );
    assert.equal(sheet?.hidden, true);
    assert.deepEqual([...(sheet?.hiddenColumns ?? [])], [1, 2]);
    assert.deepEqual(sheet?.merges, [{ top: 1, left: 0, bottom: 1, right: 1 }]);
  });
  test('远在 XFD 列的格子照读，地址照说，几万行也不占几个 GB', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `<row r="${index + 1}"><c r="XFD${index + 1}"><v>1</v></c></row>`,
    );
    const [sheet] = await readXlsx(
      'x.xlsx',
      await packed(workbookParts({ sheets: [{ name: '表', data: rows.join('') }] })),
    );
    const last = sheet?.rows.at(-1);
    assert.equal(last?.cells.at(-1)?.value, 1);
    assert.equal(sheet?.address(last?.row ?? 0, (last?.cells.length ?? 0) - 1), 'XFD20000');
    assert.ok((last?.cells.length ?? 0) < 100);
  });
  for (const [what, data, behind, pattern] of [
    ['列在 XFD 之外', '<row r="1"><c r="XFE1"><v>1</v></c></row>', '', /超出 Excel/],
    ['列名长得没有尽头', '<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>', '', /超出 Excel/],
    ['行在 1048576 之外', '<row r="1048577"><c><v>1</v></c></row>', '', /超出 Excel/],
    ['行号有几十位', `<row r="${'9'.repeat(40)}"><c><v>1</v></c></row>`, '', /已损坏/],
    ['行号不是数字', '<row r="abc"><c><v>1</v></c></row>', '', /已损坏/],
    ['行号是 0', '<row r="0"><c><v>1</v></c></row>', '', /已损坏/],
    ['行号是负数', '<row r="-5"><c r="A-5"><v>1</v></c></row>', '', /已损坏/],
    ['格子自称在别的行', '<row r="1"><c r="A2"><v>1</v></c></row>', '', /已损坏/],
    ['同一个格子两次', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', '', /已损坏/],
    [
      '同一行分两处又重了一格',
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
      '',
      /已损坏/,
    ],
    [
      '合并到表外',
      '<row r="1"><c r="A1"><v>1</v></c></row>',
      '<mergeCells><mergeCell ref="ZZ1:ZZ999999999999"/></mergeCells>',
      /超出 Excel/,
    ],
    [
      '合并区域不成样子',
      '<row r="1"><c r="A1"><v>1</v></c></row>',
      '<mergeCells><mergeCell ref="A:B"/></mergeCells>',
      /已损坏/,
    ],
    [
      '一格几 MB 的文字',
      `<row r="1"><c r="A1" t="inlineStr"><is><t>${'文'.repeat(6 * 1024 ** 2)}</t></is></c></row>`,
      '',
      /过大/,
    ],
    ['层层嵌套', `<row r="1">${'<c>'.repeat(2000)}${'</c>'.repeat(2000)}</row>`, '', /过大/],
  ] as const)
    test(`${what}：一句话拒绝`, async () => {
      const bytes = await packed(workbookParts({ sheets: [{ name: '表', data, behind }] }), false);
      await assert.rejects(
        readXlsx('x.xlsx', bytes),
        (error) => error instanceof InputError && pattern.test(error.message),
      );
    });
  test('几万个覆盖全表的合并区域不让读取停不下来', async () => {
    const merges = '<mergeCell ref="ZZ1:ZZ1048576"/><mergeCell ref="A1:XFD1048576"/>'.repeat(20_000);
    const rows = Array.from({ length: 2000 }, (_, index) => `<row r="${index + 1}"><c><v>1</v></c></row>`);
    const started = performance.now();
    await assert.rejects(
      readXlsx(
        'x.xlsx',
        await packed(
          workbookParts({
            sheets: [{ name: '表', data: rows.join(''), behind: `<mergeCells>${merges}</mergeCells>` }],
          }),
        ),
      ),
      InputError,
    );
    assert.ok(performance.now() - started < 20_000);
  });
  test('实体爆炸和文档类型声明被拒绝', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
    const parts = workbookParts({
      sheets: [{ name: '表', data: '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>' }],
    });
    for (const text of [bomb, '<!DOCTYPE worksheet SYSTEM "http://example.invalid/x.dtd">'])
      await assert.rejects(
        readXlsx(
          'x.xlsx',
          await packed({ ...parts, 'xl/worksheets/sheet1.xml': `${text}<worksheet><sheetData/></worksheet>` }),
        ),
        (error) => error instanceof InputError && /已损坏/.test(error.message),
      );
  });
  test('写明是 UTF-16 或 GB18030 的部件按其编码读取', async () => {
    const parts = workbookParts({ sheets: [{ name: '表', data: '' }] });
    const sheet = (declared: string) =>
      `<?xml version="1.0" encoding="${declared}"?><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>样例</v></c></row></sheetData></worksheet>`;
    const given: [string, Buffer][] = [
      ['UTF-16', Buffer.from(`\ufeff${sheet('UTF-16')}`, 'utf16le')],
      [
        'GB18030',
        Buffer.concat(
          sheet('GB18030')
            .split('样例')
            .flatMap((piece, index) => [...(index > 0 ? [Buffer.from('d1f9c0fd', 'hex')] : []), Buffer.from(piece)]),
        ),
      ],
    ];
    for (const [what, bytes] of given) {
      const [read] = await readXlsx('x.xlsx', await packed({ ...parts, 'xl/worksheets/sheet1.xml': bytes }));
      assert.equal(read?.rows[0]?.cells[0]?.value, '样例', what);
    }
  });
  test('两张工作表指向同一个部件、共享文字的编号不存在，都不会读成别的内容', async () => {
    const parts = workbookParts({
      sheets: [
        { name: '一', data: '' },
        { name: '二', data: '<row r="1"><c r="A1" t="s"><v>-1</v></c><c r="B1" t="s"><v>9</v></c></row>' },
      ],
    });
    const [, second] = await readXlsx('x.xlsx', await packed(parts));
    assert.deepEqual(
      second?.rows[0]?.cells.map(({ dirt }) => dirt),
      ['error', 'error'],
    );
    const twice = {
      ...parts,
      'xl/_rels/workbook.xml.rels': (parts['xl/_rels/workbook.xml.rels'] ?? '').replace('sheet2', 'sheet1'),
    };
    await assert.rejects(readXlsx('x.xlsx', await packed(twice)), InputError);
  });
  test('导入时任何一格填了任何东西，都读成一行或一处说明，不会出错中断', async () => {
    const whole = {
      学员花名册: [1, '张样例', '310101199001010012', '19905545571', '劳动合同', '已缴纳', '课程'],
      考试记录: ['课程', '310101199001010012', '2022-05-13 20:00:00', 88],
      答疑记录: ['课程', '310101199001010012', '2022-05-13 20:00:00', '2022-05-13 21:00:00'],
    } as const;
    const anything = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom('', ' ', '0', 0, -1, 101, 1e21, '１０', '310101199001010012', 44690.5, '2022-05-09'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(whole) as (keyof typeof whole)[])),
        fc.nat(6),
        anything,
        async (name, column, value) => {
          const row: unknown[] = [...whole[name]];
          row[column % row.length] = value;
          const text = [TABLES[name].map(({ header }) => header), row]
            .map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','))
            .join('\n');
          const { rows, problems } = await readImport(`${name}.csv`, Buffer.from(text), [name]);
          assert.ok(rows[name]?.length === 1 || problems.length > 0);
        },
      ),
      { seed: 11, numRuns: 3000 },
    );
  });
});
