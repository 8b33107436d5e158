import type { View } from './view.ts';

/** Bytes that were written as text, and where that text began. */
export interface EncodedBytes {
  name: 'base64' | 'hex';
  bytes: Uint8Array;
  origin: number;
  /** Read from the middle of a group, because nobody knows where a run began: noise, unless a value shows in it. */
  shifted: boolean;
}

// Both alphabets (RFC 4648), also in lines (RFC 2045). A PIN alone comes to eight signs. A step is bounded: on a run of
// megabytes, a report in one file say, an unbounded one overflows the stack of the regular expression engine.
const START = /[A-Za-z0-9+/_-]{8,65536}/g;
const MORE = /[A-Za-z0-9+/_-]{1,65536}/y;
const NEXT_LINE = /\r?\n[A-Za-z0-9+/_-]{2,65536}/y;
/** Lines that are shorter are words, not a broken run. */
const SHORTEST_LINE = 40;
const HEX = /(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s:,-]{0,2}){6,}/g;

export function* encodedBytes(view: View): Generator<EncodedBytes> {
  for (const { signs, index } of base64Runs(view.text)) {
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

function* base64Runs(text: string): Generator<{ signs: string; index: number }> {
  const parts: string[] = [];
  let at = 0;
  const take = (step: RegExp): boolean => {
    step.lastIndex = at;
    const [found] = step.exec(text) ?? [];
    if (found === undefined) return false;
    parts.push(found.trimStart());
    at = step.lastIndex;
    return true;
  };
  const takeLine = (first: RegExp): boolean => {
    if (!take(first)) return false;
    while (take(MORE));
    return true;
  };
  while (takeLine(START)) {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const index = at - length;
    if (length >= SHORTEST_LINE) while (takeLine(NEXT_LINE));
    yield { signs: parts.join(''), index };
    parts.length = 0;
  }
}
