import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { allocate } from '../../audit/sampling/allocate.ts';
import { drawSample, type Judged } from '../../audit/sampling/draw.ts';
import { criticalValue } from '../../audit/sampling/normal.ts';
import { sampleSize } from '../../audit/sampling/sample-size.ts';
import { plainLocate } from '../../domain/case/tables/locate.ts';
import type { Finding } from '../../domain/finding.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';

const SEED = 20220425;
const USUAL = { confidence: 0.95, error: 0.1 };

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

function judged(
  seed: number,
  size: { projects: number; traineesPerProject: number },
  findings: Finding[] = [],
): Judged {
  return { input: { case: cleanCase(seed, size), locate: plainLocate('case.xlsx') }, findings };
}
