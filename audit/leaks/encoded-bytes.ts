import type { View } from './view.ts';

/** Bytes that were written as text, and where that text began. */
export interface EncodedBytes {
  name: 'base64' | 'hex';
  bytes: Uint8Array;
  origin: number;
  /** Read from the middle of a group, because nobody knows where a run began: noise, unless a value shows in it. */
  shifted: boolean;
}

/** Both alphabets (RFC 4648), also in lines (RFC 2045). A PIN alone comes to eight signs. */
const BASE64 = /[A-Za-z0-9+/_-]{40,}(?:\r?\n[A-Za-z0-9+/_-]{2,})+={0,2}|[A-Za-z0-9+/_-]{8,}={0,2}/g;
const HEX = /(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s:,-]{0,2}){6,}/g;

export function* encodedBytes(view: View): Generator<EncodedBytes> {
  for (const { 0: run, index } of view.text.matchAll(BASE64)) {
    const signs = run.replace(/[\r\n=]/g, '');
    for (let shift = 0; shift < 4; shift += 1)
      yield {
        name: 'base64',
        bytes: Buffer.from(signs.slice(shift), 'base64'),
        origin: view.origin(index + shift),
        shifted: shift > 0,
      };
  }
  for (const { 0: run, index } of view.text.matchAll(HEX)) {
    const digits = run.replace(/0x|\\x|[^0-9a-fA-F]/g, '');
    for (const shift of [0, 1])
      yield {
        name: 'hex',
        bytes: Buffer.from(digits.slice(shift, digits.length - ((digits.length - shift) % 2)), 'hex'),
        origin: view.origin(index + shift),
        shifted: shift > 0,
      };
  }
}
