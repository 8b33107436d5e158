/**
 * How many to draw from each stratum: in proportion to its size by largest remainders, all in whole numbers,
 * the earlier stratum first where remainders are equal. A stratum that would get none gets one on top,
 * so that no other gives any up: the precision that was asked for stays.
 */
export function allocate(sizes: readonly number[], total: number): number[] {
  const population = sizes.reduce((sum, size) => sum + size, 0);
  if (population === 0) return sizes.map(() => 0);
  const shares = sizes.map((size, index) => ({
    index,
    whole: Math.floor((total * size) / population),
    rest: (total * size) % population,
  }));
  const drawn = shares.map(({ whole }) => whole);
  const left = total - drawn.reduce((sum, count) => sum + count, 0);
  for (const { index } of shares.toSorted((a, b) => b.rest - a.rest || a.index - b.index).slice(0, left))
    drawn[index] = (drawn[index] ?? 0) + 1;
  return drawn.map((count, index) => Math.min(sizes[index] ?? 0, Math.max(1, count)));
}
