import type { CellNote } from '../cells/cell-note.ts';
import { isBlank, type RawRow, type RawSheet } from '../cells/raw.ts';

/** Rows below a header that are no data. */
export interface OtherRows {
  blank: RawRow[];
  serialOnly: RawRow[];
  headers: RawRow[];
  notData: RawRow[];
}

/** One note for each kind of row that was passed over, with the row numbers; empty rows need none. */
export function noteOtherRows(sheet: RawSheet, { blank, serialOnly, headers, notData }: OtherRows): CellNote[] {
  const spaces = sheet.textOnly
    ? []
    : blank.filter(({ cells }) => cells.some((cell) => typeof cell?.value === 'string' && cell.value !== ''));
  return [
    note(sheet, 'blank-row', spaces, (rows) => `${rows}只有空格，已忽略；建议删除`),
    note(sheet, 'serial-only', serialOnly, (rows) => `${rows}只有序号，已忽略；建议删除`),
    note(sheet, 'repeated-header', headers, (rows) => `${rows}重复了标题或表头，不是数据，已忽略`),
    note(sheet, 'not-data', notData, (rows) => `${rows}是合计、签字或说明，不是数据，已忽略；如是数据请补全该行`),
  ].flat();
}

function note(sheet: RawSheet, rule: string, rows: readonly RawRow[], say: (rows: string) => string): CellNote[] {
  const [first] = rows;
  if (first === undefined) return [];
  const addresses = rows.map((row) =>
    sheet.address(
      row.row,
      Math.max(
        0,
        row.cells.findIndex((cell) => !isBlank(cell) || (typeof cell?.value === 'string' && cell.value !== '')),
      ),
    ),
  );
  return [
    {
      ...{ kind: 'doubt', rule, row: first.row, field: '', message: say(namedRows(rows)) },
      address: addresses[0] ?? '',
      more: addresses.slice(1),
    },
  ];
}

/** `第 8、10 行`, `第 8–2999 行（共 2992 行）`. */
function namedRows(rows: readonly RawRow[]): string {
  const numbers = rows.map(({ row }) => row);
  return numbers.length <= 3
    ? `第 ${numbers.join('、')} 行`
    : `第 ${numbers[0]} 行至第 ${numbers.at(-1)} 行中有 ${numbers.length} 行`;
}
