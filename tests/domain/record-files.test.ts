import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openDatabase } from '../../audit/engine/database.ts';
import { inputOfReading } from '../../audit/engine/input-of-reading.ts';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { subjectOf } from '../../audit/engine/subject.ts';
import type { SignIn } from '../../domain/case/model/schema.ts';
import { type CaseReading, readCase } from '../../domain/case/read-case.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import { InputError } from '../../domain/errors.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';

const MATERIAL = cleanCase(11, { projects: 1, traineesPerProject: 3 });
const HEADER = ['培训课程', '身份证号', '签到时间'];

/** The clean case without its sign-ins, and a file of them beside it; without `bytes`, the sign-ins stay in the sheet. */
async function caseWith(name: string, bytes?: Uint8Array, signIns: SignIn[] = []): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  writeFileSync(join(folder, 'case.xlsx'), await writeCase({ ...MATERIAL, signIns, materials: [] }));
  if (bytes !== undefined) writeFileSync(join(folder, name), bytes);
  return folder;
}

const rowsOf = (time = (at: string) => at.replace('T', ' ')) =>
  MATERIAL.signIns.map(({ course, idNumber, at }) => [course, idNumber, time(at)]);
const text = (rows: string[][], delimiter = ',', end = '\r\n') =>
  [HEADER, ...rows].map((cells) => cells.join(delimiter) + end).join('');
const utf16 = (content: string, big: boolean, mark: boolean) => {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${content}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
/** GB18030 without a library that writes it: every two-byte code is asked what it means. */
function gb18030(content: string): Buffer {
  const codes = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from(
    [...content].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : (codes.get(sign) ?? []))),
  );
}
const told = ({ findings }: CaseReading) =>
  findings
    .filter(({ rule }) => rule !== 'reader/missing-sheet')
    .map(({ rule, where: [at] }) => [rule, at?.file, at?.cell]);
const contents = ({ readable }: CaseReading) => readable.signIns.map(({ row: _, ...signIn }) => signIn);
const WANTED = MATERIAL.signIns.map(({ row: _, ...signIn }) => signIn);

describe('表格旁的记录文件', () => {
  const whole = text(rowsOf());
  for (const [what, name, bytes] of [
    ['大写的扩展名', '签到记录.CSV', Buffer.from(whole)],
    ['浏览器重复下载的文件名', '签到记录 (1).csv', Buffer.from(whole)],
    ['文件管理器的副本名', '签到记录 - 副本 (2).csv', Buffer.from(whole)],
    ['.txt', '签到记录.txt', Buffer.from(whole)],
    ['制表符分隔的 .tsv', '签到记录.tsv', Buffer.from(text(rowsOf(), '\t'))],
    ['分号分隔', '签到记录.csv', Buffer.from(text(rowsOf(), ';'))],
    ['分隔符写在首行', '签到记录.csv', Buffer.from(`sep=|\r\n${text(rowsOf(), '|')}`)],
    ['只用回车换行', '签到记录.csv', Buffer.from(text(rowsOf(), ',', '\r'))],
    ['末行没有换行', '签到记录.csv', Buffer.from(whole.trimEnd())],
    ['带标记的 UTF-16LE', '签到记录.csv', utf16(text(rowsOf(), '\t'), false, true)],
    ['没有标记的 UTF-16LE', '签到记录.csv', utf16(whole, false, false)],
    ['带标记的 UTF-16BE', '签到记录.csv', utf16(whole, true, true)],
    ['没有标记的 UTF-16BE', '签到记录.csv', utf16(whole, true, false)],
    ['GB18030 制表符', '签到记录.csv', gb18030(text(rowsOf(), '\t'))],
    ['="…" 的号码', '签到记录.csv', Buffer.from(text(rowsOf().map(([a = '', b, c = '']) => [a, `="${b}"`, c])))],
    ['引号里的 ="…"', '签到记录.csv', Buffer.from(text(rowsOf().map(([a = '', b, c = '']) => [a, `"=""${b}"""`, c])))],
    ['带单引号的号码', '签到记录.csv', Buffer.from(text(rowsOf().map(([a = '', b, c = '']) => [a, `'${b}`, c])))],
    ['每格都有引号', '签到记录.csv', Buffer.from(text(rowsOf().map((cells) => cells.map((cell) => `"${cell}"`))))],
    [
      '每格后面都有制表符',
      '签到记录.csv',
      Buffer.from(
        text([HEADER, ...rowsOf()].map((cells) => cells.map((cell) => `${cell}\t`)))
          .split('\r\n')
          .slice(1)
          .join('\r\n'),
      ),
    ],
    ['空行', '签到记录.csv', Buffer.from(whole.replace('\r\n', '\r\n\r\n'))],
    ['多余的末列', '签到记录.csv', Buffer.from(text(rowsOf().map((cells) => [...cells, ''])))],
    [
      'Excel 的日期写法',
      '签到记录.csv',
      Buffer.from(text(rowsOf((at) => at.replace('T', ' ').replaceAll('-0', '/').replaceAll('-', '/')))),
    ],
  ] as const)
    test(`读得一样，放在内存或留在文件里都没有问题：${what}`, async () => {
      const folder = await caseWith(name, bytes);
      const reading = await readCase(folder);
      assert.deepEqual(told(reading), []);
      assert.deepEqual(contents(reading), WANTED);
      await sameAtRest(folder);
    });

  const lines = whole.split('\r\n');
  const changed = (line: number, change: (line: string) => string) =>
    lines.map((one, index) => (index === line - 1 ? change(one) : one)).join('\r\n');
  const { idNumber = '' } = MATERIAL.signIns[0] ?? {};
  for (const [what, bytes, rule, cell, left] of [
    ['没有闭合的引号', changed(3, (line) => `"${line}`), 'csv-open-quote', 'A3', 1],
    ['引号之后还有内容', changed(3, (line) => line.replace(/,(\d{17}.),/, ',"$1"张三,')), 'csv-after-quote', 'B3', 1],
    ['科学计数的号码', changed(3, (line) => line.replace(/\d{17}./, '3.10101E+17')), 'id-number-as-number', 'B3', 1],
    ['空字符', changed(3, (line) => line.replace('-', '\0')), 'csv-bad-byte', 'C3', 1],
    ['没有号码', changed(3, (line) => line.replace(/\d{17}./, '')), 'empty', 'B3', 1],
    [
      '校验位不符',
      changed(3, (line) => line.replace(/,(\d{17})./, (_all, head) => `,${head}${idNumber.endsWith('1') ? '2' : '1'}`)),
      'id-number',
      'B3',
      1,
    ],
    ['不存在的日期', changed(3, (line) => line.replace(/\d{4}-\d\d-\d\d/, '2022-02-30')), 'date', 'C3', 1],
    ['一格十万字', changed(3, (line) => line.replace(/^[^,]*/, '长'.repeat(100_000))), 'csv-too-long', 'A3', 1],
    ['空文件', '', 'csv-empty', 'A1', WANTED.length],
    ['只有空白', '\uFEFF \r\n\r\n', 'csv-empty', 'A1', WANTED.length],
  ] as const)
    test(`按其所是拒绝，说明行列，其余各行仍可读，不带出任何人的内容：${what}`, async () => {
      const folder = await caseWith('签到记录.csv', Buffer.from(bytes));
      const reading = await readCase(folder);
      assert.deepEqual(told(reading), [[`reader/${rule}`, '签到记录.csv', cell]]);
      assert.equal(contents(reading).length, WANTED.length - left);
      assert.doesNotMatch(JSON.stringify(reading.findings), new RegExp(`${idNumber}|张三|长长`));
      await sameAtRest(folder);
    });

  for (const [what, bytes, rule, cell] of [
    [
      '一个错误的字节',
      Buffer.from(
        changed(3, (line) => line.replace('2022', '20\xff22')),
        'latin1',
      ),
      'csv-bad-byte',
      'C3',
    ],
    [
      '停在字符中间的文件',
      Buffer.concat([Buffer.from(whole), Buffer.from('培').subarray(0, 2)]),
      'csv-cut',
      `A${WANTED.length + 2}`,
    ],
    [
      '停在半个字符的 UTF-16',
      Buffer.concat([utf16(whole, false, true), Buffer.from([0x57])]),
      'csv-cut',
      `A${WANTED.length + 2}`,
    ],
  ] as const)
    test(`损坏的字节按其所是拒绝：${what}`, async () => {
      const given = rule === 'csv-bad-byte' ? badByte(whole) : bytes;
      const folder = await caseWith('签到记录.csv', given);
      const reading = await readCase(folder);
      assert.deepEqual(told(reading), [[`reader/${rule}`, '签到记录.csv', cell]]);
      assert.equal(contents(reading).length, WANTED.length - (rule === 'csv-bad-byte' ? 1 : 0));
      await sameAtRest(folder);
    });

  test('与有数据的工作表并存是一处待定的冲突，行数少的一份不取代另一份', async () => {
    for (const content of [HEADER.join(','), text(rowsOf().slice(0, 1))]) {
      const folder = await caseWith('签到记录.csv', Buffer.from(content), MATERIAL.signIns);
      const reading = await readCase(folder);
      assert.deepEqual(told(reading), [['reader/record-file-and-sheet', '签到记录.csv', 'A1']]);
      assert.deepEqual(reading.findings[0]?.where[1], { file: 'case.xlsx', sheet: '签到记录', cell: 'A1' });
      assert.deepEqual(contents(reading), WANTED);
      assert.deepEqual(reading.files.csv, []);
    }
  });
  test('同一张表有两个文件时说明读了哪个；内容不同是错误，相同是提醒', async () => {
    const folder = await caseWith('签到记录.csv', Buffer.from(whole));
    writeFileSync(join(folder, '签到记录(1).csv'), whole);
    assert.deepEqual(told(await readCase(folder)), [['reader/record-file-unused', '签到记录(1).csv', undefined]]);
    writeFileSync(join(folder, '签到记录(1).csv'), text(rowsOf().slice(1)));
    assert.deepEqual(told(await readCase(folder)), [['reader/record-file-conflict', '签到记录(1).csv', undefined]]);
  });
  test('坏了的记录里写着谁，就不说谁少签到；看不出是谁，就不说任何人', async () => {
    const [victim, other] = [1, 1 + MATERIAL.signIns.findIndex((signIn) => signIn.idNumber !== idNumber)];
    const gone = lines.filter((_, index) => index !== other + 1);
    const damaged = (change: (line: string) => string) =>
      gone.map((line, index) => (index === victim ? change(line) : line)).join('\r\n');
    for (const [bytes, accused] of [
      [Buffer.from(damaged((line) => line.replace('-', '\0'))), 1],
      [Buffer.from(damaged((line) => `"${line}`)), 0],
      [Buffer.concat([Buffer.from(gone.join('\r\n')), Buffer.from('培').subarray(0, 2)]), 0],
    ] as const) {
      const folder = await caseWith('签到记录.csv', bytes);
      const scratch = mkdtempSync(join(tmpdir(), 'scratch-'));
      for (const options of [{}, { scratch, inMemory: 0 }]) {
        const [judged] = await judgeCases([await inputOfReading(await readCase(folder, options), 'case')], { scratch });
        const said = judged?.findings.filter(({ rule }) => rule === 'training/signed-in-daily') ?? [];
        assert.equal(said.filter(({ verdict }) => verdict === 'violation').length, accused);
      }
      rmSync(scratch, { recursive: true });
    }
  });
  test('留在文件里的记录与放在内存里的一样核查：花名册之外的人、倒置的时间、少签到的人', async () => {
    const folder = await caseWith('签到记录.csv', Buffer.from(text(rowsOf().slice(2))));
    const header = '地址,设备,结束时间,开始时间,章节,身份证号,培训课程';
    const sessions = MATERIAL.sessions.map(({ course, idNumber: id, chapter, start, end, device, address }, index) =>
      [
        address,
        device,
        index === 4 ? start : end,
        start,
        chapter,
        index === 9 ? '310101199001010012' : id,
        index === 7 ? '别的课程' : course,
      ].join(','),
    );
    writeFileSync(join(folder, '学习记录.csv'), [header, ...sessions].join('\n'));
    const material = { ...MATERIAL, signIns: [], sessions: [], materials: [] };
    writeFileSync(join(folder, 'case.xlsx'), await writeCase(material));
    const scratch = mkdtempSync(join(tmpdir(), 'scratch-'));
    const memory = await readCase(folder);
    const rest = await readCase(folder, { scratch, inMemory: 0 });
    assert.ok(memory.findings.length >= 3);
    assert.deepEqual(rest.findings, memory.findings);
    const [one] = await judgeCases([await inputOfReading(memory, 'case')]);
    const [other] = await judgeCases([await inputOfReading(rest, 'case')], { scratch });
    assert.deepEqual(other?.findings, one?.findings);
    rmSync(scratch, { recursive: true });
  });
  test('没有读取的记录文件被指名', async () => {
    const folder = await caseWith('2022年签到记录.csv', Buffer.from(whole), MATERIAL.signIns);
    writeFileSync(join(folder, '学员花名册.csv'), 'x');
    writeFileSync(join(folder, '说明.txt'), 'x');
    writeFileSync(join(folder, '~$签到记录.csv'), 'x');
    assert.deepEqual(told(await readCase(folder)), [
      ['reader/record-file-unused', '2022年签到记录.csv', undefined],
      ['reader/record-file-unused', '学员花名册.csv', undefined],
    ]);
  });
});

/** The same sign-in file with one byte in row 3 that is no character. */
function badByte(whole: string): Buffer {
  const bytes = Buffer.from(whole);
  const line = bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1;
  const at = bytes.indexOf('2022-', line);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at)]);
}

/** A file whose rows stay on the disk gives the same findings and rows. */
async function sameAtRest(folder: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'scratch-'));
  try {
    const memory = await readCase(folder);
    const rest = await readCase(folder, { scratch, inMemory: 0 });
    assert.deepEqual(rest.findings, memory.findings);
    assert.equal(rest.readable.signIns.length, 0);
    assert.deepEqual(await rowsIn(rest, scratch), await rowsIn(memory, scratch));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The sign-ins as the row engine holds them. */
async function rowsIn(reading: CaseReading, scratch: string): Promise<unknown[]> {
  const database = await openDatabase([subjectOf(await inputOfReading(reading, 'case'), 0)], scratch, []);
  try {
    const rows: unknown[] = [];
    for await (const row of database.rows('SELECT * FROM sign_ins ORDER BY row')) rows.push(row);
    return rows;
  } finally {
    database.close();
  }
}

describe('案例里的文件', () => {
  const picture = () => Buffer.from('ffd8ffd9', 'hex');
  async function listing(...names: string[]): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'plain-'));
    const materials = names.map((fileName, index) => ({
      row: index + 2,
      type: '培训方案' as const,
      fileName,
      order: index + 1,
    }));
    writeFileSync(join(folder, 'case.xlsx'), await writeCase({ ...MATERIAL, materials }));
    mkdirSync(join(folder, 'materials'));
    return folder;
  }
  test('材料只能是案例文件夹内的普通文件：路径、链接、管道、文件夹都不打开', async () => {
    const folder = await listing(
      '../secret.jpg',
      '/etc/hostname',
      'link.jpg',
      'pipe.jpg',
      'folder.jpg',
      'C:\\a.jpg',
      '..',
      'own.jpg',
    );
    writeFileSync(join(folder, 'secret.jpg'), picture());
    symlinkSync('/etc/hostname', join(folder, 'materials/link.jpg'));
    execFileSync('mkfifo', [join(folder, 'materials/pipe.jpg')]);
    mkdirSync(join(folder, 'materials/folder.jpg'));
    writeFileSync(join(folder, 'materials/own.jpg'), picture());
    const reading = await readCase(folder);
    assert.deepEqual(
      told(reading),
      [2, 3, 4, 5, 6, 7, 8].map((row) => ['reader/file-not-plain', 'case.xlsx', `B${row}`]),
    );
    assert.deepEqual([...(reading.files.materials ?? new Map()).keys()], ['own.jpg']);
    const { image } = await inputOfReading(reading, 'case');
    for (const item of reading.readable.materials)
      assert.equal((await image?.(item)) !== undefined, item.fileName === 'own.jpg');
  });
  test('文件名：一字不差的文件优先，只差大小写、空格或看不见的字符的一份也认，并点名一次', async () => {
    const other = Buffer.concat([picture(), picture()]);
    const both = await listing('a\u200b.jpg', 'a.jpg');
    writeFileSync(join(both, 'materials', 'a\u200b.jpg'), other);
    writeFileSync(join(both, 'materials', 'a.jpg'), picture());
    const reading = await readCase(both);
    assert.deepEqual(told(reading), []);
    const { image } = await inputOfReading(reading, 'case');
    const sizes = await Promise.all(reading.readable.materials.map(async (item) => (await image?.(item))?.length));
    assert.deepEqual(sizes, [8, 4]);
    for (const [listed, lies] of [
      ['a\u200b.jpg', 'a.jpg'],
      ['a.jpg', 'a\u200b.jpg'],
      ['a.jpg', 'a.jpg '],
      ['a.JPG', 'a.jpg'],
    ] as const) {
      const folder = await listing(listed);
      writeFileSync(join(folder, 'materials', lies), picture());
      const one = await readCase(folder);
      assert.deepEqual(told(one), [['reader/material-name', 'case.xlsx', 'B2']]);
      assert.deepEqual([...(one.files.materials ?? new Map()).keys()], [listed]);
    }
  });
  test('材料文件夹是指向别处的链接时，其中的文件不打开', async () => {
    const folder = await listing('own.jpg');
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    writeFileSync(join(elsewhere, 'own.jpg'), picture());
    rmSync(join(folder, 'materials'), { recursive: true });
    symlinkSync(elsewhere, join(folder, 'materials'));
    assert.deepEqual(told(await readCase(folder))[0], ['reader/file-not-plain', 'case.xlsx', 'B2']);
  });
  test('记录文件是管道或文件夹时不等待也不打开，其余照常读取', async () => {
    const folder = await caseWith('x', undefined, MATERIAL.signIns);
    execFileSync('mkfifo', [join(folder, '签到记录.csv')]);
    mkdirSync(join(folder, '考试记录.csv'));
    const reading = await readCase(folder);
    assert.deepEqual(
      new Set(told(reading).map(String)),
      new Set(['reader/file-not-plain,签到记录.csv,', 'reader/file-not-plain,考试记录.csv,']),
    );
    assert.deepEqual(contents(reading), WANTED);
  });
  test('表格是管道、文件夹或指向外面的链接时，一句话拒绝', async () => {
    for (const make of [
      (path: string) => execFileSync('mkfifo', [path]),
      (path: string) => mkdirSync(path),
      (path: string) => symlinkSync('/etc/hostname', path),
    ]) {
      const folder = mkdtempSync(join(tmpdir(), 'plain-'));
      make(join(folder, 'case.xlsx'));
      await assert.rejects(readCase(folder), (error) => error instanceof InputError && /没有读取/.test(error.message));
    }
  });
  test('materials 里没有列入清单的文件被指名，系统文件除外', async () => {
    const folder = await listing('own.jpg');
    for (const name of ['own.jpg', '补充协议.jpg', 'Thumbs.db', '.DS_Store', '~$a.jpg'])
      writeFileSync(join(folder, 'materials', name), picture());
    assert.deepEqual(told(await readCase(folder)), [['reader/material-unlisted', 'materials/补充协议.jpg', undefined]]);
  });
});

describe('case.json', () => {
  async function refusal(content: string | Uint8Array): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'json-'));
    writeFileSync(join(folder, 'case.json'), content);
    return readCase(folder).then(
      () => '',
      (error) => (error instanceof InputError ? error.message : `程序内部出错 ${error}`),
    );
  }
  for (const [what, content, sentence] of [
    ['十万层括号', '['.repeat(100_000), /嵌套超过/],
    ['出现两次的键', '{"学员花名册":[],"学员花名册":[]}', /第 1 行的键.*两次/],
    ['中途断开', '{"学员花名册":[{"姓名":"张三丰",', /第 1 行第 23 个字符/],
    ['多余的逗号', '{\n"学员花名册":[张三丰]}', /第 2 行第 \d+ 个字符/],
    ['错误的字节', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), /./],
  ] as const)
    test(`一句话拒绝，说明位置，不带出文件内容：${what}`, async () => {
      const said = await refusal(content);
      assert.match(said, sentence);
      assert.doesNotMatch(said, /张三丰|程序内部出错/);
    });
  test('UTF-16 和 GB18030 的 case.json 也能读', async () => {
    assert.equal(await refusal(Buffer.from('\uFEFF{"企业信息":{}}', 'utf16le')), '');
    assert.equal(await refusal(gb18030('{"企业信息":{"企业全称":"某某物业管理有限公司"}}')), '');
  });
  test('不是列表的工作表按没有内容处理，再长也不占内存', async () => {
    assert.equal(await refusal(`{"学员花名册":"${'a'.repeat(3_000_000)}"}`), '');
  });
});
