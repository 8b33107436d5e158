/** Line height of a 10-point text in the tallest of the Chinese fonts. */
const LINE = 14;
const MARGIN = 2;
/** Width of a Chinese character, in widths of a digit. */
const CHINESE = 1.88;
/** Excel allows no higher row. */
const HIGHEST = 409;
const HALF_WIDTH = /[\u0020-\u007e]/;

/**
 * Height of a row that shows all of its wrapped texts: programs do not adjust the height of rows that another program
 * wrote.
 */
export function rowHeight(cells: readonly { text: string; width: number }[]): number {
  const lines = Math.max(1, ...cells.map(({ text, width }) => linesOf(text, width)));
  return Math.min(HIGHEST, lines * LINE + MARGIN);
}

/** `width` in digits. */
function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(lengthOf(line) / width));
  return lines;
}

function lengthOf(line: string): number {
  let length = 0;
  for (const character of line) length += HALF_WIDTH.test(character) ? 1 : CHINESE;
  return length;
}
