import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../domain/finding.ts';
import { honestCompany } from '../../fixtures/companies/index.ts';
import { companies } from '../../scripts/prove/companies/companies.ts';
import { Tally } from '../../scripts/prove/companies/tally.ts';
import { rateOf } from '../../scripts/prove/companies/wilson.ts';

// Values of the textbook formula, computed by hand: 0 of 10, 5 of 10, 4 of 1,000.
test('比率的 95 % 区间按威尔逊公式', () => {
  assert.deepEqual(rateOf(0, 10), { count: 0, of: 10, rate: 0, low: 0, high: 0.2775 });
  assert.deepEqual(rateOf(5, 10), { count: 5, of: 10, rate: 0.5, low: 0.2366, high: 0.7634 });
  assert.deepEqual(rateOf(4, 1000), { count: 4, of: 1000, rate: 0.004, low: 0.0016, high: 0.0102 });
});

test('每条规则对一家单位只计一次，符合、不适用和书写问题不计', () => {
  const company = honestCompany(1);
  const finding = (rule: string, verdict: Finding['verdict'], more = {}): Finding => ({
    rule,
    verdict,
    kind: 'case',
    subject: '',
    where: [],
    message: '',
    basis: '',
    evidence: [],
    ...more,
  });
  const tally = new Tally();
  tally.add(company, [
    finding('a', 'doubt'),
    finding('a', 'violation'),
    finding('b', 'pass'),
    finding('c', 'doubt', { kind: 'format' }),
  ]);
  tally.add({ ...company, fraud: { family: 'f', title: '手法', share: 1, careful: true } }, [
    finding('b', 'not-applicable'),
    finding('a', 'doubt'),
  ]);
  const alarms = tally.rules().map(({ rule, alarms, founds, f }) => [rule, alarms, founds, f]);
  assert.deepEqual(alarms, [
    ['a', 1, 1, 1],
    ['b', 0, 0, undefined],
    ['c', 0, 0, undefined],
  ]);
  assert.deepEqual(
    tally.families().map(({ family, founds, careful, bySeldomRules }) => [family, founds, careful, bySeldomRules]),
    [['f', 1, '1/1', 0]],
  );
});

test('小规模的证明：两种单位都核查，表中每条规则一行', async () => {
  const { figures, tables } = await companies.prove({ size: 3, seed: 2, say: () => {} });
  assert.equal(figures.honest, 3);
  assert.ok(Number(figures.dishonest) >= 3);
  assert.ok((tables?.rules ?? []).length > 50);
  assert.equal(
    (tables?.kinds ?? []).reduce((sum, { alarmOf }) => sum + Number(alarmOf), 0),
    3,
  );
});
