import { InputError } from '../errors.ts';
import { DATES_SHEET, ENTERPRISE_SHEET, TABLE_NAMES } from './layout.ts';
import type { RawCell, RawSheet } from './raw.ts';

/** case.json: the same sheets and headers as keys; cells are named by JSON pointer. */
export function readJson(file: string, bytes: Uint8Array): RawSheet[] {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new InputError(
      `${file} 不是有效的 JSON（${error instanceof Error ? error.message : error}）。请修正后重试。`,
    );
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    throw new InputError(`${file} 应是以工作表名为键的对象，如 {"企业信息": {…}, "备案项目": [ … ]}。`);
  }
  const known: string[] = [ENTERPRISE_SHEET, DATES_SHEET, ...TABLE_NAMES];
  return Object.entries(content)
    .filter(([name]) => known.includes(name))
    .map(([name, value]) => (Array.isArray(value) ? listSheet(file, name, value) : itemSheet(file, name, value)));
}

function listSheet(file: string, name: string, list: unknown[]): RawSheet {
  const headers = [
    ...new Set(list.flatMap((entry) => (entry !== null && typeof entry === 'object' ? Object.keys(entry) : []))),
  ];
  return {
    file,
    name,
    textOnly: true,
    address: (row, column) => `/${name}/${row - 2}/${headers[column] ?? ''}`,
    rows: [
      { row: 1, hidden: false, cells: headers.map((value) => ({ value })) },
      ...list.map((entry, index) => ({
        row: index + 2,
        hidden: false,
        cells: headers.map((header) => jsonCell((entry as Record<string, unknown> | null)?.[header])),
      })),
    ],
  };
}

function itemSheet(file: string, name: string, value: unknown): RawSheet {
  const entries = Object.entries(value ?? {});
  return {
    file,
    name,
    textOnly: true,
    address: (row, _column) => `/${name}/${entries[row - 2]?.[0] ?? ''}`,
    rows: [
      { row: 1, hidden: false, cells: [{ value: '项目' }, { value: '内容' }] },
      ...entries.map(([item, content], index) => ({
        row: index + 2,
        hidden: false,
        cells: [{ value: item }, jsonCell(content)],
      })),
    ],
  };
}

function jsonCell(value: unknown): RawCell {
  if (value === null || value === undefined) return { value: null };
  return typeof value === 'object'
    ? { value: JSON.stringify(value), dirt: 'error' }
    : { value: value as string | number | boolean };
}
