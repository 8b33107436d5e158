import { fold } from './fold.ts';

/** Words that say the same in a name. */
const SAME_WORD = /[与和及暨跟&/、]|以及/g;
/** What distinguishes the members of a series: not a typing error, but another course. */
const ORDINAL = /^[\d零〇一二三四五六七八九十甲乙丙丁戊上中下初高低级期班a-ziv]*$/;

/**
 * Two names that differ by more than their form (fold) and less than their meaning: one character, 与 for 和, a word
 * more at an end. `级`, `一` and `二`, (上) and (下) are a series, and no slip.
 */
export function areNear(a: string, b: string): boolean {
  const [one, other] = [fold(a), fold(b)];
  if (one === other) return false;
  if (one.replace(SAME_WORD, '') === other.replace(SAME_WORD, '')) return true;
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  const [left, right] = differing(shorter, longer);
  if (ORDINAL.test(left) && ORDINAL.test(right)) return false;
  if (shorter.length >= 4 && /^(培训|课程|项目|培训课程|培训项目|班)$/.test(left + right)) return true;
  return shorter.length >= 4 && editDistance(one, other) <= (shorter.length >= 12 ? 2 : 1);
}

/** The one of `candidates` that is most like `name`, if any is like it at all. */
export function likeliest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = fold(name);
  const [best] = candidates
    .map((candidate) => {
      const folded = fold(candidate);
      const longest = Math.max(wanted.length, folded.length, 1);
      return { candidate, likeness: 1 - editDistance(wanted, folded) / longest };
    })
    .toSorted((a, b) => b.likeness - a.likeness);
  return best !== undefined && best.likeness >= 0.5 ? best.candidate : undefined;
}

/** The parts of both without their common beginning and end. */
function differing(a: string, b: string): [string, string] {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/** Characters to change, add or leave out (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= b.length; column += 1)
      now[column] = Math.min(
        (before[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1),
      );
    before = now;
  }
  return before[b.length] ?? 0;
}
