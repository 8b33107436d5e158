import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 (JCS): one spelling for a value, so that its digest is one too. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without a JSON form cannot be evidence');
  return text;
}

/**
 * Whether `text` is the canonical form of the JSON value that was parsed from
 * it, without writing that form anew: a statement over a long journal has megabytes.
 */
export function isCanonical(text: string, value: unknown): boolean {
  return text.isWellFormed() && JSON.stringify(value) === text && keysInOrder(value);
}

function keysInOrder(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return (
    keys.every((key, index) => key.isWellFormed() && (index === 0 || (keys[index - 1] ?? '') < key)) &&
    Object.values(value).every(keysInOrder)
  );
}

/** Lower-case hex. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** SHA-256 of a value's canonical form. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** SHA-256 of content that comes in pieces, without holding it whole. */
export function sha256Of(pieces: Iterable<Uint8Array>): string {
  const running = createHash('sha256');
  for (const piece of pieces) running.update(piece);
  return running.digest('hex');
}
