import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plusDays } from '../../domain/date.ts';
import { PolicyPack } from '../../domain/policy/pack.ts';
import { PACKS } from '../../domain/policy/packs.ts';
import { PolicyError, policyFor, policyForFiling, subsidyFor, subsidyPerPerson } from '../../domain/policy/policy.ts';

/** The first and the last day of all packs: nothing here depends on which years there are. */
const FIRST = PACKS.map((pack) => pack.validFrom).sort()[0] ?? '';
const LAST =
  PACKS.map((pack) => pack.validTo)
    .sort()
    .at(-1) ?? '';

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
  for (const day of [plusDays(FIRST, -1), plusDays(LAST, 1)])
    assert.throws(
      () => policyFor(day),
      (error) => error instanceof PolicyError && error.message.includes(day),
    );
});
test('备案截止之日还适用，次日起不再适用；没有截止日的，适用到有效期满', () => {
  const [city] = PACKS.filter((pack) => pack.id === 'sh-2022');
  assert.ok(city);
  const until = [{ ...city, filedTo: '2022-06-30' }];
  assert.equal(policyForFiling('2022-06-30', undefined, until).id, 'sh-2022');
  assert.throws(
    () => policyForFiling('2022-07-01', undefined, until),
    /2022-07-01 的备案没有适用的补贴政策（收录到 2022-06-30/,
  );
  assert.equal(policyForFiling(city.validTo, undefined, [{ ...city, filedTo: undefined }]).id, 'sh-2022');
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
test('每个时期从首日到末日都有政策，前后各一天没有，并说明已收录的时期', () => {
  for (const pack of PACKS) {
    assert.equal(policyFor(pack.validFrom).id, pack.id);
    assert.equal(policyFor(pack.validTo).id, pack.id);
  }
  for (const day of [plusDays(FIRST, -1), plusDays(LAST, 1)])
    assert.throws(() => policyFor(day), new RegExp(`${day} 没有适用的补贴政策（已收录 ${FIRST} 至 ${LAST}）`));
});
test('2023 年只办理此前备案的项目，新的备案没有政策，说明到哪一天为止', () => {
  assert.equal(policyFor('2023-02-06').id, 'sh-2023');
  assert.equal(policyForFiling('2022-12-31').id, 'sh-2022');
  for (const day of ['2023-01-01', '2023-06-30', '2023-12-31'])
    assert.throws(
      () => policyForFiling(day),
      (error) =>
        error instanceof PolicyError &&
        error.message.startsWith(`${day} 的备案没有适用的补贴政策（收录到 2022-12-31 的备案`),
    );
  assert.throws(() => policyForFiling('2019-12-31'), /2019-12-31 没有适用的补贴政策/);
});
test('收录的时期不因次序而变', () => {
  const reversed = [...PACKS].reverse();
  assert.throws(() => policyFor(plusDays(LAST, 1), undefined, reversed), new RegExp(`已收录 ${FIRST} 至 ${LAST}`));
});
test('只有区政策的日期，别的区没有政策', () => {
  const [city] = PACKS;
  assert.ok(city);
  const own = { ...city, id: 'own', district: '黄浦区' };
  assert.equal(policyFor('2020-05-01', '黄浦区', [own]).id, 'own');
  for (const district of ['静安区', undefined])
    assert.throws(() => policyFor('2020-05-01', district, [own]), PolicyError);
});
test('每条依据写明内容和出处，每个阈值写明理由', () => {
  for (const { clauses, signs, undertakings } of PACKS) {
    for (const { text, citation } of Object.values(clauses)) {
      assert.match(text, /[一-鿿]{4,}/);
      assert.notEqual(citation, '');
    }
    for (const { value, reason } of Object.values(signs)) {
      assert.ok(value > 0);
      assert.match(reason, /[一-鿿]{6,}/);
    }
    assert.equal(undertakings.length, 5);
  }
});
test('缺少字段的政策包不被接受', () => {
  const [city] = PACKS;
  assert.ok(city);
  for (const part of ['parameters', 'signs', 'clauses'] as const) {
    assert.equal(PolicyPack.safeParse({ ...city, [part]: {} }).success, false, part);
  }
  const subsidy = (value: object) => ({ ...city, parameters: { ...city.parameters, subsidy: value } });
  for (const value of [{ kind: 'flat' }, { kind: 'share', share: 0.95 }, { kind: 'gift' }])
    assert.equal(PolicyPack.safeParse(subsidy(value)).success, false);
  assert.equal(PolicyPack.safeParse({ ...city, undertakings: [{}] }).success, false);
  assert.equal(PolicyPack.safeParse({ ...city, signs: { ...city.signs, dailyMinutes: {} } }).success, false);
  assert.equal(PolicyPack.safeParse({ ...city, clauses: { ...city.clauses, order: {} } }).success, false);
  assert.equal(PolicyPack.safeParse({}).success, false);
});
