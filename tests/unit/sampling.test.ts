import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { allocate } from '../../audit/sampling/allocate.ts';
import { estimate } from '../../audit/sampling/confirmed.ts';
import { drawSample, type Judged } from '../../audit/sampling/draw.ts';
import { criticalValue } from '../../audit/sampling/normal.ts';
import { sampleSize } from '../../audit/sampling/size.ts';
import { plainLocate } from '../../domain/case/locate.ts';
import type { Finding } from '../../domain/finding.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { source } from '../../fixtures/factories/random.ts';

const SEED = 20220425;
const USUAL = { confidence: 0.95, error: 0.1 };

function judged(
  seed: number,
  size: { projects: number; traineesPerProject: number },
  findings: Finding[] = [],
): Judged {
  return { input: { case: cleanCase(seed, size), locate: plainLocate('case.xlsx') }, findings };
}

const chosen = (sample: ReturnType<typeof drawSample>) =>
  sample.trainings.map(({ code, input, entry }) => `${code} ${input.case.name} ${entry.course} ${entry.idNumber}`);

describe('样本量', () => {
  test('临界值与正态分布表一致', () => {
    for (const [confidence, z] of [
      [0.8, 1.281552],
      [0.9, 1.644854],
      [0.95, 1.959964],
      [0.99, 2.575829],
      [0.999, 3.290527],
    ] as const)
      assert.ok(Math.abs(criticalValue(confidence) - z) < 5e-7, `${confidence}`);
  });
  test('与教科书的样本量一致（Cochran 公式和有限总体修正）', () => {
    for (const [population, confidence, error, size] of [
      [1_000_000_000, 0.95, 0.1, 97],
      [1_000_000_000, 0.95, 0.05, 385],
      [10_000, 0.95, 0.05, 370],
      [1_000, 0.95, 0.05, 278],
      [1_000, 0.95, 0.1, 88],
      [100, 0.95, 0.1, 50],
      [30, 0.95, 0.1, 24],
      [1, 0.95, 0.1, 1],
      [0, 0.95, 0.1, 0],
    ] as const)
      assert.equal(sampleSize(population, confidence, error), size, `${population} ${error}`);
  });
  test('样本不超过总体，总体越大、误差越小、置信越高，样本不减', () => {
    const share = fc.double({ min: 0.5, max: 0.999, noNaN: true });
    const margin = fc.double({ min: 0.01, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), share, margin, (population, confidence, error) => {
        const size = sampleSize(population, confidence, error);
        assert.ok(size >= 1 && size <= population);
        assert.ok(sampleSize(population + 1, confidence, error) >= size);
        assert.ok(sampleSize(population, confidence, error / 2) >= size);
        assert.ok(sampleSize(population, Math.min(0.9999, confidence + 0.0005), error) >= size);
      }),
      { seed: SEED },
    );
  });
});

describe('分层', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 40 });
  test('各层至少一人、不超过该层，按比例相差不到一人，合计不少于样本量', () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (strata, share) => {
        const population = strata.reduce((sum, size) => sum + size, 0);
        const total = Math.max(1, Math.floor(population * share));
        const drawn = allocate(strata, total);
        strata.forEach((size, index) => {
          const [own = 0, quota] = [drawn[index], (total * size) / population];
          assert.ok(own >= 1 && own <= size);
          assert.ok(Math.abs(own - quota) < 1, `${own} ${quota}`);
        });
        const sum = drawn.reduce((a, b) => a + b, 0);
        assert.ok(sum >= total);
        assert.ok(sum - total <= drawn.filter((own) => own === 1).length);
      }),
      { seed: SEED },
    );
  });
  test('多出的名额给余数最大的层，余数相等时给在前的层', () => {
    assert.deepEqual(allocate([50, 30, 20], 7), [4, 2, 1]);
    assert.deepEqual(allocate([60, 30, 10], 5), [3, 2, 1]);
  });
  test('样本量等于总体时全部抽取', () => {
    fc.assert(
      fc.property(sizes, (strata) => {
        assert.deepEqual(
          allocate(
            strata,
            strata.reduce((sum, size) => sum + size, 0),
          ),
          strata,
        );
      }),
      { seed: SEED },
    );
  });
  test('每个案例的每个项目和用工形式都抽到人', () => {
    const sample = drawSample(
      [judged(1, { projects: 3, traineesPerProject: 34 }), judged(2, { projects: 2, traineesPerProject: 8 })],
      { seed: 1, ...USUAL },
    );
    assert.ok(sample.strata.length >= 6);
    for (const stratum of sample.strata) {
      const own = sample.trainings.filter(
        ({ input, entry }) =>
          input.case.name === stratum.case &&
          entry.course === stratum.course &&
          entry.employment === stratum.employment,
      );
      assert.equal(own.length, stratum.drawn);
      assert.ok(own.length >= 1);
    }
  });
});

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
      ...{ rule, verdict, subject: 'x', where: [], message: '', basis: '', evidence: [] },
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

describe('确认比例的区间', () => {
  const close = (actual: number | undefined, expected: number) =>
    assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 5e-4, `${actual} ${expected}`);
  test('总体很大时就是 Wilson 区间', () => {
    const half = estimate([{ population: 1e9, called: 100, confirmed: 50 }], 0.95);
    close(half.low, 0.4038);
    close(half.high, 0.5962);
    const all = estimate([{ population: 1e9, called: 10, confirmed: 10 }], 0.95);
    close(all.low, 0.7225);
    assert.equal(all.high, 1);
  });
  test('全部回访过，区间没有宽度；总体越小区间越窄', () => {
    assert.deepEqual(estimate([{ population: 20, called: 20, confirmed: 19 }], 0.95), {
      population: 20,
      share: 0.95,
      low: 0.95,
      high: 0.95,
    });
    assert.deepEqual(estimate([{ population: 1, called: 1, confirmed: 1 }], 0.95), {
      population: 1,
      share: 1,
      low: 1,
      high: 1,
    });
    const width = (population: number) => {
      const { low, high } = estimate([{ population, called: 20, confirmed: 15 }], 0.95);
      return high - low;
    };
    assert.ok(width(25) < width(100) && width(100) < width(10_000));
  });
  test('没有人回访，什么都有可能', () => {
    assert.deepEqual(estimate([{ population: 20, called: 0, confirmed: 0 }], 0.95), {
      population: 20,
      share: undefined,
      low: 0,
      high: 1,
    });
  });
  test('抽取、回访一千次，区间约 95% 次含有真实比例，平均不宽于 ±10%', () => {
    for (const [strata, size, truth] of [
      [3, 20, 0.9],
      [40, 30, 0.95],
      [40, 30, 0.5],
    ] as const) {
      const random = source(SEED, `coverage ${strata} ${truth}`);
      const sizes = Array.from({ length: strata }, (_, index) => size + (index % 3) * 5);
      const population = sizes.reduce((sum, own) => sum + own, 0);
      const drawn = allocate(sizes, sampleSize(population, 0.95, 0.1));
      let [covered, width] = [0, 0];
      const runs = 1000;
      for (let run = 0; run < runs; run += 1) {
        const people = sizes.map((own) => Array.from({ length: own }, () => random.number.float() < truth));
        const called = people.map((own, index) => random.helpers.shuffle(own).slice(0, drawn[index]));
        const yes = (list: readonly boolean[]) => list.filter(Boolean).length;
        const { low, high } = estimate(
          called.map((own, index) => ({ population: sizes[index] ?? 0, called: own.length, confirmed: yes(own) })),
          0.95,
        );
        const share = yes(people.flat()) / population;
        if (low <= share && share <= high) covered += 1;
        width += (high - low) / runs;
      }
      assert.ok(covered / runs > 0.93 && covered / runs < 0.98, `${strata} ${truth}: ${covered}`);
      assert.ok(width <= 0.2, `${strata} ${truth}: ${width}`);
    }
  });
  test('还没有回访的层两头都算进区间', () => {
    const half = [
      { population: 50, called: 50, confirmed: 50 },
      { population: 50, called: 0, confirmed: 0 },
    ];
    assert.deepEqual(estimate(half, 0.95), { population: 100, share: 1, low: 0.5, high: 1 });
    const denied = half.map((stratum) => ({ ...stratum, confirmed: 0 }));
    assert.deepEqual(estimate(denied, 0.95), { population: 100, share: 0, low: 0, high: 0.5 });
  });
  test('各层按总体加权', () => {
    const { share } = estimate(
      [
        { population: 900, called: 10, confirmed: 10 },
        { population: 100, called: 10, confirmed: 0 },
      ],
      0.95,
    );
    close(share, 0.9);
  });
  test('比例总在区间之内，区间在 0 与 1 之间', () => {
    const stratum = fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.nat(300), fc.nat(300))
      .map(([population, asked, yes]) => {
        const called = Math.min(population, asked);
        return { population, called, confirmed: Math.min(called, yes) };
      });
    fc.assert(
      fc.property(
        fc.array(stratum, { minLength: 1, maxLength: 8 }),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        (strata, confidence) => {
          const { share, low, high } = estimate(strata, confidence);
          assert.ok(low >= 0 && high <= 1 && low <= high);
          if (share !== undefined) assert.ok(low <= share + 1e-12 && share <= high + 1e-12);
        },
      ),
      { seed: SEED },
    );
  });
});
