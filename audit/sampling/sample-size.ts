import { criticalValue } from './normal.ts';

/** Share of a defect that needs the largest sample: nothing is assumed. */
const WORST_SHARE = 0.5;
/** A float's last digits must not add a person. */
const ROUNDING = 1e-9;

/**
 * How many of `population` to draw so that a share is known within ±`error` at this confidence, with the finite
 * population correction: n₀ = z²·p·(1−p)/e², n = n₀/(1+(n₀−1)/N) (Cochran, Sampling Techniques, 3rd ed. 1977, §4.4).
 */
export function sampleSize(population: number, confidence: number, error: number): number {
  if (population === 0) return 0;
  const z = criticalValue(confidence);
  const unlimited = (z * z * WORST_SHARE * (1 - WORST_SHARE)) / (error * error);
  const size = unlimited / (1 + (unlimited - 1) / population);
  return Math.ceil(size - ROUNDING);
}
