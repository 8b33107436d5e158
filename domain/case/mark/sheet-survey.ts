import { Places } from '../xlsx/reference.ts';
import { relationId } from '../xlsx/workbook.ts';
import { readXml } from '../xlsx/xml.ts';
import { markAt, type SheetMarks } from './marks.ts';

/** What a sheet has where marks will stand, found before anything is written. */
export interface SheetSurvey {
  /** Rows among the marked ones that are written. */
  rows: ReadonlySet<number>;
  /** `row:column` of marked cells that are written. */
  cells: ReadonlySet<string>;
  /** The style that a marked cell shows in: its own, its row's or its column's. */
  styleOf: (row: number, column: number) => number;
  /** Relation of the drawing that holds the shapes of its notes. */
  legacyDrawing: string | undefined;
}

export const cellKey = (row: number, column: number) => `${row}:${column}`;

export async function surveySheet(chunks: AsyncIterable<Buffer>, marks: SheetMarks): Promise<SheetSurvey> {
  const places = new Places();
  const rowStyles = new Map<number, number>();
  const cellStyles = new Map<string, number>();
  const columnStyles: { from: number; to: number; style: number }[] = [];
  const rows = new Set<number>();
  let legacyDrawing: string | undefined;
  let inData = false;
  await readXml(chunks, {
    open(name, attributes) {
      if (name === 'sheetData') inData = true;
      else if (name === 'col')
        columnStyles.push({
          from: Number(attributes.min) - 1,
          to: Number(attributes.max) - 1,
          style: Number(attributes.style ?? 0),
        });
      else if (name === 'legacyDrawing') legacyDrawing = relationId(attributes);
      else if (name === 'row' && inData) {
        const row = places.startRow(attributes.r);
        if (!marks.has(row)) return;
        rows.add(row);
        if (['1', 'true'].includes(attributes.customFormat ?? '')) rowStyles.set(row, Number(attributes.s ?? 0));
      } else if (name === 'c' && inData) {
        const column = places.column(attributes.r);
        if (markAt(marks, places.row, column) !== undefined)
          cellStyles.set(cellKey(places.row, column), Number(attributes.s ?? 0));
      }
    },
    close(name) {
      if (name === 'sheetData') inData = false;
    },
  });
  return {
    rows,
    cells: new Set(cellStyles.keys()),
    styleOf: (row, column) =>
      cellStyles.get(cellKey(row, column)) ??
      rowStyles.get(row) ??
      columnStyles.find(({ from, to }) => column >= from && column <= to)?.style ??
      0,
    legacyDrawing,
  };
}
