import type { CaseFindings } from '../model/case-findings.ts';
import type { RawSheet } from './raw.ts';

/** A problem or a doubt at a cell of a sheet, or at several. */
export interface CellNote {
  kind: 'violation' | 'doubt';
  rule: string;
  row: number;
  field: string;
  address?: string;
  /** Further cells of the same note. */
  more?: string[];
  message: string;
  basis?: string;
  /** As of `CellReading`. */
  cause?: string;
}

/** Up to this number, notes with one cause stay separate findings. */
const SEVERAL = 3;
/** Most cells that one finding names; the others are only counted. */
const MOST_CELLS = 100;

/** Notes as findings: what is the same in a whole column is one finding with its cells. */
export function addNotes(
  found: CaseFindings,
  sheet: Pick<RawSheet, 'file' | 'name'>,
  notes: readonly CellNote[],
): void {
  for (const same of Map.groupBy(notes, causeOf).values()) {
    // A hidden character is named once.
    if (same.length <= (same[0]?.rule === 'hidden-character' ? 1 : SEVERAL))
      for (const note of same) add(found, sheet, note, []);
    else {
      const [first, ...rest] = same as [CellNote, ...CellNote[]];
      const message = `${first.message}（同类共 ${same.length} 处，到第 ${same.at(-1)?.row} 行为止）`;
      add(found, sheet, { ...first, message }, rest);
    }
  }
}

/** A doubt has one cause in a column, whatever the cells hold; a problem has when the same is said of each cell, or its cause is named. */
function causeOf({ kind, rule, field, message, cause = message }: CellNote): string {
  return [kind, rule, field, kind === 'doubt' && rule !== 'hidden-character' ? '' : cause].join('\n');
}

function add(
  found: CaseFindings,
  { file, name }: Pick<RawSheet, 'file' | 'name'>,
  note: CellNote,
  rest: readonly CellNote[],
): void {
  const cells = [note, ...rest].flatMap(({ address, more = [] }) => [
    ...(address === undefined ? [] : [address]),
    ...more,
  ]);
  const places = cells.slice(0, MOST_CELLS).map((cell) => ({ file, sheet: name, cell }));
  const { kind, rule, message, basis } = note;
  found[kind](rule, places.length > 0 ? places : [{ file, sheet: name }], message, {
    ...(basis !== undefined && { basis }),
  });
}
