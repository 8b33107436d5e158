import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { ZipFile } from 'yazl';
import { readImport } from '../../domain/case/import.ts';
import { TABLES } from '../../domain/case/layout.ts';
import { readXlsx } from '../../domain/case/xlsx/read-xlsx.ts';
import { InputError } from '../../domain/errors.ts';

async function written(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('表'));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A package as some other program writes it: stored or deflated, any XML. */
async function packed(parts: Record<string, string>, compress = true): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), path, { compress });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
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
