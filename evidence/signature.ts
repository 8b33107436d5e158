import { type KeyObject, sign, verify } from 'node:crypto';

/** Order of the P-256 group (SEC 2 §2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * ECDSA P-256 with SHA-256, DER, and s at most half the order: to every
 * signature (r, s) there is a second valid one (r, n − s) that anybody can
 * make, so of the two only one may count, or a seal could be changed unseen.
 */
export function signBytes(bytes: Uint8Array, key: KeyObject): Buffer {
  const raw = sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
  const [r, s] = [integer(raw.subarray(0, 32)), integer(raw.subarray(32))];
  const body = Buffer.concat([derInteger(r), derInteger(s > ORDER / 2n ? ORDER - s : s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

export function signatureHolds(bytes: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  // OpenSSL accepts canonical DER only, so the second integer stands where the first one's length says.
  if (!verify('sha256', bytes, key, signature)) return false;
  const s = signature.subarray(6 + (signature[3] ?? 0));
  return integer(s) <= ORDER / 2n;
}

function integer(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(0x02, positive.length), positive]);
}
