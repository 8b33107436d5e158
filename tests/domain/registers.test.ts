import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import { InputError } from '../../domain/errors.ts';
import { readRegisters } from '../../domain/registers/read-register.ts';
import { placeInRegister, type Register, rowsOf } from '../../domain/registers/register.ts';
import { registerDay } from '../../domain/registers/register-day.ts';

const scratch = mkdtempSync(join(tmpdir(), 'registers-test-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const ID = '310101199001010012';
const HEAD = '身份证号,参保单位,参保起,参保止\n';

async function read(name: string, content: string | Uint8Array): Promise<Register> {
  const path = join(mkdtempSync(join(scratch, 'given-')), name);
  writeFileSync(path, content);
  const [register] = await readRegisters([path], scratch);
  return register as Register;
}

async function rows(register: Register): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(
    `SELECT line::INTEGER AS line, * EXCLUDE (line, part, meant, beginning) REPLACE (${days(register)}) FROM ${rowsOf(register)} WHERE id IS NOT NULL ORDER BY part, line`,
  );
  connection.closeSync();
  instance.closeSync();
  return result.getRowObjectsJson();
}
const days = ({ keys }: Register) =>
  keys
    .filter((key) => /From|To|On$/.test(key))
    .map((key) => `"${key}"::VARCHAR AS "${key}"`)
    .join(', ') || '1 AS id';

const WHOLE = { id: ID, whole: true, unit: '上海样例有限公司', insuredFrom: '2021-07-01', insuredTo: null };

/** Two-byte codes of GB18030, found by asking what each one means. */
function gb18030(content: string): Buffer {
  const codes = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from(
    [...content].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : (codes.get(sign) ?? []))),
  );
}

describe('独立登记的读取', () => {
  const plain = `${HEAD}${ID},上海样例有限公司,2021-07-01,\n`;
  for (const [what, name, content, line] of [
    ['UTF-8 的 CSV', '参保.csv', plain, 2],
    ['GB18030 的 CSV', '参保.csv', gb18030(plain), 2],
    ['UTF-16 的制表符文本', '参保.txt', Buffer.from(`\uFEFF${plain.replaceAll(',', '\t')}`, 'utf16le'), 2],
    [
      '表头在标题下面，列名用别的说法',
      '参保.csv',
      `某区参保人员名册\n2022 年 5 月\n\n序号,姓名,公民身份号码,单位名称,参保起始年月,停保日期\n1,某某,${ID},上海样例有限公司,202107,至今\n`,
      5,
    ],
    [
      '号码前后有引号、空格和全角数字',
      '参保.csv',
      `${HEAD}="３１０１０１ 19900101 0012",上海样例有限公司,2021年7月,-\n`,
      2,
    ],
    ['合计、重复的表头和签字不是数据', '参保.csv', `${plain}${HEAD}合计,1 人,,\n制表人：,,,\n`, 2],
  ] as const)
    test(what, async () => {
      const register = await read(name, content);
      assert.deepEqual(await rows(register), [{ line, ...WHOLE }]);
      assert.deepEqual(
        [register.roles, register.rows, register.unidentified, register.unread],
        [['insurance'], 1, 0, 0],
      );
    });

  test('小写 x 和 15 位旧号码保留到比对，空行之后行号不变', async () => {
    const register = await read(
      '养老.csv',
      `身份证号,养老待遇起\n11010519491231002x,2009-01\n\n110105491231002,2009/1/1\n`,
    );
    assert.deepEqual(await rows(register), [
      { line: 2, id: '11010519491231002X', whole: true, pensionFrom: '2009-01-01' },
      { line: 4, id: '110105491231002', whole: true, pensionFrom: '2009-01-01' },
    ]);
    assert.deepEqual(placeInRegister(register, 0, 4, 'pensionFrom'), { file: '养老.csv', cell: 'B4' });
  });

  test('丢了末尾几位的号码不用于比对，但数得出；看不懂的日期使该行不作数', async () => {
    const register = await read(
      '参保.csv',
      `${HEAD}3.10101E+17,上海样例有限公司,2021-07,\n${ID},上海样例有限公司,05/06/21,\n${ID},上海样例有限公司,2022-01-01,\n`,
    );
    assert.deepEqual([register.rows, register.unidentified, register.unread], [2, 1, 1]);
    assert.deepEqual(
      (await rows(register)).map((row) => (row as { whole: boolean }).whole),
      [false, true],
    );
  });

  test('工作簿的每张可见工作表都是登记的一部分，日期格、序号和文本都认得', async () => {
    const book = new ExcelJS.Workbook();
    for (const [name, from] of [
      ['第一页', new Date(Date.UTC(2021, 6, 1))],
      ['第二页', 44378],
      ['第三页', '20210701'],
    ] as const) {
      const sheet = book.addWorksheet(name);
      sheet.addRow(['学籍登记']);
      sheet.addRow(['姓名', '身份证号', '入学时间', '毕业时间']);
      sheet.addRow(['某某', ID, from, null]);
      sheet.addRow(['某某', Number(ID), from, null]);
    }
    book.addWorksheet('说明').addRow(['本表由某处导出']);
    book.addWorksheet('旧表', { state: 'hidden' }).addRows([
      ['身份证号', '学籍起'],
      [ID, '1999-01-01'],
    ]);
    const register = await read('学籍.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
    assert.deepEqual(
      await rows(register),
      [1, 2, 3].map(() => ({ line: 3, id: ID, whole: true, enrolledFrom: '2021-07-01', enrolledTo: null })),
    );
    assert.equal(register.unidentified, 3);
    assert.deepEqual(placeInRegister(register, 1, 3, 'enrolledFrom'), {
      file: '学籍.xlsx',
      sheet: '第二页',
      cell: 'C3',
    });
  });

  test('Parquet：日期、时间戳、整数和文本列都认得，位置写行号', async () => {
    const path = join(mkdtempSync(join(scratch, 'given-')), '登记.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT ${ID}::BIGINT AS "证件号码", DATE '2019-09-01' AS "入学日期", TIMESTAMP '2023-06-30 00:00:00' AS "毕业日期", 20211103 AS "死亡日期", '202201' AS "养老待遇起") TO '${path}' (FORMAT parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    const [register] = (await readRegisters([path], scratch)) as [Register];
    assert.deepEqual(await rows(register), [
      {
        line: 1,
        id: ID,
        whole: true,
        enrolledFrom: '2019-09-01',
        enrolledTo: '2023-06-30',
        diedOn: '2021-11-03',
        pensionFrom: '2022-01-01',
      },
    ]);
    assert.deepEqual(register.roles, ['pension', 'school', 'death']);
    assert.deepEqual(placeInRegister(register, 0, 1, 'diedOn'), { file: '登记.parquet', cell: '第 1 行' });
  });

  test('补贴登记里写了单位，不因此当作参保登记', async () => {
    const register = await read(
      '补贴.csv',
      `身份证号,单位名称,课程名称,发放日期\n${ID},上海样例有限公司,客户服务,2021-09\n`,
    );
    assert.deepEqual(register.roles, ['subsidy']);
  });
});

describe('独立登记的日期', () => {
  for (const [written, first, last = first] of [
    ['2022-05-09', '2022-05-09'],
    ['2022/5/9 0:00:00', '2022-05-09'],
    ['2022年5月9日', '2022-05-09'],
    ['20220509', '2022-05-09'],
    ['２０２２．５．９', '2022-05-09'],
    ['1978.09', '1978-09-01', '1978-09-30'],
    ['202402', '2024-02-01', '2024-02-29'],
    ['2022年12月', '2022-12-01', '2022-12-31'],
    ['至今', undefined],
    ['9999-12-31', undefined],
    ['', undefined],
  ] as const)
    test(`「${written}」`, () => assert.deepEqual(registerDay(written), first === undefined ? {} : { first, last }));
  for (const written of ['05/06/21', '2022-13', '2022-02-30', '1822-01-01', '21-3-4', '约 2021 年'])
    test(`「${written}」不猜`, () => assert.equal(registerDay(written), 'unreadable'));
});

describe('不能读取的独立登记', () => {
  const someone = `${ID},上海样例有限公司,2021-07-01,\n`;
  const broken = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(300, 7)]);
  for (const [what, name, content, sentence] of [
    ['没有身份证号列', '参保.csv', `姓名,参保单位,参保起\n某某,上海样例有限公司,2021-07\n`, /缺少「身份证号」列/],
    [
      '没有可比对的列',
      '名册.csv',
      `姓名,身份证号,联系电话\n某某,${ID},13900000000\n`,
      /缺少可比对的列（「参保单位」「养老待遇起」/,
    ],
    ['有学籍止而没有学籍起', '学籍.csv', `身份证号,毕业日期\n${ID},2021-07\n`, /缺少「学籍起」列/],
    [
      '企业登记没有信用代码',
      '企业.csv',
      '企业名称,法定代表人,联系电话\n样例,某某,021-00000001\n',
      /缺少「身份证号」列|缺少「统一社会信用代码」列/,
    ],
    ['没有表头', '参保.csv', someone, /没有表头/],
    ['两列身份证号', '参保.csv', `身份证号,身份证号,参保单位\n${ID},${ID},样例\n`, /有 2 列「身份证号」/],
    ['没有一行数据', '参保.csv', HEAD, /没有一行数据/],
    ['号码都丢了末尾几位', '参保.csv', `${HEAD}3.10101E+17,样例,2021-07,\n`, /没有一个能识别的号码（共 1 行/],
    ['日期都看不懂', '参保.csv', `${HEAD}${ID},样例,05/06/21,\n`, /「参保起」没有一个能识别的日期/],
    ['空文件', '参保.csv', '', /是空文件/],
    ['损坏的 Parquet', '参保.parquet', broken, /不是完整的 Parquet 文件/],
    ['名为 Parquet 的文本', '参保.parquet', HEAD + someone, /不是完整的 Parquet 文件/],
    ['名为 .xlsx 的文本', '参保.xlsx', HEAD + someone, /不是 Excel 表格/],
    [
      '损坏的工作簿',
      '参保.xlsx',
      Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100, 1)]),
      /已损坏或不完整|不是 Excel 表格/,
    ],
    ['PDF', '参保.pdf', '%PDF-1.7\n', /PDF/],
  ] as const)
    test(what, async () => {
      await assert.rejects(read(name, content), (error) => {
        assert.ok(error instanceof InputError, String(error));
        assert.match(error.message, sentence);
        assert.match(error.message, new RegExp(name.replace('.', '\\.')));
        assert.match(error.message, /。$/);
        assert.doesNotMatch(error.message, /\d{15}|\n/);
        return true;
      });
    });
  test('不存在的文件和文件夹', async () => {
    await assert.rejects(
      readRegisters([join(scratch, `${ID}.csv`)], scratch),
      /找不到独立登记「.*310\*{11}0012\.csv」/,
    );
    await assert.rejects(readRegisters([scratch], scratch), /不是普通文件/);
  });
});
