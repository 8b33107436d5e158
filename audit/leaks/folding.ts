/** A sign that no value is made of: space, dash, quote, tag bracket. */
export const SKIPPED = -1;
const UNKNOWN = 0;
const known = new Int32Array(0x10000).fill(UNKNOWN);

/**
 * A UTF-16 unit as it counts when values are compared: full-width and circled
 * forms, case and accents gone, every script's digits as 0–9. A table, because
 * every byte of a run's leavings passes here several times.
 */
export function folded(unit: number): number {
  const before = known[unit] ?? SKIPPED;
  if (before !== UNKNOWN) return before;
  const result = fold(String.fromCharCode(unit));
  known[unit] = result;
  return result;
}

function fold(sign: string): number {
  // Halves of letters beyond the basic plane count as they are.
  if (/[\ud800-\udfff]/.test(sign)) return sign.charCodeAt(0);
  const plain = sign.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const [letter = ''] = plain;
  if (!/[\p{L}\p{N}]/u.test(letter)) return SKIPPED;
  return /\p{Nd}/u.test(letter) ? 0x30 + digitValue(letter) : letter.charCodeAt(0);
}

/** Digits of other scripts stand in blocks of ten. */
function digitValue(digit: string): number {
  const point = digit.charCodeAt(0);
  if (point < 0x80) return point - 0x30;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCharCode(point - value - 1))) value += 1;
  return value;
}

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
