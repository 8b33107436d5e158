import { criticalValue } from './normal.ts';
import type { ConfirmedShare, SampledTraining, SampleStratum } from './sample.ts';

/** What was called of one stratum. */
interface Called {
  population: number;
  called: number;
  confirmed: number;
}

/**
 * The share of trainings that are confirmed: all cases together, then each. People with findings are a census and
 * the others a sample, so each part has its own interval, and the whole has the sum of both, which is on the wide side.
 */
export function confirmedShares(
  strata: readonly SampleStratum[],
  trainings: readonly SampledTraining[],
  confidence: number,
): ConfirmedShare[] {
  const cases = [...new Set(strata.map((stratum) => stratum.case))];
  return [undefined, ...cases].map((name) => {
    const own = strata.filter((stratum) => name === undefined || stratum.case === name);
    const groups = own.map((stratum) => ({ ...stratum, ...calledOf(stratum, trainings) }));
    const population = sum(groups, (group) => group.population);
    const called = sum(groups, (group) => group.called);
    const parts = [true, false].map((certain) =>
      estimate(
        groups.filter((group) => group.certain === certain),
        confidence,
      ),
    );
    const bound = (of: 'low' | 'high') =>
      called === 0 ? undefined : sum(parts, (part) => (part.population * part[of]) / population);
    return {
      case: name,
      population,
      drawn: sum(groups, ({ drawn }) => drawn),
      called,
      confirmed: sum(groups, ({ confirmed }) => confirmed),
      share: shareOf(parts.filter(({ share }) => share !== undefined)),
      low: bound('low'),
      high: bound('high'),
    };
  });
}

function shareOf(parts: readonly { population: number; share: number | undefined }[]): number | undefined {
  const population = sum(parts, (part) => part.population);
  return population === 0 ? undefined : sum(parts, (part) => (part.population * (part.share ?? 0)) / population);
}

function calledOf(
  { case: name, course, employment, certain, population }: SampleStratum,
  trainings: readonly SampledTraining[],
): Called {
  const results = trainings
    .filter(
      (one) => one.case === name && one.course === course && one.employment === employment && one.certain === certain,
    )
    .flatMap(({ result }) => (result === undefined ? [] : [result]));
  return {
    population,
    called: results.length,
    confirmed: results.filter(({ inPerson, confirms }) => inPerson === '是' && confirms === '确认').length,
  };
}

/**
 * Strata weighted by their size (Cochran 1977, §5.3); Wilson's interval (JASA 22, 1927), which holds for shares near
 * 0 and 1 and small numbers, on the effective number of calls: reduced for unequal weights (Kish, Survey Sampling, 1965,
 * §11.7), enlarged by the finite population correction, so that a census has no width. Without calls the interval is 0
 * to 1.
 */
export function estimate(strata: readonly Called[], confidence: number) {
  const population = sum(strata, (stratum) => stratum.population);
  const asked = strata.filter(({ called }) => called > 0);
  const called = sum(asked, (stratum) => stratum.called);
  if (population === 0) return { population, share: undefined, low: 0, high: 0 };
  if (called === 0) return { population, share: undefined, low: 0, high: 1 };
  const weights = asked.map((stratum) => ({ ...stratum, weight: stratum.population / stratum.called }));
  const total = sum(weights, (stratum) => stratum.population);
  const share = sum(weights, ({ weight, confirmed }) => weight * confirmed) / total;
  const kish = total ** 2 / sum(weights, (stratum) => stratum.called * stratum.weight ** 2);
  const effective = (kish * (total - 1)) / (total - called);
  const { low, high } = called === total ? { low: share, high: share } : wilson(share, effective, confidence);
  // Of a stratum without calls nothing is known: the interval is 0 to 1.
  const uncalled = population - total;
  return {
    population,
    share,
    low: (total * low) / population,
    high: (total * high + uncalled) / population,
  };
}

function wilson(share: number, size: number, confidence: number): { low: number; high: number } {
  const z = criticalValue(confidence);
  const middle = (share + (z * z) / (2 * size)) / (1 + (z * z) / size);
  const half = (z / (1 + (z * z) / size)) * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}
