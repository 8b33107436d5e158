import { fold } from '../../fold.ts';
import { isBlank, type RawCell, type RawRow, type RawSheet } from '../cells/raw.ts';
import type { Column } from '../model/layout.ts';
import { type ColumnNames, columnNames, ranked } from './column-names.ts';

/** The header of a sheet: the rows that it takes, and where each of our columns stands. */
export interface Header {
  /** 1-based, as the person sees them; the same where the header is one row. */
  first: number;
  last: number;
  /** By the place of the column among ours: its place in the sheet, undefined where there is none. */
  places: (number | undefined)[];
  /** What the header's rows say of each column of the sheet, folded; by the place in the sheet. */
  labels: string[][];
  /** What stands in a column of ours, as the sheet writes it. */
  written: (string | undefined)[];
  /** Places in the sheet that claim the same column with the same right. */
  twice: { column: Column; places: number[] }[];
}

/** How far down the header may stand: people put titles and their unit's name above it. */
const HEADER_ROWS = 15;
/** Rows that one header may take, of merged cells. */
const DEEPEST = 3;

/** Finds the row or the merged rows that name the most of our columns; undefined where no row names two. */
export function findHeader(sheet: RawSheet, title: string, columns: readonly Column[]): Header | undefined {
  const names = columnNames(title, columns);
  let best: { header: Header; score: number } | undefined;
  const candidates = sheet.rows.slice(0, HEADER_ROWS).filter(({ row }) => row <= HEADER_ROWS * 2);
  for (let depth = 1; depth <= DEEPEST; depth += 1)
    for (const [index, row] of candidates.entries()) {
      const rows = sheet.rows.slice(index, index + depth);
      if (rows.length < depth || rows.at(-1)?.row !== row.row + depth - 1) continue;
      if (depth > 1 && !rows.some(({ cells }) => cells.some((cell) => cell?.dirt === 'merged'))) continue;
      const header = placed(rows, columns, names);
      const score = header.places.filter((place) => place !== undefined).length;
      if (score >= Math.min(2, columns.length) && score > (best?.score ?? 0)) best = { header, score };
    }
  return best?.header;
}

function placed(rows: readonly RawRow[], columns: readonly Column[], names: ColumnNames): Header {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const labels = Array.from({ length: width }, (_, place) => labelsAt(rows, place));
  const claims = labels.flatMap((candidates, place) => {
    const found = candidates.flatMap((label) => ranked(label, names).map((claim) => ({ ...claim, place, label })));
    const nearest = Math.min(...found.map(({ rank }) => rank));
    return found.filter(({ rank }) => rank === nearest);
  });
  const places: Header['places'] = columns.map(() => undefined);
  const written: Header['written'] = columns.map(() => undefined);
  const twice: Header['twice'] = [];
  const taken = new Set<number>();
  for (const { index, rank, place, label } of claims.toSorted((a, b) => a.rank - b.rank || a.place - b.place)) {
    if (places[index] !== undefined || taken.has(place)) continue;
    places[index] = place;
    written[index] = label;
    taken.add(place);
    const rivals = claims.filter((other) => other.index === index && other.rank === rank && !taken.has(other.place));
    if (rivals.length > 0)
      twice.push({ column: columns[index] as Column, places: [place, ...rivals.map((rival) => rival.place)] });
  }
  return {
    first: rows[0]?.row ?? 1,
    last: rows.at(-1)?.row ?? 1,
    places,
    labels: labels.map((_, place) => rows.map(({ cells }) => fold(cells[place]?.value)).filter((text) => text !== '')),
    written,
    twice,
  };
}

/** What a column of the sheet may be called, from the lowest row up; a name that spans several columns names none of them alone. */
function labelsAt(rows: readonly RawRow[], place: number): string[] {
  const said = rows.flatMap(({ cells }, depth) => {
    const cell = cells[place];
    if (!isBlankOrMerged(cell)) return [{ text: String(cell?.value), spans: isAcross(rows, depth, place + 1) }];
    if (rows.length === 1) return [];
    let left = place;
    while (left > 0 && isAcross(rows, depth, left)) left -= 1;
    return isBlankOrMerged(cells[left]) ? [] : [{ text: String(cells[left]?.value), spans: true }];
  });
  return [
    ...said
      .filter(({ spans }) => !spans)
      .map(({ text }) => text)
      .reverse(),
    ...(said.length > 1 ? [said.map(({ text }) => text).join('')] : []),
  ];
}

/** Merged with the cell to its left: not with the one above. */
function isAcross(rows: readonly RawRow[], depth: number, place: number): boolean {
  const above = rows[depth - 1]?.cells[place];
  return rows.length > 1 && rows[depth]?.cells[place]?.dirt === 'merged' && isBlankOrMerged(above);
}

function isBlankOrMerged(cell: RawCell | undefined): boolean {
  return isBlank(cell) || cell?.dirt === 'merged';
}
