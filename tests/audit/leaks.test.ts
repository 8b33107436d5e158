import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { PDF } from '@libpdf/core';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import ExcelJS from 'exceljs';
import { zipBytes } from '../../audit/evidence/zip.ts';
import type { Canary } from '../../audit/leaks/canary.ts';
import { type Leak, scanBytes, scanForLeaks } from '../../audit/leaks/scan.ts';
import { drawLetter } from '../../mocks/letter/draw.ts';

const NAME = '龘燊淼';
const SHORT_NAME = '龘燊';
const ID = '31010119900101001X';
const PHONE = '19907734551';
const ACCOUNT = '3100773455120987654';
const PIN = '804613';
const CANARIES: Canary[] = [
  { class: '姓名', value: NAME },
  { class: '身份证号', value: ID },
  { class: '手机号', value: PHONE },
  { class: '银行账号', value: ACCOUNT },
  { class: '数字证书密码', value: PIN },
];
const ALL = ['姓名', '身份证号', '手机号', '银行账号', '数字证书密码'];
const TEXT = `学员 ${NAME} 证件 ${ID} 电话 ${PHONE} 账号 ${ACCOUNT} 口令 ${PIN} 完`;

const utf8 = (text: string) => Buffer.from(text);
const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const scan = async (bytes: Uint8Array, name = 'file') => {
  const { leaks, unread } = await scanBytes({ name, bytes }, CANARIES);
  assert.deepEqual(unread, []);
  return leaks;
};
const classes = (leaks: Leak[]) => ALL.filter((one) => leaks.some((leak) => leak.class === one));
const points = (text: string, write: (point: number) => string) =>
  [...text].map((letter) => write(letter.codePointAt(0) ?? 0)).join('');
const hexOf = (text: string) => utf8(text).toString('hex');

/** GBK by way of the decoder that the platform has: each two-byte code, turned round. */
function gbk(text: string): Buffer {
  const codes = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) codes.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  return Buffer.from(
    [...text].flatMap((letter) => (letter < '\u0080' ? [letter.charCodeAt(0)] : (codes.get(letter) ?? [63]))),
  );
}

/** All five values, in every writing that a program or a person is known to use. */
const WRITINGS: Record<string, () => Uint8Array | Promise<Uint8Array>> = {
  'UTF-8': () => utf8(TEXT),
  'UTF-16 小端': () => utf16(TEXT, 'le'),
  'UTF-16 大端': () => utf16(TEXT, 'be'),
  'UTF-16 从奇数字节开始': () => Buffer.concat([Buffer.from([0xff]), utf16(TEXT, 'le')]),
  GBK: () => gbk(TEXT),
  全角: () => utf8(TEXT.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))),
  逐字空格: () => utf8([...TEXT].join(' ')),
  逐字短横: () => utf8([...TEXT].join('-')),
  每字一个字符串: () => utf8(JSON.stringify([...TEXT.replaceAll(' ', '|')])),
  小写: () => utf8(TEXT.toLowerCase()),
  'JSON 转义': () => utf8(points(TEXT, (point) => `\\u${point.toString(16).padStart(4, '0')}`)),
  'JSON 里的 JSON': () =>
    utf8(JSON.stringify(JSON.stringify(points(TEXT, (point) => `\\u${point.toString(16).padStart(4, '0')}`)))),
  'JS 转义': () => utf8(points(TEXT, (point) => `\\u{${point.toString(16)}}`)),
  'CSS 转义': () => utf8(points(TEXT, (point) => `\\${point.toString(16)} `)),
  八进制转义: () => utf8([...utf8(TEXT)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')),
  网址编码: () => utf8(encodeURIComponent(TEXT)),
  逐字节网址编码: () => utf8([...utf8(TEXT)].map((byte) => `%${byte.toString(16)}`).join('')),
  '网址编码的 GBK': () => utf8([...gbk(TEXT)].map((byte) => `%${byte.toString(16)}`).join('')),
  'HTML 十进制实体': () => utf8(points(TEXT, (point) => `&#${point};`)),
  'HTML 十六进制实体': () => utf8(points(TEXT, (point) => `&#x${point.toString(16)};`)),
  再次转义的实体: () => utf8(points(TEXT, (point) => `&amp;#${point};`)),
  'quoted-printable': () =>
    utf8([...utf8(TEXT)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')),
  'quoted-printable 折行': () => utf8(TEXT.replace(/(.{7})/g, '$1=\r\n')),
  十六进制: () => utf8(hexOf(TEXT)),
  '十六进制，从半个字节开始': () => utf8(`a${hexOf(TEXT)}`),
  '十六进制，逐字节分开': () => utf8(hexOf(TEXT).replace(/../g, '$& ')),
  'C 语言十六进制': () => utf8(hexOf(TEXT).replace(/../g, '\\x$&')),
  终端颜色: () => utf8([...TEXT].join('\u001b[7m')),
  跨标签: () => utf8([...TEXT].map((letter) => `<b class="x">${letter}</b>`).join('')),
  gzip: () => gzipSync(utf8(TEXT)),
  '多段 gzip': () => Buffer.concat([gzipSync('前'), gzipSync(utf8(TEXT)), gzipSync('后')]),
  'gzip 前有别的内容': () => Buffer.concat([Buffer.from([1, 2, 0x1f, 0x8b, 3]), gzipSync(utf8(TEXT))]),
  '截断的 gzip': () => gzipSync(utf8(TEXT)).subarray(0, -8),
  '分块传输的 gzip': () =>
    answer('transfer-encoding: chunked\r\ncontent-encoding: gzip', chunked(gzipSync(utf8(TEXT)))),
  '分块传输的 brotli': () =>
    answer('transfer-encoding: chunked\r\ncontent-encoding: br', chunked(brotliCompressSync(utf8(TEXT)))),
  分块切开的文字: () => answer('transfer-encoding: chunked', chunked(utf8(TEXT))),
  zip: () => zipBytes({ 'a.txt': utf8(TEXT) }),
  'zip 里的 gzip 里的 base64': () => zipBytes({ 'a.gz': gzipSync(utf8(TEXT).toString('base64')) }),
  'base64 的 zip': async () => utf8(Buffer.from(await zipBytes({ a: utf8(TEXT) })).toString('base64')),
  'data: 网址': () => utf8(`<img src="data:text/plain;base64,${utf8(TEXT).toString('base64')}">`),
  base64url: () => utf8(utf8(TEXT).toString('base64url')),
  'base64，折成 76 列': () =>
    utf8(
      (
        utf8(TEXT)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\r\n'),
    ),
  三层base64: () => utf8([1, 2].reduce((text) => utf8(text).toString('base64'), utf8(TEXT).toString('base64'))),
  'GBK 的 base64': () => utf8(gbk(TEXT).toString('base64')),
  'UTF-16 的 base64': () => utf8(utf16(TEXT, 'le').toString('base64')),
  'JSON 转义的 base64 里的实体': () =>
    utf8(JSON.stringify(utf8(points(TEXT, (point) => `&#${point};`)).toString('base64')).replaceAll('N', '\\u004e')),
  'PNG 文字块': () => png('tEXt', Buffer.concat([utf8('Comment\0'), utf8(TEXT)])),
  'PNG 压缩文字块': () => png('zTXt', Buffer.concat([utf8('Comment\0\0'), deflateSync(utf8(TEXT))])),
  'PNG 国际文字块': () => png('iTXt', Buffer.concat([utf8('Comment\0\u0001\0zh\0\0'), deflateSync(utf8(TEXT))])),
  'JPEG 注释': () => jpeg(0xfe, utf8(TEXT)),
  'JPEG EXIF': () => jpeg(0xe1, Buffer.concat([utf8('Exif\0\0'), utf16(TEXT, 'le')])),
  'JPEG XMP': () => jpeg(0xe1, utf8(`http://ns.adobe.com/xap/1.0/\0<dc:creator>${TEXT}</dc:creator>`)),
  'Excel 文字': () => workbook((sheet) => sheet.addRow([TEXT])),
  'Excel 富文本': () =>
    workbook((sheet) => {
      sheet.getCell('A1').value = {
        richText: [...TEXT].map((letter, index) => ({ text: letter, font: { bold: index % 2 === 0 } })),
      };
    }),
  'Excel 批注': () =>
    workbook((sheet) => {
      sheet.getCell('A1').note = TEXT;
    }),
  'PDF 文字': async () => letterPdfOf(TEXT),
  'age 密文之后': async () => Buffer.concat([await ageOf('别的'), utf8(TEXT)]),
};

const answer = (headers: string, body: Uint8Array) =>
  Buffer.concat([utf8(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`), body]);
const chunked = (body: Uint8Array) =>
  Buffer.concat([
    ...Array.from({ length: Math.ceil(body.length / 7) }, (_, index) => {
      const chunk = body.subarray(index * 7, index * 7 + 7);
      return Buffer.concat([utf8(`${chunk.length.toString(16)}\r\n`), chunk, utf8('\r\n')]);
    }),
    utf8('0\r\n\r\n'),
  ]);
const png = (kind: string, data: Buffer) => {
  const chunk = (name: string, content: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(name, 'latin1'), content, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.alloc(13)),
    chunk(kind, data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
const jpeg = (marker: number, data: Buffer) => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, marker]), length, data, Buffer.from([0xff, 0xd9])]);
};
async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('表'));
  return Buffer.from(await book.xlsx.writeBuffer());
}
async function ageOf(content: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(await generateIdentity()));
  return encrypter.encrypt(content);
}

describe('泄漏扫描器：每一种写法里埋下的值都找得到', () => {
  for (const [writing, make] of Object.entries(WRITINGS))
    test(writing, async () => {
      assert.deepEqual(classes(await scan(await make())), ALL);
    });

  for (const offset of [0, 1, 2])
    test(`base64 中从第 ${offset} 个字节开始的短值`, async () => {
      for (const [kind, value] of [
        ['数字证书密码', PIN],
        ['手机号', PHONE],
        ['姓名', NAME],
      ] as const) {
        const leaks = await scan(utf8(`key=${utf8('x/'.slice(0, offset) + value).toString('base64')};`));
        assert.deepEqual(classes(leaks), [kind]);
        assert.deepEqual(leaks[0]?.encodings.slice(0, 2), ['utf-8', 'base64']);
      }
    });

  test('与别的字母连在一起的 base64', async () => {
    for (const before of ['a', 'ab', 'abc'])
      assert.deepEqual(classes(await scan(utf8(before + utf8(` ${ID} `).toString('base64')))), ['身份证号']);
  });

  test('几兆字节不断行的 base64，值跨过读取的步界', async () => {
    const report = Buffer.alloc(7_000_000, 'x');
    report.set(utf8(` ${ID} `), 49_145); // in base64: either side of sign 65,536
    assert.deepEqual(classes(await scan(utf8(report.toString('base64')))), ['身份证号']);
  });

  test('文件名、文件夹名、压缩包内的文件名、链接的去处', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leaks-'));
    mkdirSync(join(folder, `空-${NAME}`));
    writeFileSync(join(folder, `${ID}.jpg`), '');
    writeFileSync(join(folder, 'a.zip'), await zipBytes({ [`${PHONE}/证件.txt`]: utf8('x') }));
    symlinkSync(`/nowhere/${ACCOUNT}`, join(folder, 'link'));
    writeFileSync(join(folder, encodeURIComponent(PIN.replace(/./g, '$& '))), '');
    const { leaks } = await scanForLeaks([folder], CANARIES);
    assert.deepEqual(classes(leaks), ALL);
    assert.ok(leaks.some((leak) => leak.path === `a.zip!${PHONE}/证件.txt` && leak.encodings.at(-1) === 'file name'));
  });

  test('说出在哪个文件、经过哪些写法、从哪里开始，而不重复那个值', async () => {
    const inner = await zipBytes({ 'b.json': utf8(`{"tel":"1\\u0039${PHONE.slice(2)}"}`) });
    const leaks = await scan(await zipBytes({ 'a.zip': inner }), 'c.zip');
    assert.ok(!JSON.stringify(leaks).includes(PHONE));
    assert.deepEqual(
      leaks.find(({ path }) => path === 'c.zip!a.zip!b.json'),
      {
        class: '手机号',
        canary: 2,
        path: 'c.zip!a.zip!b.json',
        encodings: ['zip', 'zip', 'utf-8', 'JSON'],
        offset: 8,
      },
    );
  });

  test('两个字的姓名、带间隔号的姓名、拉丁字母的姓名', async () => {
    const names = [SHORT_NAME, '阿卜杜热合曼·图尔贡', 'Quibblefax Ozymandias'];
    const canaries = names.map((value): Canary => ({ class: '姓名', value }));
    for (const text of [
      '办理人龘燊，阿卜杜热合曼•图尔贡，QUIBBLEFAX OZYMANDIAS',
      '<td>龘</td><td>燊</td> 阿卜杜热合曼 图尔贡 quibblefax&nbsp;ozymandias',
      '龘　燊 阿卜杜热合曼&middot;图尔贡 Quibblefax_Ozymandias',
    ]) {
      const { leaks } = await scanBytes({ name: 'a', bytes: utf8(text) }, canaries);
      assert.deepEqual([...new Set(leaks.map((leak) => leak.canary))].sort(), [0, 1, 2], text);
    }
  });
});

describe('泄漏扫描器：没有的不乱报，打不开的不说没有', () => {
  test('掩码、标记、别人的号码、摘要里的数字都不算', async () => {
    const text = `310***********001X 〔手机号 a80461304613 199****4551〕 19907734552 龘* 第 804 页 613 行 ${'0123456789abcdef804613'.repeat(3)} 1.804613`;
    assert.deepEqual(await scan(utf8(text)), []);
  });

  test('UUID 里的六位数字是巧合；UUID 旁边的、只是像 UUID 的照样查', async () => {
    const uuid = `5c${PIN}-98df-805f-a528-2d7450240db7`;
    assert.deepEqual(await scan(utf8(`results/${uuid}-attachment.png {"uuid":"${uuid}"}`)), []);
    for (const text of [`${uuid}-${PIN}`, `5c${PIN}-98df-805f-a528`, `${uuid}0`, `口令 ${PIN} ${uuid}`])
      assert.deepEqual(classes(await scan(utf8(text))), ['数字证书密码'], text);
  });

  test('真正的 age 文件另列，内容不报；只在名字上像的照样查', async () => {
    const { leaks, encrypted } = await scanBytes({ name: 'case.age', bytes: await ageOf(TEXT) }, CANARIES);
    assert.deepEqual([leaks, encrypted], [[], ['case.age']]);
    const fake = await scanBytes({ name: 'case.age', bytes: utf8(`age-encryption.org/v1\n${TEXT}`) }, CANARIES);
    assert.deepEqual([classes(fake.leaks), fake.encrypted], [ALL, []]);
  });

  test('解压炸弹和套得太深的压缩包：说没有看完，不崩溃', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    assert.match((await scanBytes({ name: 'bomb', bytes: bomb }, CANARIES)).unread[0]?.why ?? '', /larger than/);
    let nested = await zipBytes({ a: utf8(TEXT) });
    for (let level = 0; level < 14; level += 1) nested = new Uint8Array(gzipSync(nested));
    const { unread } = await scanBytes({ name: 'deep', bytes: nested }, CANARIES);
    assert.match(unread[0]?.why ?? '', /deep/);
  });

  test('损坏的压缩包列为没有读到，能读的部分仍查', async () => {
    const zip = Buffer.from(await zipBytes({ a: utf8(TEXT) }));
    const { leaks, unread } = await scanBytes({ name: 'cut.zip', bytes: zip.subarray(0, -10) }, CANARIES);
    assert.equal(unread.length, 1);
    assert.deepEqual(classes(leaks), ALL);
  });
});

async function letterPdfOf(text: string): Promise<Uint8Array> {
  const bytes = await drawLetter({
    text: `标题\n${text}\n一\n二\n三`,
    unit: '单位',
    x: 0.5,
    y: 0.5,
    at: '2022-04-25T09:00:00',
  });
  assert.ok((await PDF.load(bytes)).extractText()[0]?.text.includes(NAME) === true);
  return bytes;
}
