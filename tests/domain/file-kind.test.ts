import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileKind, isLockFile, refuseOtherKinds } from '../../domain/case/files/file-kind.ts';
import { readXlsx } from '../../domain/case/xlsx/read-xlsx.ts';
import { InputError } from '../../domain/errors.ts';
import { packed, workbookParts } from '../../fixtures/factories/workbook-parts.ts';

/** The header of a compound file and a directory of these streams ([MS-CFB]). */
function compound(streams: readonly string[], application = ''): Buffer {
  const directory = streams.map((name) => Buffer.from(`${name}\0`.padEnd(64, '\0'), 'utf16le'));
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...directory,
    Buffer.from(`\x1e\0\0\0${application}\0`, 'latin1'),
  ]);
}
const app = (name: string) => ({ 'docProps/app.xml': `<Properties><Application>${name}</Application></Properties>` });
const BOOK = { sheets: [{ name: '表', data: '' }] };

describe('按内容认出桌上的文件', () => {
  for (const [what, make, kind, sentence] of [
    ['Excel 写的 .xls', () => compound(['Workbook'], 'Microsoft Excel'), 'old-workbook', /旧版 \.xls.*用 Excel 打开/],
    ['WPS 写的 .et', () => compound(['Workbook'], 'WPS Office'), 'old-workbook', /用 WPS 表格打开/],
    ['大写的流名', () => compound(['WORKBOOK']), 'old-workbook', /旧版/],
    [
      '加密码的 .xlsx',
      () => compound(['EncryptionInfo', 'EncryptedPackage'], 'Microsoft Excel'),
      'password',
      /打开密码.*清空密码/,
    ],
    ['旧版 Word', () => compound(['WordDocument']), 'compound', /旧版/],
    [
      'LibreOffice 写的 .ods',
      () =>
        packed(
          {
            mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
            'meta.xml': '<meta:generator>LibreOffice/7.4</meta:generator>',
          },
          false,
        ),
      'open-document',
      /\.ods.*用 LibreOffice 打开/,
    ],
    [
      'Excel 写的 .xlsb',
      () => packed({ 'xl/workbook.bin': 'x', ...app('Microsoft Excel') }),
      'binary-workbook',
      /\.xlsb.*用 Excel 打开/,
    ],
    [
      'WPS 写的 .xlsb',
      () => packed({ 'xl/workbook.bin': 'x', ...app('WPS 表格') }),
      'binary-workbook',
      /用 WPS 表格打开/,
    ],
    [
      'Word 文档',
      () => packed({ '_rels/.rels': '<Relationships/>', 'word/document.xml': '<w/>' }),
      'document',
      /文字或演示文稿/,
    ],
    ['系统导出的网页', () => Buffer.from('\ufeff<html><table><tr><td>1</td></tr></table></html>'), 'web-page', /网页/],
    ['UTF-16 的网页', () => Buffer.from('\ufeff<TABLE></TABLE>', 'utf16le'), 'web-page', /网页/],
    [
      'Excel 2003 的 XML',
      () => Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
      'xml-workbook',
      /XML 表格/,
    ],
    ['PDF', () => Buffer.from('%PDF-1.7 …'), 'pdf', /PDF/],
    ['Excel 的占用文件', () => Buffer.concat([Buffer.from([4]), Buffer.alloc(164, 0x20)]), 'lock', /临时文件/],
    ['空文件', () => Buffer.alloc(0), 'empty', /空文件/],
    ['文字', () => Buffer.from('你好'), 'unknown', /不是 Excel 表格/],
  ] as [string, () => Buffer | Promise<Buffer>, string, RegExp][])
    test(`${what}：说出是什么和怎么办`, async () => {
      const bytes = await make();
      assert.equal((await fileKind(bytes)).kind, kind);
      await assert.rejects(
        refuseOtherKinds('案例.xlsx', bytes),
        (error) => error instanceof InputError && sentence.test(error.message),
      );
    });
  test('带宏的工作簿与普通工作簿一样读取', async () => {
    const bytes = await packed(workbookParts({ ...BOOK, more: { 'xl/vbaProject.bin': 'x' } }));
    assert.equal((await fileKind(bytes)).kind, 'workbook');
    assert.equal((await readXlsx('案例.xlsm', bytes)).length, 1);
  });
  test('占用文件按名字也认得出', () => {
    for (const name of ['~$case.xlsx', '.~case.xlsx', '.~lock.case.xlsx#']) assert.ok(isLockFile(name), name);
    for (const name of ['case.xlsx', '~case.xlsx', '案例~$.xlsx']) assert.ok(!isLockFile(name), name);
  });
});
