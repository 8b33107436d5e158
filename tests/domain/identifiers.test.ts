import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkBankAccount } from '../../domain/identifiers/bank-account.ts';
import { checkCreditCode, creditCodeOf } from '../../domain/identifiers/credit-code.ts';
import { checkDistrict, currentDistrict, DISTRICTS, findDistrict } from '../../domain/identifiers/districts.ts';
import { checkIdNumber, idNumberWithCheck } from '../../domain/identifiers/id-number.ts';
import { maskAccount, maskIdNumber, maskPhone } from '../../domain/identifiers/mask.ts';
import { checkMobile } from '../../domain/identifiers/mobile.ts';

const reason = (checked: ReturnType<typeof checkIdNumber>) => (checked.ok ? '' : checked.reason);

describe('公民身份号码', () => {
  test('真实的号码被接受，小写 x、空格和全角被归一', () => {
    for (const raw of [
      '11010519491231002X',
      '11010519491231002x',
      ' 110105 19491231 002X',
      '１１０１０５１９４９１２３１００２Ｘ',
    ]) {
      assert.deepEqual(checkIdNumber(raw), { ok: true, value: '11010519491231002X' });
    }
    assert.equal(checkIdNumber('310101199001010012').ok, true);
  });
  test('已撤销的区县代码仍然有效', () => {
    for (const region of ['310103', '310108', '310119', '310230'])
      assert.equal(checkIdNumber(idNumberWithCheck(`${region}19900101001`)).ok, true);
  });
  for (const [raw, pattern] of [
    ['310101199001010011', /校验位/],
    ['31011519850229001X', /不是真实日期/],
    ['310101900101001', /15 位旧号码/],
    ['31010119900101001', /17 位/],
    ['990101199001010012', /地区码/],
    ['31010119900101001A', /数字或 X/],
    ['', /为空/],
    [310101199001010000, /以数字格式保存/],
    [null, /为空/],
  ] as const) {
    test(`${String(raw) || '空值'} 被拒绝并说明原因`, () => assert.match(reason(checkIdNumber(raw)), pattern));
  }
  test('出生日期晚于当日的被拒绝', () => {
    const unborn = idNumberWithCheck('31010120220426001');
    assert.match(reason(checkIdNumber(unborn, '2022-04-25')), /晚于 2022-04-25/);
    assert.equal(checkIdNumber(unborn, '2022-04-26').ok, true);
  });
  test('任何一位数字改动都会被发现', () => {
    const digits = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 12 }),
      year: fc.integer({ min: 1950, max: 2004 }),
      tail: fc.integer({ min: 0, max: 999 }),
      at: fc.integer({ min: 0, max: 16 }),
      by: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(digits, ({ day, month, year, tail, at, by }) => {
        const two = (value: number) => String(value).padStart(2, '0');
        const valid = idNumberWithCheck(`310101${year}${two(month)}${two(day)}${String(tail).padStart(3, '0')}`);
        assert.equal(checkIdNumber(valid).ok, true);
        const changed = [...valid];
        changed[at] = String((Number(changed[at]) + by) % 10);
        assert.equal(checkIdNumber(changed.join('')).ok, false);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('统一社会信用代码', () => {
  test('真实的代码被接受，包括余数为 0 的', () => {
    for (const code of ['91310101MA1FP0A02G', '91310110MA100021X0', '91310101ma1fp0a02g'])
      assert.equal(checkCreditCode(code).ok, true, code);
  });
  for (const [raw, pattern] of [
    ['91310101MA1FP0A02H', /校验位/],
    ['91310101MAIFP0A02G', /「I」/],
    ['91310101MA1FP0A02', /17 位/],
    ['', /为空/],
  ] as const) {
    test(`${raw || '空值'} 被拒绝并说明原因`, () => assert.match(reason(checkCreditCode(raw)), pattern));
  }
  test('任何一位改动都会被发现', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 0, max: 16 }),
        fc.constantFrom(...alphabet),
        (body, at, other) => {
          const valid = creditCodeOf('91', '310101', body.join(''));
          // The check character of 组织机构代码 may be one that GB 32100 does not use; such codes are not issued.
          fc.pre(checkCreditCode(valid).ok && valid[at] !== other);
          assert.equal(checkCreditCode(valid.slice(0, at) + other + valid.slice(at + 1)).ok, false);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

test('手机号：加 86、空格和数字格式被归一，位数和号段不对的被拒绝', () => {
  for (const raw of ['13800001234', '+86 138 0000 1234', '138-0000-1234', 13800001234])
    assert.deepEqual(checkMobile(raw), { ok: true, value: '13800001234' });
  for (const raw of ['1380000123', '12345678901', 'abc', '']) assert.equal(checkMobile(raw).ok, false);
});

test('银行账号只收数字，长度 8 至 30 位', () => {
  assert.equal(checkBankAccount('3100 0000 1234 5678').ok, true);
  for (const raw of ['1234567', '62ab5678', '', '1'.repeat(31), 1e20]) assert.equal(checkBankAccount(raw).ok, false);
});

test('十六个区按全称和简称都能认出，外地的区认不出', () => {
  assert.equal(DISTRICTS.length, 16);
  for (const name of ['浦东新区', '浦东新', '浦东', '上海市浦东新区'])
    assert.equal(findDistrict(name)?.name, '浦东新区');
  assert.equal(findDistrict('黄浦')?.code, '310101');
  for (const name of ['', '姑苏区', '区']) assert.equal(findDistrict(name), undefined);
});

test('号码显示时遮住中间', () => {
  assert.equal(maskIdNumber('310101199001010012'), '310***********0012');
  assert.equal(maskPhone('13800001234'), '138****1234');
  assert.equal(maskAccount('310012345678'), '********5678');
  assert.equal(maskIdNumber('123'), '***');
});

test('区划代码给出今天的区，已撤销的并入新区，外地的没有', () => {
  for (const [code, name] of [
    ['310101', '黄浦区'],
    ['310103', '黄浦区'],
    ['310108', '静安区'],
    ['310119', '浦东新区'],
    ['310230', '崇明区'],
  ] as const)
    assert.equal(currentDistrict(code), name);
  for (const code of ['310000', '320102', '']) assert.equal(currentDistrict(code), undefined);
});

test('每个区有自己的邮箱和虚构的办公电话', () => {
  assert.equal(new Set(DISTRICTS.map(({ mailbox }) => mailbox)).size, 16);
  for (const { code, mailbox, officePhone, guide } of DISTRICTS) {
    assert.match(mailbox, /^jiucu@[a-z]+\.example$/);
    assert.equal(officePhone, `021-0000${code.slice(2)}`);
    assert.notEqual(guide, '');
  }
});

test('区名归为全称，认不出的说明应填什么', () => {
  for (const [raw, name] of [
    ['静安', '静安区'],
    ['上海静安区', '静安区'],
    [' 上海市 静安区 ', '静安区'],
  ] as const)
    assert.deepEqual(checkDistrict(raw), { ok: true, value: name });
  assert.match(reason(checkDistrict('静安上海市')), /「静安上海市」不是上海市的区/);
  assert.equal(checkDistrict('区静安').ok, false);
});

test('银行账号恰好 8 位和 30 位可以，数字格式到 15 位为止可以', () => {
  for (const raw of ['12345678', '1'.repeat(30), '1234-5678', 999_999_999_999_999])
    assert.equal(checkBankAccount(raw).ok, true, String(raw));
  assert.match(reason(checkBankAccount('1234567')), /现为 7 位/);
  assert.match(reason(checkBankAccount('1'.repeat(31))), /现为 31 位/);
  assert.match(reason(checkBankAccount('')), /为空/);
  assert.match(reason(checkBankAccount('a12345678')), /只能是数字/);
  assert.match(reason(checkBankAccount('12345678a')), /只能是数字/);
  assert.match(reason(checkBankAccount(1_000_000_000_000_000)), /数字格式/);
});

test('手机号的每种错误各有说明', () => {
  for (const [raw, pattern] of [
    ['', /为空/],
    ['1380000123a', /只能是数字/],
    ['a3800001234', /只能是数字/],
    ['138000012345', /现为 12 位/],
    ['12000001234', /以 12 开头/],
    ['21380000123', /以 21 开头/],
  ] as const)
    assert.match(reason(checkMobile(raw)), pattern);
  for (const raw of ['008613800001234', '8613800001234']) assert.equal(checkMobile(raw).ok, true, raw);
  assert.equal(checkMobile('13000861234').ok, true);
});

test('身份证号的首尾多余字符和不存在的省份被拒绝，在世省份都接受', () => {
  assert.match(reason(checkIdNumber('1310101199001010012')), /现为 19 位/);
  assert.match(reason(checkIdNumber('A10101199001010012')), /只能是 17 位数字/);
  assert.match(reason(checkIdNumber('1234567890123456')), /现为 16 位/);
  assert.match(reason(checkIdNumber('31010190010100A')), /现为 15 位/);
  for (const province of ['11', '15', '21', '23', '31', '37', '41', '46', '50', '54', '61', '65', '71', '81', '83'])
    assert.equal(checkIdNumber(idNumberWithCheck(`${province}010119900101001`)).ok, true, province);
  for (const province of ['10', '16', '20', '24', '30', '38', '40', '47', '55', '60', '66', '70', '72', '80', '84'])
    assert.match(reason(checkIdNumber(idNumberWithCheck(`${province}010119900101001`))), /地区码/, province);
  assert.equal(checkIdNumber(idNumberWithCheck('31010120220426001')).ok, true);
});

test('过短的号码全部遮住，刚够长的露出首尾', () => {
  assert.equal(maskIdNumber('1234567'), '*******');
  assert.equal(maskIdNumber('12345678'), '123*5678');
  assert.equal(maskPhone('1234567'), '*******');
  assert.equal(maskPhone('12345678'), '123****5678');
  assert.equal(maskAccount('1234'), '****');
  assert.equal(maskAccount('12345'), '*2345');
});
