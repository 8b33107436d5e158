import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { drawSample, type Judged } from '../../audit/sampling/draw.ts';
import { sampleSize } from '../../audit/sampling/sample-size.ts';
import { plainLocate } from '../../domain/case/tables/locate.ts';
import type { Finding } from '../../domain/finding.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';

const SEED = 20220425;
const USUAL = { confidence: 0.95, error: 0.1 };

const chosen = (sample: ReturnType<typeof drawSample>) =>
  sample.trainings.map(({ code, input, entry }) => `${code} ${input.case.name} ${entry.course} ${entry.idNumber}`);

describe('抽取', () => {
  const cases = () => [3, 4, 5, 6].map((seed) => judged(seed, { projects: 2, traineesPerProject: 21 }));
  test('同一种子值抽出同样的人，与案例的先后无关', () => {
    const first = drawSample(cases(), { seed: 9, ...USUAL });
    fc.assert(
      fc.property(fc.shuffledSubarray(cases(), { minLength: 4 }), (shuffled) => {
        const again = drawSample(shuffled, { seed: 9, ...USUAL });
        assert.deepEqual(chosen(again), chosen(first));
        assert.equal(again.id, first.id);
      }),
      { seed: SEED, numRuns: 20 },
    );
  });
  test('花名册的行序不影响抽到谁', () => {
    const [one] = cases();
    if (one === undefined) throw new Error('there are cases');
    const people = (sample: ReturnType<typeof drawSample>) =>
      sample.trainings.map(({ entry }) => entry.idNumber).sort();
    const first = people(drawSample([one], { seed: 9, ...USUAL }));
    const material = { ...one.input.case, roster: [...one.input.case.roster].reverse() };
    assert.deepEqual(
      people(drawSample([{ ...one, input: { ...one.input, case: material } }], { seed: 9, ...USUAL })),
      first,
    );
  });
  test('不同种子值抽出不同的人，抽样编号也不同', () => {
    const samples = [1, 2, 3].map((seed) => drawSample(cases(), { seed, ...USUAL }));
    assert.equal(new Set(samples.map((sample) => chosen(sample).join())).size, 3);
    assert.equal(new Set(samples.map(({ id }) => id)).size, 3);
  });
  test('一个人的次序与别人无关：去掉没抽中的人，各层抽中的人不会换人', () => {
    const [one] = cases();
    if (one === undefined) throw new Error('there are cases');
    const options = { seed: 4, confidence: 0.8, error: 0.2 };
    const first = drawSample([one], options);
    const drawn = new Set(first.trainings.map(({ entry }) => entry));
    for (const spared of one.input.case.roster.filter((entry) => !drawn.has(entry))) {
      const roster = one.input.case.roster.filter((entry) => entry !== spared);
      const again = drawSample([{ ...one, input: { ...one.input, case: { ...one.input.case, roster } } }], options);
      const kept = new Set(again.trainings.map(({ entry }) => entry));
      // Sizes of strata may change by one: then it is the next or the last in the order, never a change of places.
      for (const { course, employment } of first.strata) {
        const own = roster.filter((entry) => entry.course === course && entry.employment === employment);
        const [before, after] = [own.filter((entry) => drawn.has(entry)), own.filter((entry) => kept.has(entry))];
        const [fewer, more] = before.length < after.length ? [before, after] : [after, before];
        assert.ok(fewer.every((entry) => more.includes(entry)));
      }
    }
  });
  test('各人被抽中的机会相等（卡方检验）', () => {
    const one = judged(7, { projects: 1, traineesPerProject: 34 });
    const form = one.input.case.roster[0]?.employment ?? '劳动合同';
    const roster = one.input.case.roster.filter(({ employment }) => employment === form);
    const input = { ...one.input, case: { ...one.input.case, roster } };
    const times = new Map(roster.map(({ idNumber }) => [idNumber, 0]));
    let drawn = 0;
    const runs = 1000;
    for (let seed = 0; seed < runs; seed += 1)
      for (const { entry } of drawSample([{ input, findings: [] }], { seed, confidence: 0.8, error: 0.2 }).trainings) {
        times.set(entry.idNumber, (times.get(entry.idNumber) ?? 0) + 1);
        drawn += 1;
      }
    const expected = drawn / roster.length;
    const share = expected / runs;
    // Drawn without replacement: each count varies by n·p·(1−p).
    const chi = [...times.values()].reduce((sum, count) => sum + (count - expected) ** 2 / (expected * (1 - share)), 0);
    // 99.9 % of the chi-square distribution by Wilson and Hilferty.
    const freedom = roster.length - 1;
    const limit = freedom * (1 - 2 / (9 * freedom) + 3.0902 * Math.sqrt(2 / (9 * freedom))) ** 3;
    assert.ok(chi < limit, `${chi} ${limit}`);
    assert.ok(chi > freedom / 3, `${chi}: too even for chance`);
  });
  test('有错误或存疑的人全部抽中，单独成层，并写明规则', () => {
    const one = judged(8, { projects: 1, traineesPerProject: 34 });
    const [named, pointed, passed, called] = one.input.case.roster;
    if (named === undefined || pointed === undefined || passed === undefined || called === undefined)
      throw new Error('34');
    const finding = (rule: string, verdict: Finding['verdict'], about: Partial<Finding>): Finding => ({
      ...{ rule, verdict, kind: 'case', subject: 'x', where: [], message: '', basis: '', evidence: [] },
      ...about,
    });
    const findings = [
      finding('signs/shared-device', 'doubt', { evidence: [`涉及：${maskIdNumber(named.idNumber)}`] }),
      finding('people/insured', 'violation', { where: [one.input.locate('学员花名册', pointed.row, '参保状态')] }),
      finding('people/insured', 'pass', { subject: maskIdNumber(passed.idNumber) }),
      // What was answered on the phone may not decide who is phoned.
      finding('people/call-back-confirms', 'violation', { subject: maskIdNumber(called.idNumber) }),
    ];
    const sample = drawSample([{ ...one, findings }], { seed: 1, ...USUAL });
    const certain = sample.trainings.filter((training) => training.certain);
    assert.deepEqual(
      certain.map(({ entry, reasons }) => [entry.idNumber, reasons]),
      [
        [named.idNumber, ['signs/shared-device']],
        [pointed.idNumber, ['people/insured']],
      ],
    );
    assert.equal(sample.certain, 2);
    assert.equal(sample.size, sampleSize(32, 0.95, 0.1));
    for (const stratum of sample.strata.filter((candidate) => candidate.certain))
      assert.equal(stratum.drawn, stratum.population);
  });
  test('同一人在同一项目登记两次只算一人次', () => {
    const one = judged(9, { projects: 1, traineesPerProject: 5 });
    const [person] = one.input.case.roster;
    if (person !== undefined) one.input.case.roster.push({ ...person, row: 99 });
    assert.equal(drawSample([one], { seed: 1, ...USUAL }).population, 5);
  });
  test('编号不含个人信息：报告的读者不能由种子值试出身份证号', () => {
    const { trainings } = drawSample(cases(), { seed: 1, ...USUAL });
    trainings.forEach(({ code }, index) => {
      assert.equal(code, `H${String(index + 1).padStart(4, '0')}`);
    });
  });
});

function judged(
  seed: number,
  size: { projects: number; traineesPerProject: number },
  findings: Finding[] = [],
): Judged {
  return { input: { case: cleanCase(seed, size), locate: plainLocate('case.xlsx') }, findings };
}
