import {
  DATES_SHEET,
  ENTERPRISE_ITEMS,
  ENTERPRISE_SHEET,
  TABLE_FIELDS,
  TABLES,
  type TableName,
} from '../../domain/case/model/layout.ts';
import { Case, type ReadableCase } from '../../domain/case/model/schema.ts';
import type { Locate } from '../../domain/case/tables/locate.ts';
import { MASK_LEAVES } from '../../domain/identifiers/mask.ts';
import { OPEN_CASE } from '../../evidence/layout.ts';

const TOKEN = /〔(姓名|身份证号|手机号|银行账号) ([0-9a-f]{12}) ([^〕]*)〕/g;

/**
 * The case that a bundle shows in the open, for an audit without the identity. Each token becomes a
 * number whose mask is the one in the token and whose other digits follow from the token: the same person is
 * the same number within the case, and no number of anybody outside it. Undefined when it is no case.
 */
export function standInCase(text: string, name: string): ReadableCase | undefined {
  try {
    const parsed = Case.safeParse({ ...JSON.parse(text.replace(TOKEN, standIn)), name });
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function standIn(_token: string, kind: string, mac: string, mask: string): string {
  const { first, last } = MASK_LEAVES;
  const hidden = mask.length - first - last;
  if (kind === '姓名' || kind === '银行账号' || hidden <= 0) return mask;
  return mask.slice(0, first) + mac.padEnd(hidden, '0').slice(0, hidden) + mask.slice(-last);
}

/** Places in `data/core/case.json`, by JSON pointer. */
export function pointerLocate(material: ReadableCase, prefix: string): Locate {
  const indexes = new Map<string, Map<number, number>>();
  const indexOf = (sheet: TableName, row: number) => {
    const rows = indexes.get(sheet) ?? new Map(rowsOf(material, sheet).map((entry, index) => [entry.row, index]));
    indexes.set(sheet, rows);
    return rows.get(row);
  };
  return (sheet, row, header) => {
    const at = (cell: string) => ({ file: prefix + OPEN_CASE, sheet, cell });
    if (sheet === DATES_SHEET) return at(`/dates/${header}`);
    if (sheet === ENTERPRISE_SHEET)
      return at(`/enterprise/${ENTERPRISE_ITEMS.find((item) => item.header === header)?.key ?? ''}`);
    const table = sheet as TableName;
    const key = TABLES[table].find((column) => column.header === header)?.key ?? '';
    const index = row === undefined ? undefined : indexOf(table, row);
    return at(`/${TABLE_FIELDS[table]}${index === undefined ? '' : `/${index}/${key}`}`);
  };
}

function rowsOf(material: ReadableCase, sheet: TableName): readonly { row: number }[] {
  return material[TABLE_FIELDS[sheet]] as { row: number }[];
}
