import { createHmac } from 'node:crypto';

/** Bytes that follow from the seed value and a purpose alone (HMAC-SHA256 in counter mode). */
export function seededBytes(seed: number, purpose: string, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; counter * 32 < length; counter += 1) {
    blocks.push(createHmac('sha256', `seed ${seed}`).update(`${purpose} ${counter}`).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/** A decimal string of `digits` digits. */
export function seededDigits(seed: number, purpose: string, digits: number): string {
  return (seededBytes(seed, purpose, 8).readBigUInt64BE() % 10n ** BigInt(digits)).toString().padStart(digits, '0');
}

/** The same order for the same seed value and purpose. */
export function seededSample<T>(seed: number, purpose: string, items: readonly T[], size: number): T[] {
  return items
    .map((item, index) => ({ item, index, key: seededBytes(seed, `${purpose} ${index}`, 8).readBigUInt64BE() }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .slice(0, size)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}
