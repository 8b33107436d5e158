import { readCell } from '../cells/cell.ts';
import type { CellNote } from '../cells/cell-note.ts';
import type { PersonalCells } from '../cells/personal.ts';
import { isBlank, type RawSheet } from '../cells/raw.ts';
import { shown } from '../cells/shown-text.ts';
import { DATE_ITEMS, DATES_SHEET, ENTERPRISE_ITEMS, ENTERPRISE_SHEET } from '../model/layout.ts';
import { findItems } from './find-items.ts';

export const ITEMS = { [ENTERPRISE_SHEET]: ENTERPRISE_ITEMS, [DATES_SHEET]: DATE_ITEMS } as const;

export interface ItemsReading {
  values: Record<string, string | number | undefined>;
  notes: CellNote[];
  addressOf: (header: string) => string | undefined;
  /** Our items → what the sheet calls them. */
  columns: Record<string, string>;
  headerRow: number;
}

/** Reads a sheet of two columns (项目, 内容; 事项, 日期): one item a row, in any order. */
export function readItems(sheet: RawSheet, title: keyof typeof ITEMS, personal?: PersonalCells): ItemsReading {
  const items = ITEMS[title];
  const notes: CellNote[] = [];
  const values: ItemsReading['values'] = {};
  const columns: ItemsReading['columns'] = {};
  const addresses = new Map<string, string>();
  const rows = new Map(sheet.rows.map((row) => [row.row, row]));
  const places = findItems(sheet, title, items);
  for (const [index, item] of items.entries()) {
    const [place, again] = places[index] ?? [];
    if (place === undefined) {
      if (!item.kind.startsWith('optional')) notes.push(missingItem(sheet, item.header));
      continue;
    }
    if (again !== undefined)
      notes.push({
        kind: 'violation',
        rule: 'duplicate-item',
        row: again.row,
        field: item.header,
        address: sheet.address(again.row, again.label),
        message: `「${item.header}」出现了 ${places[index]?.length} 次，只读取第一次；请删除多余的行`,
      });
    columns[item.header] = place.written.trim();
    const address = sheet.address(place.content.row, place.content.place);
    addresses.set(item.header, address);
    const cell = rows.get(place.content.row)?.cells[place.content.place] ?? { value: null };
    personal?.add(item, cell);
    if (isBlank(cell) && item.kind.startsWith('optional')) continue;
    const reading = shown(readCell(cell, item, sheet.textOnly), item);
    const at = { row: place.content.row, field: item.header, address };
    for (const doubt of reading.doubts) notes.push({ kind: 'doubt', ...at, ...doubt });
    if (reading.problem !== undefined) notes.push({ kind: 'violation', ...at, ...reading.problem });
    else values[item.key] = reading.value;
  }
  const first = Math.min(...places.flat().map(({ row }) => row));
  return {
    values,
    notes,
    addressOf: (header) => addresses.get(header),
    columns,
    headerRow: Number.isFinite(first) ? Math.max(1, first - 1) : 1,
  };
}

function missingItem(sheet: RawSheet, header: string): CellNote {
  return {
    kind: 'violation',
    rule: 'missing-item',
    row: 1,
    field: header,
    address: sheet.address(1, 0),
    message: `工作表「${sheet.name}」缺少「${header}」一行；请补上并填写`,
  };
}
