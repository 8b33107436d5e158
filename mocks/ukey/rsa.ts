import { checkPrimeSync, createPrivateKey, type KeyObject } from 'node:crypto';
import { seededBytes } from '../base/seeded.ts';

const EXPONENT = 65537n;
const SMALL_PRIMES = [
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
  79n,
  83n,
  89n,
  97n,
];

/** An RSA-2048 key that follows from the seed value: for practice only, never for anything secret. */
export function seededRsaKey(seed: number, purpose: string): KeyObject {
  const p = seededPrime(seed, `${purpose} p`);
  const q = seededPrime(seed, `${purpose} q`);
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const jwk = { kty: 'RSA', n: p * q, e: EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const key = Object.fromEntries(
    Object.entries(jwk).map(([name, value]) => [name, typeof value === 'bigint' ? base64Url(value) : value]),
  );
  return createPrivateKey({ key, format: 'jwk' });
}

/** The first prime at or after a seeded start with the top two bits set, coprime to the exponent. */
function seededPrime(seed: number, purpose: string): bigint {
  const start = seededBytes(seed, purpose, 128);
  start[0] = (start[0] ?? 0) | 0xc0;
  start[127] = (start[127] ?? 0) | 1;
  let candidate = BigInt(`0x${start.toString('hex')}`);
  while (
    SMALL_PRIMES.some((prime) => candidate % prime === 0n) ||
    (candidate - 1n) % EXPONENT === 0n ||
    !checkPrimeSync(candidate)
  )
    candidate += 2n;
  return candidate;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

function base64Url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}
