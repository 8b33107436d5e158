import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCell } from '../../domain/case/cells/cell.ts';
import type { RawCell } from '../../domain/case/cells/raw.ts';
import type { Column, ColumnKind } from '../../domain/case/model/layout.ts';
import { idNumberWithCheck } from '../../domain/identifiers/id-number.ts';

const column = (kind: ColumnKind, more: Partial<Column> = {}): Column => ({
  key: 'x',
  header: '列',
  kind,
  note: '',
  width: 1,
  ...more,
});
const read = (cell: RawCell | RawCell['value'], kind: ColumnKind, more: Partial<Column> = {}, textOnly = false) =>
  readCell(cell !== null && typeof cell === 'object' ? cell : { value: cell }, column(kind, more), textOnly);
const date = (value: string): RawCell => ({ value, isDate: true });

describe('时间单元格', () => {
  for (const [written, moment] of [
    ['2022-05-09 09:00:00', '2022-05-09T09:00:00'],
    ['2022-5-9 9:5', '2022-05-09T09:05:00'],
    ['2022/5/9 14:30:15.123', '2022-05-09T14:30:15'],
    ['2022.5.9 9:00', '2022-05-09T09:00:00'],
    ['2022年5月9日上午9时05分', '2022-05-09T09:05:00'],
    ['2022年5月9日 9时', '2022-05-09T09:00:00'],
    ['2022年5月9日8点23分15秒', '2022-05-09T08:23:15'],
    ['2022-05-09 9:00 AM', '2022-05-09T09:00:00'],
    ['2022-05-09 12:15 a.m.', '2022-05-09T00:15:00'],
    ['2022-05-09 12:15 PM', '2022-05-09T12:15:00'],
    ['2022/05/09 下午 2:30', '2022-05-09T14:30:00'],
    ['2022/05/09 下午14:30', '2022-05-09T14:30:00'],
    ['2022-05-09 中午12:10', '2022-05-09T12:10:00'],
    ['2022-05-09 晚上8:00', '2022-05-09T20:00:00'],
    ['2022-05-09  09：00：00', '2022-05-09T09:00:00'],
    ['2022-05-09T09:00:00+08:00', '2022-05-09T09:00:00'],
    ['20220509090000', '2022-05-09T09:00:00'],
    ['202205090900', '2022-05-09T09:00:00'],
    ['2022-05-09 09:00:00 星期一', '2022-05-09T09:00:00'],
    ['２０２２－０５－０９　０９：００', '2022-05-09T09:00:00'],
    [20220509090000, '2022-05-09T09:00:00'],
    [44690.375, '2022-05-09T09:00:00'],
    [date('2022-05-09T09:00:00'), '2022-05-09T09:00:00'],
    [{ value: 43228.375, from1904: true }, '2022-05-09T09:00:00'],
  ] as [RawCell | string | number, string][])
    test(`${typeof written === 'object' ? JSON.stringify(written) : written} 读作 ${moment}`, () => {
      assert.equal(read(written, 'moment').value, moment);
    });

  for (const [written, why] of [
    ['2022.5.9', /只有日期，没有时间/],
    ['20220509', /只有日期，没有时间/],
    [20220509, /只有日期，没有时间/],
    [44690, /只有日期，没有时间/],
    [date('2022-05-09'), /只有日期，没有时间/],
    ['08:23', /只有时间，没有日期/],
    ['上午8时23分', /只有时间，没有日期/],
    [0.35, /只有时间，没有日期/],
    [date('08:24:00'), /只有时间，没有日期/],
    [0, /是 0，没有日期/],
    [date('00:00:00'), /是 0，没有日期/],
    ['5/9/2022', /哪个是月、哪个是日/],
    ['22-5-9 8:00', /年份只有两位，可能是 2022-05-09/],
    ['2022111', /位数不足/],
    ['2022-05-09 24:00:00', /24 时/],
    ['2022-05-09 25:00:00', /不是真实存在的时间/],
    ['2022-02-30 09:00', /不是真实存在的日期/],
    ['2022-05-09T09:00:00Z', /时区/],
    ['2022-05-09T09:00:00-05:00', /时区/],
    ['2022-05-09 上午15:00', /与钟点不符/],
    ['2022-05-09 09:00:00 星期二', /日期与星期不符/],
    ['2022-05-09 08:58:00~17:30:00', /看不懂的写法/],
    ['2022-05-09 09:00:00（补签）', /看不懂的写法/],
    ['二〇二二年五月九日', /看不懂的写法/],
    ['44690.35', /可能是日期序号，即 2022-05-09/],
    ['1652058000', /时间戳，即北京时间 2022-05-09 09:00:00/],
    [1652058000000, /时间戳，即北京时间 2022-05-09 09:00:00/],
    ['2202-05-09 09:00:00', /是 2202 年/],
    [date('1998-05-09T09:00:00'), /是 1998 年/],
    [1.5, /是 1899 年/],
    [-1, /不是日期/],
    [1e9 - 1, /不是日期/],
  ] as [RawCell | string | number, RegExp][])
    test(`${typeof written === 'object' ? JSON.stringify(written) : written} 在其单元格被拒绝并说明`, () => {
      const { value, problem } = read(written, 'moment');
      assert.equal(value, undefined);
      assert.match(problem?.message ?? '', why);
      assert.doesNotMatch(problem?.message ?? '', /1899-12/);
    });

  test('日期列取其中的日子：文字、序号、带时刻的都行，只有时刻的不行', () => {
    for (const written of [
      '2022.5.9',
      '2022年5月9日',
      '20220509',
      20220509,
      44690,
      date('2022-05-09'),
      date('2022-05-09T17:30:00'),
    ])
      assert.equal(read(written, 'day').value, '2022-05-09', JSON.stringify(written));
    assert.equal(read({ value: 43228, from1904: true }, 'day').value, '2022-05-09');
    assert.match(read(date('00:00:00'), 'optionalDay').problem?.message ?? '', /没有日期/);
    assert.deepEqual(read('', 'optionalDay'), { doubts: [] });
  });
});

describe('号码单元格', () => {
  const ID = '310101199001010012';
  for (const [what, written] of [
    ['强制方向符', `\u202d${ID}\u202c`],
    ['词连接符', `31010119\u20609001010012`],
    ['软连字符', `310101199\u00ad001010012`],
    ['变体选择符', `${ID}\ufe0f`],
    ['对象替换符', `${ID}\ufffc`],
    ['删除符', `${ID}\u007f`],
    ['零宽空格', `310101\u200b199001010012`],
  ] as const)
    test(`身份证号里的${what}被忽略，并点名一次`, () => {
      const { value, doubts } = read(written, 'idNumber');
      assert.equal(value, ID);
      assert.equal(doubts.length, 1);
      assert.match(doubts[0]?.message ?? '', new RegExp(`U\\+[0-9A-F]{4} .*${what.slice(0, 2)}`));
    });
  test('开头的撇号被忽略并说明；手机号前的 86 和括号不算错', () => {
    assert.equal(read(`'${ID}`, 'idNumber').value, ID);
    assert.match(read(`'${ID}`, 'idNumber').doubts[0]?.message ?? '', /撇号/);
    for (const written of ['8619905545571', '(+86)19905545571', '0086-199-0554-5571', '+86 19905545571'])
      assert.equal(read(written, 'mobile').value, '19905545571', written);
  });
  for (const [kind, written] of [
    ['idNumber', 310101199001010000],
    ['idNumber', '3.10101E+17'],
    ['creditCode', 913101010000000000],
    ['mobile', '1.99E+16'],
    ['account', 6222020000000000],
    ['account', '6.22202E+15'],
    ['account', 1e15],
  ] as [ColumnKind, string | number][])
    test(`${kind} 的 ${written} 超过 15 位，末尾已丢失，被拒绝`, () => {
      assert.match(read(written, kind).problem?.message ?? '', /已丢失/);
    });
  test('15 位以内的数字没有丢失什么：读取并提醒设为文本', () => {
    const { value, doubts } = read(123456789012345, 'account');
    assert.equal(value, '123456789012345');
    assert.equal(doubts[0]?.rule, 'number-for-text');
  });
  test('末三位是 0 又校验不符的身份证号，说明多半丢了末尾', () => {
    assert.match(read('440981199001020000', 'idNumber').problem?.message ?? '', /末尾几位已丢失/);
  });
  for (const [written, document] of [
    ['H12345678', /回乡证/],
    ['M1234567890', /回乡证/],
    ['h１２３４５６７８', /回乡证/],
    ['12345678', /台胞证/],
    ['E12345678', /护照/],
    ['EA1234567', /护照/],
    ['USA310091010212', /永久居留身份证（旧版）/],
    [idNumberWithCheck('91015619900101001'), /外国人永久居留身份证/],
  ] as const)
    test(`${written.slice(0, 3)}… 的号码被认出不是公民身份号码`, () => {
      assert.match(read(written, 'idNumber').problem?.message ?? '', document);
      assert.match(read(written, 'idNumber').problem?.message ?? '', /只收公民身份号码/);
    });
  test('港澳台居民居住证上是公民身份号码，照常读取；填错一位时说明是哪种号码', () => {
    const valid = idNumberWithCheck('81000019920102001');
    assert.equal(read(valid, 'idNumber').value, valid);
    const wrong = `${valid.slice(0, 17)}${valid.endsWith('0') ? '1' : '0'}`;
    assert.match(read(wrong, 'idNumber').problem?.message ?? '', /居住证.*校验位不符/);
  });
  test('一格里两个手机号被拒绝', () => {
    assert.match(read('19905545571/19905545572', 'mobile').problem?.message ?? '', /不止一个号码/);
  });
});

describe('文字和数字单元格', () => {
  const name = { personal: true } as const;
  test('姓名中的数字、括号、表情和乱码被拒绝，说明里没有姓名', () => {
    for (const [written, what] of [
      ['张三2', '数字'],
      ['张三②', '数字'],
      ['张三（补）', '括号'],
      ['张三【组长】', '括号'],
      ['张三😀', '图形'],
      ['张三★', '图形'],
      ['张\ufffd三', '乱码'],
    ] as const) {
      const message = read(written, 'text', name).problem?.message ?? '';
      assert.match(message, new RegExp(what), written);
      assert.doesNotMatch(message, /张/);
    }
  });
  test('少数民族姓名、生僻字和外文名照读；对齐用的空格和看不见的字符忽略并说明', () => {
    for (const written of ['买买提·吐尔逊', '𠮷田', '〇一', "Anne-Marie O'Neil"])
      assert.deepEqual(read(written, 'text', name), { value: written, doubts: [] });
    assert.equal(read('张　三', 'text', name).value, '张三');
    assert.equal(read('张\u200b三', 'text', name).value, '张三');
    assert.match(read('张\ue000', 'text', name).doubts[0]?.message ?? '', /造字/);
  });
  test('课程名里的数字和括号没有问题', () => {
    assert.equal(read('物业管理（2022）', 'text').value, '物业管理（2022）');
  });
  test('只有看不见的字符的格子就是空的', () => {
    assert.equal(read('\u200b\u200b', 'text').problem?.rule, 'empty');
  });
  test('数字按人的写法读取，程序员的写法和丢了位置的逗号被拒绝', () => {
    for (const [written, value] of [
      ['1,200', 1200],
      ['１２', 12],
      ['600元', 600],
      ['45.5', 45.5],
      ['+3', 3],
    ] as const)
      assert.equal(read(written, 'number').value, value, written);
    for (const written of ['0x10', '1e3', '1,2,3', '12%', 'Infinity', '三', '1 2', ''])
      assert.ok(read(written, 'number').problem, written);
    assert.ok(read(date('2022-05-09'), 'number').problem);
  });
});
