/** Of 19 in 20 such intervals the true rate lies within. */
const Z = 1.959_963_985;

export interface Rate {
  count: number;
  of: number;
  rate: number;
  low: number;
  high: number;
}

/** The 95 % interval of a rate by Wilson's score, which also holds where nothing, or everything, was counted. */
export function rateOf(count: number, of: number): Rate {
  if (of === 0) return { count, of, rate: 0, low: 0, high: 1 };
  const rate = count / of;
  const square = Z * Z;
  const centre = rate + square / (2 * of);
  const half = Z * Math.sqrt((rate * (1 - rate)) / of + square / (4 * of * of));
  const bounded = (value: number) => Math.min(1, Math.max(0, value / (1 + square / of)));
  return {
    count,
    of,
    rate: rounded(rate),
    low: rounded(bounded(centre - half)),
    high: rounded(bounded(centre + half)),
  };
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
