import { readCell } from './cell.ts';
import type { Column } from './layout.ts';
import type { PersonalCells } from './personal.ts';
import { isBlank, type RawSheet, sameName } from './raw.ts';
import type { CellNote } from './read-table.ts';

export interface ItemsReading {
  values: Record<string, string | number | undefined>;
  notes: CellNote[];
  addressOf: (header: string) => string | undefined;
}

/** Reads a sheet of two columns (项目, 内容; 事项, 日期): one item a row, in any order. */
export function readItems(sheet: RawSheet, items: readonly Column[], personal?: PersonalCells): ItemsReading {
  const notes: CellNote[] = [];
  const values: ItemsReading['values'] = {};
  const addresses = new Map<string, string>();
  for (const item of items) {
    const rows = sheet.rows.filter((row) => sameName(row.cells[0]?.value) === sameName(item.header));
    const [row, again] = rows;
    if (again !== undefined) {
      notes.push({
        kind: 'violation',
        rule: 'duplicate-item',
        row: again.row,
        field: item.header,
        address: sheet.address(again.row, 0),
        message: `「${item.header}」出现了 ${rows.length} 次，只读取第一次；请删除多余的行`,
      });
    }
    if (row === undefined) {
      if (!item.kind.startsWith('optional')) {
        notes.push({
          kind: 'violation',
          rule: 'missing-item',
          row: 1,
          field: item.header,
          address: sheet.address(1, 0),
          message: `工作表「${sheet.name}」缺少「${item.header}」一行；请补上并填写`,
        });
      }
      continue;
    }
    const address = sheet.address(row.row, 1);
    addresses.set(item.header, address);
    const cell = row.cells[1] ?? { value: null };
    personal?.add(item, cell);
    if (isBlank(cell) && item.kind.startsWith('optional')) continue;
    const reading = readCell(cell, item, sheet.textOnly);
    for (const doubt of reading.doubts)
      notes.push({ kind: 'doubt', row: row.row, field: item.header, address, ...doubt });
    if (reading.problem !== undefined)
      notes.push({ kind: 'violation', row: row.row, field: item.header, address, ...reading.problem });
    else values[item.key] = reading.value;
  }
  return { values, notes, addressOf: (header) => addresses.get(header) };
}
