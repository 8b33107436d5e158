import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 (JCS): one spelling for a value, so that its digest is one too. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without a JSON form cannot be evidence');
  return text;
}

/** Lower-case hex. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** SHA-256 of a value's canonical form. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** Of what comes in pieces, without holding it. */
export function sha256Of(pieces: Iterable<Uint8Array>): string {
  const running = createHash('sha256');
  for (const piece of pieces) running.update(piece);
  return running.digest('hex');
}
