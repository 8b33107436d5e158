/**
 * Distribution function of the standard normal by its convergent series
 * (Abramowitz & Stegun 26.2.11): exact to the last digits for |x| < 6.
 */
function normalShare(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > Number.EPSILON * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

/** The z of a two-sided interval: 0.95 gives 1.95996. `confidence` lies above 0 and below 0.99999. */
export function criticalValue(confidence: number): number {
  const wanted = (1 + confidence) / 2;
  let [low, high] = [0, 6];
  while (high - low > 1e-13) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
