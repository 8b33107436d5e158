import { isBlank, type RawRow, type RawSheet } from '../cells/raw.ts';
import type { Column } from '../model/layout.ts';
import { columnNames, ranked } from './column-names.ts';

/** Where an item of a sheet of two columns stands: its label, and the cell that holds its content. */
export interface ItemPlace {
  row: number;
  label: number;
  content: { row: number; place: number };
  /** What the sheet calls it. */
  written: string;
}

/** The places of each item, by its place among ours, the nearest name first; one beside the other, or one below the other. */
export function findItems(sheet: RawSheet, title: string, items: readonly Column[]): ItemPlace[][] {
  const names = columnNames(title, items);
  const labels = sheet.rows.flatMap((row) =>
    row.cells.flatMap((cell, place) =>
      isBlank(cell) || typeof cell.value !== 'string'
        ? []
        : ranked(cell.value, names).map(({ index, rank }) => ({
            row,
            place,
            index,
            rank,
            written: String(cell.value),
          })),
    ),
  );
  const isLabel = (row: RawRow, place: number) => labels.some((one) => one.row === row && one.place === place);
  const across = labels.filter(({ row, place }) => isLabel(row, place + 1)).length;
  const horizontal = across >= 3 && across >= labels.length / 2;
  const common = mostCommon(labels.map(({ place }) => place));
  return items.map((_, index) => {
    const own = labels.filter((one) => one.index === index);
    // A word of the content may be the name of an item as well.
    const inColumn = own.filter(({ place }) => horizontal || place === common);
    return (inColumn.length > 0 ? inColumn : own)
      .toSorted((a, b) => a.rank - b.rank || a.row.row - b.row.row)
      .filter(({ rank }, _place, all) => rank === all[0]?.rank)
      .map(({ row, place, written }) => ({
        row: row.row,
        label: place,
        content: horizontal ? { row: row.row + 1, place } : { row: row.row, place: contentPlace(row, place, isLabel) },
        written,
      }));
  });
}

/** The first filled cell beside a label, whatever lies merged or blank between, as long as it is no label itself. */
function contentPlace(row: RawRow, label: number, isLabel: (row: RawRow, place: number) => boolean): number {
  for (let place = label + 1; place < row.cells.length; place += 1) {
    if (isLabel(row, place)) break;
    const cell = row.cells[place];
    if (!isBlank(cell) && cell?.dirt !== 'merged') return place;
  }
  return label + 1;
}

function mostCommon(places: readonly number[]): number | undefined {
  return [...Map.groupBy(places, (place) => place)].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
