import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { allocate } from '../../audit/sampling/allocate.ts';
import { estimate } from '../../audit/sampling/confirmed.ts';
import { sampleSize } from '../../audit/sampling/sample-size.ts';
import { source } from '../../fixtures/factories/random.ts';

const SEED = 20220425;

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
