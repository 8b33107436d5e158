import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pointerLocate, standInCase } from '../../audit/dossiers/stand-ins.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import { personalValues, Redactor } from '../../evidence/redactor.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';

const material = cleanCase(61, { projects: 1, traineesPerProject: 3 });
const [first, second, third] = material.roster;
if (first === undefined || second === undefined || third === undefined) throw new Error('a case of three');
// Two persons whom a mask cannot tell apart.
second.idNumber = `${first.idNumber.slice(0, 3)}01019900101${first.idNumber.slice(-4)}`;
const { name: _name, ...content } = material;
const text = new Redactor(Buffer.alloc(32, 1), personalValues(material)).text(canonicalJson(content));

describe('证据包公开的案例', () => {
  const shown = standInCase(text, '甲公司');
  const numbers = shown?.roster.map(({ idNumber }) => idNumber) ?? [];

  test('掩码相同的两个人仍是两个人，各处的同一个人仍是同一个人', () => {
    assert.equal(new Set(numbers).size, 3);
    assert.deepEqual(
      numbers.map(maskIdNumber),
      material.roster.map(({ idNumber }) => maskIdNumber(idNumber)),
    );
    assert.deepEqual(
      shown?.sessions.filter(({ idNumber }) => idNumber === numbers[0]).map(({ row }) => row),
      material.sessions.filter(({ idNumber }) => idNumber === first.idNumber).map(({ row }) => row),
    );
  });

  test('没有一个真实的号码或姓名', () => {
    for (const { value } of personalValues(material)) assert.ok(!JSON.stringify(shown).includes(value), value);
  });

  test('位置是证据包中 case.json 的指针', () => {
    if (shown === undefined) throw new Error('it is a case');
    const locate = pointerLocate(shown, '甲公司/');
    const file = '甲公司/data/core/case.json';
    assert.deepEqual(locate('学员花名册', third.row, '手机号'), { file, sheet: '学员花名册', cell: '/roster/2/phone' });
    assert.equal(locate('企业信息', undefined, '账户名称').cell, '/enterprise/accountName');
    assert.equal(locate('办理日期', undefined, '备案提交').cell, '/dates/备案提交');
    assert.equal(locate('材料清单', undefined, '材料类型').cell, '/materials');
  });

  test('不是案例的内容不当作案例', () => {
    for (const other of ['', '{', '[]', '{"enterprise":1}']) assert.equal(standInCase(other, '甲'), undefined);
  });
});
