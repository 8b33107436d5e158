import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enterpriseSize } from '../../domain/policy/enterprise-size.ts';
import { PolicyPack } from '../../domain/policy/pack.ts';
import { PACKS } from '../../domain/policy/packs.ts';
import { PolicyError, policyFor, subsidyFor, subsidyPerPerson } from '../../domain/policy/policy.ts';

test('每个政策包都符合格式，有依据，时期互不重叠', () => {
  const sorted = [...PACKS].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  for (const [index, pack] of sorted.entries()) {
    PolicyPack.parse(pack);
    assert.match(pack.citation, /沪人社/);
    const next = sorted[index + 1];
    if (next !== undefined) assert.ok(pack.validTo < next.validFrom);
  }
});
test('政策之外的日期被拒绝，不作猜测', () => {
  for (const day of ['2020-01-31', '2024-01-01'])
    assert.throws(
      () => policyFor(day),
      (error) => error instanceof PolicyError && error.message.includes(day),
    );
});
test('区的政策包先于全市的', () => {
  const [city] = PACKS.filter((pack) => pack.id === 'sh-2022');
  assert.ok(city);
  const own = { ...city, id: 'huangpu-2022', district: '黄浦区' };
  assert.equal(policyFor('2022-05-01', '黄浦区', [...PACKS, own]).id, 'huangpu-2022');
  assert.equal(policyFor('2022-05-01', '静安区', [...PACKS, own]).id, 'sh-2022');
});
test('2022 年每人 600 元；此前为费用的 95%，最高 600 元', () => {
  assert.equal(subsidyFor(policyFor('2022-05-01'), 30), 18_000);
  const earlier = policyFor('2021-05-01');
  assert.equal(subsidyPerPerson(earlier, 500), 475);
  assert.equal(subsidyPerPerson(earlier, 333.33), 316.66);
  assert.equal(subsidyPerPerson(earlier, 800), 600);
  assert.equal(subsidyPerPerson(earlier), 600);
});
test('物业管理企业规模：两项都达到才算，缺一项降一级', () => {
  assert.equal(enterpriseSize(1000, 50_000_000), '大型');
  assert.equal(enterpriseSize(1000, 49_999_999), '中型');
  assert.equal(enterpriseSize(299, 50_000_000), '小型');
  assert.equal(enterpriseSize(99, 5_000_000), '微型');
});
