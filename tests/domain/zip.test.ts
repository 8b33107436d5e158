import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openZip } from '../../domain/zip/open-zip.ts';
import { ZipError } from '../../domain/zip/zip-error.ts';
import { descriptor, type RawMember, type RawZip, rawZip } from '../../fixtures/factories/raw-zip.ts';

const FOLLOWS = 0x08;
const A: RawMember = { name: 'a.xml', content: '<a/>' };
const B: RawMember = { name: 'b.xml', content: '<b/>', stored: true };

async function contents(bytes: Buffer): Promise<Record<string, string>> {
  const read: Record<string, string> = {};
  for (const { path, chunks } of await openZip(bytes)) {
    let text = '';
    for await (const chunk of chunks()) text += chunk.toString();
    read[path] = text;
  }
  return read;
}

const zip64 = (...numbers: number[]) => {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  for (const [index, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 4 + 8 * index);
  return field;
};
const unicodePath = (name: string) =>
  Buffer.concat([Buffer.from([0x75, 0x70, 5 + name.length, 0, 1, 0, 0, 0, 0]), Buffer.from(name)]);

describe('压缩包对任何软件都是同一个文件', () => {
  for (const [what, zip] of [
    ['普通的压缩包', { members: [A, B] }],
    [
      '长度写在内容之后（有签名）',
      { members: [{ ...A, flags: FOLLOWS, local: { crc: 0, packed: 0, size: 0 }, descriptor }, B] },
    ],
    [
      '长度写在内容之后（无签名）',
      {
        members: [
          { ...A, flags: FOLLOWS, local: { crc: 0, packed: 0, size: 0 }, descriptor: (f) => descriptor(f, false) },
          B,
        ],
      },
    ],
    [
      '长度以 8 字节写在内容之后',
      {
        members: [
          { ...A, flags: FOLLOWS, local: { crc: 0, packed: 0, size: 0 }, descriptor: (f) => descriptor(f, true, 8) },
          B,
        ],
      },
    ],
    [
      'macOS 只在头部写出解压后的长度',
      { members: [{ ...A, flags: FOLLOWS, local: { crc: 0, packed: 0 }, descriptor }, B] },
    ],
    ['英文名的编码标志前后不一', { members: [{ ...A, local: { flags: 0x06 }, central: { flags: 0x806 } }, B] }],
    [
      '头部用 8 字节的长度',
      {
        members: [
          { ...B, name: 'a.xml', content: '<a/>', local: { packed: 0xffffffff, size: 0xffffffff }, extra: zip64(4, 4) },
          B,
        ],
      },
    ],
    ['有说明文字', { members: [A, B], comment: Buffer.from('由某软件导出') }],
  ] as [string, RawZip][])
    test(`${what}：读得出`, async () => {
      assert.deepEqual(await contents(rawZip(zip)), { 'a.xml': '<a/>', 'b.xml': '<b/>' });
    });

  for (const [what, zip] of [
    ['同名的两个成员', { members: [A, { ...A, content: '<other/>' }] }],
    ['只有大小写不同的两个名字', { members: [A, { ...A, name: 'A.XML' }] }],
    [
      '只有斜杠不同的两个名字',
      {
        members: [
          { ...A, name: 'x/a.xml' },
          { ...A, name: 'x\\a.xml' },
        ],
      },
    ],
    ['开头多一个斜杠的同一个名字', { members: [A, { ...A, name: '/a.xml' }] }],
    ['文件与文件夹同名', { members: [A, { ...A, name: 'a.xml/' }] }],
    ['名字里有结束符', { members: [{ ...A, name: 'a.xml\0.jpg' }, B] }],
    ['向上爬的名字', { members: [{ ...A, name: '../a.xml' }, B] }],
    ['头部与目录的名字不同', { members: [{ ...A, local: { name: 'c.xml' } }, B] }],
    ['头部与目录的压缩方法不同', { members: [{ ...A, local: { method: 0 } }, B] }],
    ['头部与目录的长度不同', { members: [{ ...A, local: { size: 3 } }, B] }],
    ['头部与目录的校验和不同', { members: [{ ...A, local: { crc: 1 } }, B] }],
    ['头部说长度在后、目录说不是', { members: [{ ...A, local: { flags: FOLLOWS } }, B] }],
    [
      '内容之后的长度与目录不同',
      {
        members: [
          {
            ...A,
            flags: FOLLOWS,
            local: { crc: 0, packed: 0, size: 0 },
            descriptor: (f) => descriptor({ ...f, size: f.size + 1 }),
          },
          B,
        ],
      },
    ],
    ['内容之后没有所说的长度', { members: [{ ...A, flags: FOLLOWS, local: { crc: 0, packed: 0, size: 0 } }, B] }],
    ['附加字段里另有一个名字', { members: [{ ...A, extra: unicodePath('c.xml') }, B] }],
    ['附加字段里有两份长度', { members: [{ ...A, extra: Buffer.concat([zip64(4), zip64(5)]) }, B] }],
    ['前面接着另一个压缩包', { members: [A, B], before: rawZip({ members: [A] }) }],
    ['后面接着另一个压缩包', { members: [A, B], behind: rawZip({ members: [A] }) }],
    ['末尾有多余的字节', { members: [A, B], behind: Buffer.from('x') }],
    ['成员之间夹着一个目录没有的成员', { members: [A, B], between: rawZip({ members: [A] }).subarray(0, 40) }],
    ['说明文字里藏着另一个目录', { members: [A, B], comment: rawZip({ members: [A] }) }],
    ['目录少数了一个成员', { members: [A, B], end: { entries: 1 } }],
    ['目录的位置说错', { members: [A, B], end: { offset: 3 } }],
    ['目录的长度说错', { members: [A, B], end: { size: 10 } }],
    ['两个成员共用一处内容', { members: [A, { ...A, name: 'c.xml', central: { offset: 0 } }] }],
    [
      '成员的位置都指向一处',
      { members: [B, { ...B, name: 'c.xml', local: { name: 'b.xml' }, central: { offset: 0 } }] },
    ],
    ['加了密', { members: [{ ...A, flags: 1 }, B] }],
    ['不认识的压缩方法', { members: [{ ...A, local: { method: 12 }, central: { method: 12 } }, B] }],
    ['压缩内容的末尾夹带字节', { members: [{ ...A, tail: Buffer.from('hidden') }, B] }],
    ['内容比所说的长', { members: [{ ...A, local: { size: 3 }, central: { size: 3 } }, B] }],
    ['校验和不符', { members: [{ ...A, local: { crc: 1 }, central: { crc: 1 } }, B] }],
  ] as [string, RawZip][])
    test(`${what}：拒绝`, async () => {
      await assert.rejects(contents(rawZip(zip)), ZipError);
    });
});
