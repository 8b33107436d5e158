import { InputError } from '../errors.ts';
import type { RawCell, RawSheet } from './cells/raw.ts';
import { DATES_SHEET, ENTERPRISE_SHEET, TABLE_NAMES } from './model/layout.ts';
import { encodingOf } from './records/encoding.ts';

/** case.json: the same sheets and headers as keys; cells are named by JSON pointer. */
export function readJson(file: string, bytes: Uint8Array): RawSheet[] {
  const text = textOf(file, bytes);
  refuseTwisted(file, text);
  const content = parsed(file, text);
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    throw new InputError(`${file} 应是以工作表名为键的对象，如 {"企业信息": {…}, "备案项目": [ … ]}。`);
  }
  const known: string[] = [ENTERPRISE_SHEET, DATES_SHEET, ...TABLE_NAMES];
  return Object.entries(content)
    .filter(([name]) => known.includes(name))
    .map(([name, value]) => (Array.isArray(value) ? listSheet(file, name, value) : itemSheet(file, name, value)));
}

function textOf(file: string, bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${file} 有无法识别的字节，不是完整的文本。请以 UTF-8 编码另存后重试。`);
  }
}

/** The parser's message quotes the file, so only the place is passed on. */
function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, at] = /at position (\d+)/.exec(String(error)) ?? [];
    const before = text.slice(0, at === undefined ? text.length : Number(at)).split('\n');
    throw new InputError(
      `${file} 不是有效的 JSON：第 ${before.length} 行第 ${(before.at(-1)?.length ?? 0) + 1} 个字符附近有错。请修正后重试。`,
    );
  }
}

/**
 * Refuses what would end the parser itself, and a key that stands twice in one object: a parser keeps the last
 * and says nothing, another keeps the first (RFC 8259 §4).
 */
function refuseTwisted(file: string, text: string): void {
  const keys: (Set<string> | undefined)[] = [];
  let line = 1;
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '\n') line += 1;
    else if (token === '{') keys.push(new Set());
    else if (token === '[') keys.push(undefined);
    else if (token === '}' || token === ']') keys.pop();
    else if (token.endsWith(':')) {
      const key = token.slice(0, token.lastIndexOf('"') + 1);
      if (keys.at(-1)?.has(key))
        throw new InputError(
          `${file} 第 ${line} 行的键在同一个对象中出现了两次，无法判断以哪一个为准。请删去一个后重试。`,
        );
      keys.at(-1)?.add(key);
    }
    if (keys.length > DEEPEST)
      throw new InputError(
        `${file} 的括号嵌套超过 ${DEEPEST} 层（第 ${line} 行），不像一份案例，没有读取。请检查文件。`,
      );
  }
}
const DEEPEST = 32;
/** Brackets, line ends and keys; texts that are no keys are passed over whole. */
const TOKENS = /[{}[\]\n]|"[^"\\\n]*(?:\\.[^"\\\n]*)*"\s*:|"[^"\\\n]*(?:\\.[^"\\\n]*)*"/g;

function listSheet(file: string, name: string, list: unknown[]): RawSheet {
  const headers = [
    ...new Set(list.flatMap((entry) => (entry !== null && typeof entry === 'object' ? Object.keys(entry) : []))),
  ];
  if (headers.length > MOST_KEYS)
    throw new InputError(
      `${file} 的「${name}」有 ${headers.length} 种键，超过 ${MOST_KEYS}，不像一份表格。请检查文件。`,
    );
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

/** As many columns as a person still looks at. */
const MOST_KEYS = 200;

function itemSheet(file: string, name: string, value: unknown): RawSheet {
  // A text has entries as well: its characters.
  const entries = value !== null && typeof value === 'object' ? Object.entries(value) : [];
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
