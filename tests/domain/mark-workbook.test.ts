import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import { markWorkbook } from '../../domain/case/mark/mark-workbook.ts';
import { readXlsx } from '../../domain/case/xlsx/read-xlsx.ts';
import { InputError } from '../../domain/errors.ts';
import type { Finding } from '../../domain/finding.ts';
import { packed, type WrittenBook, workbookParts } from '../../fixtures/factories/workbook-parts.ts';
import { partsOf } from '../../fixtures/matchers/workbook.ts';

const finding = (
  sheet: string,
  cell: string,
  message = '有问题 <&>',
  verdict: Finding['verdict'] = 'violation',
): Finding => ({
  kind: 'case',
  rule: 'x',
  verdict,
  subject: '',
  where: [{ file: 'case.xlsx', sheet, cell }],
  message,
  basis: '依据',
  evidence: [],
});

/** Every part of the package as text, with backslashes and cases as the copy has them. */
async function marked(book: WrittenBook | Record<string, string>, findings: readonly Finding[]) {
  const parts = 'sheets' in book ? workbookParts(book as WrittenBook) : (book as Record<string, string>);
  const original = await packed(parts);
  const { bytes, notKept } = await markWorkbook('case.xlsx', original, findings);
  return { original, bytes, notKept, before: parts, after: await partsOf(bytes) };
}

async function assertSameCells(original: Uint8Array, copy: Uint8Array): Promise<void> {
  const [given, kept] = [await readXlsx('case.xlsx', original), await readXlsx('case.xlsx', copy)];
  assert.deepEqual(
    kept.slice(1).map(({ name, rows, merges, hidden }) => ({ name, rows, merges, hidden })),
    given.map(({ name, rows, merges, hidden }) => ({ name, rows, merges, hidden })),
  );
}

const CELLS =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t><rPh sb="0" eb="1"><t>xìng</t></rPh></is></c><c r="C1" s="1"><v>44690</v></c></row>' +
  '<row r="3" s="1" customFormat="1"><c r="B3" t="d" s="1"><v>2022-05-09</v></c><c r="D3"><f>1+1</f><v>2</v></c></row>';
const TABLE = { name: '表', data: CELLS };

describe('标注副本', () => {
  test('本项目自己的工作簿：单元格一个不变，每个标注过的格子有底色和批注', async () => {
    for (const name of ['sample', 'broken']) {
      const original = readFileSync(`fixtures/cases/${name}/case.xlsx`);
      const at = ['A1', 'B3', 'C9', 'AA400'];
      const { bytes } = await markWorkbook(
        'case.xlsx',
        original,
        at.map((cell) => finding('学员花名册', cell)),
      );
      await assertSameCells(original, bytes);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(bytes as never);
      for (const cell of at) {
        const { fill, note } = book.getWorksheet('学员花名册')?.getCell(cell) ?? {};
        assert.equal((fill as ExcelJS.FillPattern).fgColor?.argb, 'FFF8C9C4', `${name} ${cell}`);
        assert.match(JSON.stringify(note), /有问题 <&>/, `${name} ${cell}`);
      }
      assert.equal(book.worksheets[0]?.name, '核查结果');
    }
  });
  test('同一表格两次标注，字节相同', async () => {
    const original = readFileSync('fixtures/cases/broken/case.xlsx');
    const once = () => markWorkbook('case.xlsx', original, [finding('学员花名册', 'B3')]);
    assert.ok(Buffer.from((await once()).bytes).equals(Buffer.from((await once()).bytes)));
  });
  test('图表、筛选、透视表、条件格式和没有标注的工作表逐字节不变', async () => {
    const more = {
      'xl/tables/table1.xml':
        '<table ref="A1:C3"><autoFilter ref="A1:C3"><filterColumn colId="2"><dynamicFilter type="thisMonth"/></filterColumn></autoFilter></table>',
      'xl/charts/chart1.xml': '<c:chart xmlns:c="c"/>',
      'xl/pivotTables/pivotTable1.xml': '<pivot/>',
      'docProps/core.xml': '<coreProperties xmlns="x"/>',
      'xl/calcChain.xml': '<calcChain><c r="D3" i="1"/></calcChain>',
    };
    const other = { name: '另一张', data: '<row r="1"><c r="A1"><v>1</v></c></row>' };
    const { original, bytes, before, after } = await marked({ sheets: [TABLE, other], formats: ['yyyy-mm-dd'], more }, [
      finding('表', 'B3'),
      finding('表', 'F9'),
    ]);
    for (const path of [...Object.keys(more), 'xl/worksheets/sheet2.xml'])
      assert.equal(after.get(path), before[path], path);
    await assertSameCells(original, bytes);
  });
  test('除了样式号和补上的格子，工作表的文字一个字母不变：日期、公式、注音都在', async () => {
    const { before, after } = await marked({ sheets: [TABLE], formats: ['yyyy-mm-dd'] }, [
      finding('表', 'B3'),
      finding('表', 'A3'),
    ]);
    const bare = (text = '') =>
      text.replace(/<c r="A3" s="\d+"\/>|<legacyDrawing [^>]*>/g, '').replace(/ s="\d+"/g, '');
    assert.equal(bare(after.get('xl/worksheets/sheet1.xml')), bare(before['xl/worksheets/sheet1.xml']));
    assert.match(after.get('xl/worksheets/sheet1.xml') ?? '', /t="d" s="\d+"><v>2022-05-09<\/v>/);
  });
  test('格子的数字格式留着，只换底色；空格子取所在行、列的格式', async () => {
    const { after } = await marked(
      { sheets: [{ ...TABLE, before: '<cols><col min="5" max="6" style="1"/></cols>' }], formats: ['yyyy-mm-dd'] },
      ['C1', 'A3', 'E1', 'G1'].map((cell) => finding('表', cell)),
    );
    const sheet = after.get('xl/worksheets/sheet1.xml') ?? '';
    const formats = [...(after.get('xl/styles.xml') ?? '').matchAll(/<xf [^>]*>/g)].map(([xf]) => xf);
    const format = (cell: string) => formats[Number(new RegExp(`r="${cell}" s="(\\d+)"`).exec(sheet)?.[1])] ?? '';
    for (const cell of ['C1', 'A3', 'E1']) assert.match(format(cell), /numFmtId="200".*fillId="[2-9]"/, cell);
    assert.match(format('G1'), /numFmtId="0".*fillId="[2-9]"/);
  });
  test('没有行列号的格子、带前缀的元素、反斜杠的部件名、大小写不同的关系、没有样式的表格都标得上', async () => {
    const parts = workbookParts({
      sheets: [{ name: '表', data: '<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>' }],
    });
    const variants: Record<string, Record<string, string>> = {
      无行列号: parts,
      前缀: Object.fromEntries(
        Object.entries(parts).map(([path, text]) => [
          path,
          /worksheet|workbook\.xml$/.test(path) && !path.includes('_rels')
            ? text.replace(/<(\/?)(?=[a-z])/gi, '<$1x:').replace('xmlns=', 'xmlns:x=')
            : text,
        ]),
      ),
      反斜杠: Object.fromEntries(Object.entries(parts).map(([path, text]) => [path.replaceAll('/', '\\'), text])),
      大小写: {
        ...parts,
        'xl/_rels/workbook.xml.rels': (parts['xl/_rels/workbook.xml.rels'] ?? '').replace('sheet1.xml', 'Sheet1.xml'),
      },
    };
    for (const [what, given] of Object.entries(variants)) {
      const original = what === '反斜杠' ? backslashed(await packed(parts)) : await packed(given);
      const { bytes } = await markWorkbook(
        'case.xlsx',
        original,
        ['A1', 'B1', 'B2', 'A3', 'C9'].map((cell) => finding('表', cell)),
      );
      await assertSameCells(original, bytes);
      const after = await partsOf(bytes);
      const sheet = [...after].find(([path]) => /sheet1\.xml$/i.test(path))?.[1] ?? '';
      assert.equal([...sheet.matchAll(/<(?:x:)?c [^>]*s="[1-9]/g)].length, 5, what);
      assert.ok(after.has('xl/styles.xml'), what);
    }
  });
  test('原有批注保留，新的理由接在后面，图形不重复；表单控件的图形不动', async () => {
    const vml =
      '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1030"><br><x:ClientData xmlns:x="x" ObjectType="Button"/></v:shape></xml>';
    const { after } = await marked(
      {
        sheets: [
          {
            ...TABLE,
            behind: '<legacyDrawing r:id="v"/>',
            relations: [
              ['v', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
              ['c', 'comments', '../comments1.xml'],
            ],
          },
        ],
        more: {
          'xl/drawings/vmlDrawing1.vml': vml,
          'xl/comments1.xml':
            '<comments><authors><author>王</author></authors><commentList><comment ref="A1" authorId="0"><text><t>旧批注</t></text></comment></commentList></comments>',
        },
      },
      [finding('表', 'A1', '理由一'), finding('表', 'C1', '理由二')],
    );
    const comments = after.get('xl/comments1.xml') ?? '';
    assert.match(comments, /<t>旧批注<\/t><r><t xml:space="preserve">\n理由一/);
    assert.match(comments, /ref="C1" authorId="1"/);
    const shapes = after.get('xl/drawings/vmlDrawing1.vml') ?? '';
    assert.ok(shapes.startsWith(vml.slice(0, -6)));
    assert.equal([...shapes.matchAll(/ObjectType="Note"/g)].length, 1);
    assert.equal([...(after.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/legacyDrawing/g)].length, 1);
  });
  test('批注对话和数字签名留不住的，先说明', async () => {
    const { notKept } = await marked(
      {
        sheets: [{ ...TABLE, relations: [['c', 'comments', '../comments1.xml']] }],
        more: {
          '_xmlsignatures/sig1.xml': '<Signature/>',
          'xl/comments1.xml':
            '<comments><authors><author>tc={1}</author></authors><commentList><comment ref="A1" authorId="0"><text/></comment></commentList></comments>',
        },
      },
      [finding('表', 'A1')],
    );
    assert.match(notKept.join(''), /「表」的 A1 .*批注对话.*数字签名/);
  });
  test('列表排在最前并打开：名称按位置限定的范围后移一位，其他工作表不再被选中', async () => {
    const { after } = await marked(
      {
        before: '<bookViews><workbookView firstSheet="1" activeTab="1"/></bookViews>',
        behind:
          '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">另一张!$A$1</definedName></definedNames><calcPr calcId="1"/>',
        sheets: [
          TABLE,
          {
            name: '另一张',
            data: '',
            before: '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>',
          },
        ],
      },
      [finding('表', 'A1')],
    );
    const book = after.get('xl/workbook.xml') ?? '';
    assert.match(book, /firstSheet="0" activeTab="0"/);
    assert.match(book, /<sheets><sheet [^>]*name="核查结果" sheetId="3"/);
    assert.match(book, /name="_xlnm.Print_Area" localSheetId="2"/);
    assert.match(after.get('xl/worksheets/sheet2.xml') ?? '', /tabSelected="0"/);
  });
  test('标注过的副本再标注一次，列表另取名字', async () => {
    const { bytes } = await marked({ sheets: [TABLE] }, [finding('表', 'A1')]);
    const again = await markWorkbook('case.xlsx', bytes, [finding('表', 'A1', '又一次')]);
    const sheets = await readXlsx('case.xlsx', again.bytes);
    assert.deepEqual(
      sheets.map(({ name }) => name),
      ['核查结果（2）', '核查结果', '表'],
    );
  });
  test('消息里的控制字符和半个代理对不弄坏副本', async () => {
    const { bytes } = await marked({ sheets: [TABLE] }, [finding('表', 'A1', '坏\u0000\ud800_x000D_\ufffe字')]);
    const [list] = await readXlsx('case.xlsx', bytes);
    assert.equal(list?.rows[2]?.cells[4]?.value, '坏\ufffd_x000D_字');
  });
  test('读不了的表格也不会标注：得到与读取相同的一句话', async () => {
    await assert.rejects(markWorkbook('case.xlsx', await packed({ 'a.txt': '' }), []), InputError);
  });
  test('读取时用不到的部件坏了：照样是一句话，不是程序出错', async () => {
    const zip = await packed({ ...workbookParts({ sheets: [TABLE] }), 'xl/media/a.txt': 'media '.repeat(99) });
    const name = Buffer.from('xl/media/a.txt');
    zip.fill(0xff, zip.indexOf(name) + name.length, zip.indexOf(name) + name.length + 4);
    assert.equal((await readXlsx('case.xlsx', zip)).length, 1);
    await assert.rejects(markWorkbook('case.xlsx', zip, []), InputError);
  });
});

/** yazl writes no backslashes; names of equal length are changed where they stand. */
function backslashed(zip: Buffer): Buffer {
  let text = zip.toString('latin1');
  for (const path of ['_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/worksheets/sheet1.xml'])
    text = text.replaceAll(path, (found) => found.replaceAll('/', '\\'));
  return Buffer.from(text, 'latin1');
}
