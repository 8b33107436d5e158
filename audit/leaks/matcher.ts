import type { Canary } from './canary.ts';
import { folded, isDigit, SKIPPED } from './folding.ts';

export interface Match {
  canary: Canary;
  /** UTF-16 offset in the text searched. */
  at: number;
}

/** Most other signs between two digits of one number: spaced, dashed, grouped, one to a JSON string. */
const GAP = 4;
const PREFIX = 4;
const X = 0x78;
/** More letters and digits than these around a PIN make it part of a digest or an id: chance, not a PIN. */
const GLUED = 8;
/** RFC 9562 §4; its groups of hexadecimal digits are short, and a report has thousands of them. */
const UUID = /(?<![\p{L}\p{N}])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\p{L}\p{N}])/giu;
const UUID_LENGTH = 36;

/** Finds canaries however they are spaced, whatever their width and case. Encodings are undone before (escapes.ts). */
export class CanaryMatcher {
  private readonly numbers = new Map<string, Canary>();
  private readonly prefixes = new Set<string>();
  private readonly lengths: number[];
  /** By the first letter. */
  private readonly names = new Map<number, { letters: number[]; canary: Canary }[]>();
  private readonly firstLetters = new Uint8Array(0x10000);

  constructor(canaries: readonly Canary[]) {
    for (const canary of canaries) {
      if (canary.class !== '姓名') this.numbers.set(canary.value.toLowerCase(), canary);
      else {
        const letters = unitsOf(canary.value).filter((unit) => unit !== SKIPPED);
        const [first = 0] = letters;
        this.names.set(first, [...(this.names.get(first) ?? []), { letters, canary }]);
        this.firstLetters[first] = 1;
      }
    }
    for (const value of this.numbers.keys()) this.prefixes.add(value.slice(0, PREFIX));
    this.lengths = [...new Set([...this.numbers.keys()].map((value) => value.length))];
  }

  /** `shortestName`: names of fewer letters are left out, for texts that may be mere noise read as text. */
  find(text: string, shortestName = 2): Match[] {
    const matches: Match[] = [];
    let digits = '';
    let places: number[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const unit = folded(text.charCodeAt(at));
      if (unit === SKIPPED) continue;
      const isNumber = isDigit(unit);
      if (digits !== '' && (!isNumber || at - (places.at(-1) ?? at) > GAP + 1)) {
        if (unit === X && at - (places.at(-1) ?? at) <= GAP + 1) {
          digits += 'x';
          places.push(at);
        }
        if (digits.length >= PREFIX) this.findNumbers(text, digits, places, matches);
        digits = '';
        places = [];
      }
      if (isNumber) {
        digits += String.fromCharCode(unit);
        places.push(at);
      } else if (this.firstLetters[unit] === 1) this.findNames(text, at, unit, shortestName, matches);
    }
    if (digits.length >= PREFIX) this.findNumbers(text, digits, places, matches);
    return matches;
  }

  private findNumbers(text: string, digits: string, places: number[], matches: Match[]): void {
    for (let from = 0; from + PREFIX <= digits.length; from += 1) {
      if (!this.prefixes.has(digits.slice(from, from + PREFIX))) continue;
      for (const length of this.lengths) {
        const canary = this.numbers.get(digits.slice(from, from + length));
        const own = places.slice(from, from + length);
        if (
          canary !== undefined &&
          (canary.class !== '数字证书密码' || isPin(text, own, places[from - 1], places[from + length]))
        )
          matches.push({ canary, at: own[0] ?? 0 });
      }
    }
  }

  private findNames(text: string, at: number, first: number, shortest: number, matches: Match[]): void {
    for (const { letters, canary } of this.names.get(first) ?? []) {
      if (letters.length < shortest) continue;
      let place = at + 1;
      let matched = 1;
      for (; place < text.length && matched < letters.length; place += 1) {
        const unit = folded(text.charCodeAt(place));
        if (unit === SKIPPED) continue;
        if (unit !== letters[matched]) break;
        matched += 1;
      }
      if (matched === letters.length) matches.push({ canary, at });
    }
  }
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => folded(text.charCodeAt(at)));
}

/** Six digits come up by chance: they count when they stand alone and all their gaps are alike. */
function isPin(text: string, places: number[], before = -Infinity, after = Infinity): boolean {
  const [first = 0] = places;
  const last = places.at(-1) ?? 0;
  const gap = (places[1] ?? 0) - first;
  if (places.some((place, index) => index > 0 && place - (places[index - 1] ?? 0) !== gap)) return false;
  if (first - before <= gap || after - last <= gap) return false;
  const [left, right] = [text.slice(Math.max(0, first - 40), first), text.slice(last + 1, last + 41)];
  if (/[\p{Nd}.]$/u.test(left) && gap === 1) return false;
  if (gap === 1 && isInUuid(text, first, last)) return false;
  const glued = /[\p{L}\p{N}]*$/u.exec(left)?.[0].length ?? 0;
  return glued + (/^[\p{L}\p{N}]*/u.exec(right)?.[0].length ?? 0) <= GLUED;
}

function isInUuid(text: string, first: number, last: number): boolean {
  const from = Math.max(0, first - UUID_LENGTH);
  const around = text.slice(from, last + UUID_LENGTH + 1);
  return [...around.matchAll(UUID)].some(({ index }) => from + index <= first && last < from + index + UUID_LENGTH);
}
