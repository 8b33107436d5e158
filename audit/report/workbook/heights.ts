/** Of a text of 10 points, with room. */
const LINE = 12.75;
const MARGIN = 3;
/** Excel allows no higher row. */
const HIGHEST = 409;
const HALF_WIDTH = /[\u0020-\u007e]/;

/** Height of a row that shows all of its wrapped texts: programs do not measure a row that was written by another one. */
export function rowHeight(cells: readonly { text: string; width: number }[]): number {
  const lines = Math.max(1, ...cells.map(({ text, width }) => linesOf(text, width)));
  return Math.min(HIGHEST, lines * LINE + MARGIN);
}

/** `width` in characters, of which a Chinese one takes two. */
function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(lengthOf(line) / width));
  return lines;
}

function lengthOf(line: string): number {
  let length = 0;
  for (const character of line) length += HALF_WIDTH.test(character) ? 1 : 2;
  return length;
}
