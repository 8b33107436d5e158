import { createHmac } from 'node:crypto';

/**
 * Where something stands in the random order of a seed value: HMAC-SHA256 over what names it. It depends on nothing
 * else, so that neither the order nor the number of the others changes it. Compared as text; never shown: with the seed
 * value known, an ID number could be found by trying.
 */
export function rankOf(seed: number, ...names: string[]): string {
  return createHmac('sha256', `call-back ${seed}`).update(names.join('\u0000')).digest('hex');
}

/** In that order. */
export function byRank<T>(list: readonly T[], rank: (one: T) => string): T[] {
  return list
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ one }) => one);
}
