import { nameOfCharacter, withoutHidden } from '../../hidden-characters.ts';
import { checkBankAccount } from '../../identifiers/bank-account.ts';
import type { Checked } from '../../identifiers/checked.ts';
import { checkCreditCode } from '../../identifiers/credit-code.ts';
import { checkDistrict } from '../../identifiers/districts.ts';
import { checkIdNumber } from '../../identifiers/id-number.ts';
import { checkMobile } from '../../identifiers/mobile.ts';
import type { Column } from '../model/layout.ts';
import { readNumber } from './cell-number.ts';
import type { CellReading } from './cell-reading.ts';
import { readChoice, readText } from './cell-text.ts';
import { readTime } from './cell-time.ts';
import { quotedIf } from './quoted.ts';
import { isBlank, type RawCell } from './raw.ts';

interface Identifier {
  check: (raw: unknown) => Checked;
  rule: string;
  basis: string;
}

const OPTIONAL = new Set(['optionalText', 'optionalNumber', 'optionalDay', 'optionalMoment']);
const IDENTIFIERS: Partial<Record<Column['kind'], Identifier>> = {
  idNumber: { check: checkIdNumber, rule: 'id-number', basis: 'GB 11643 公民身份号码' },
  creditCode: { check: checkCreditCode, rule: 'credit-code', basis: 'GB 32100 统一社会信用代码编码规则' },
  mobile: { check: checkMobile, rule: 'mobile', basis: '案例表格式' },
  account: { check: checkBankAccount, rule: 'bank-account', basis: '案例表格式' },
  district: { check: checkDistrict, rule: 'district', basis: '按税收征管关系申报' },
};

/** Reads one cell by its column; `textOnly` sources write dates and numbers as text by nature. */
export function readCell(cell: RawCell, column: Column, textOnly: boolean): CellReading {
  const unusable = unusableCell(cell, column.header) ?? halfCharacter(cell, column.header);
  if (unusable !== undefined) return { doubts: [], problem: unusable };
  const { seen, doubts } = asSeen(cell, column, textOnly);
  if (isBlank(seen))
    return OPTIONAL.has(column.kind)
      ? { doubts }
      : { doubts, problem: { rule: 'empty', message: `「${column.header}」为空，请填写` } };
  const reading = readKind(seen, column, textOnly);
  return { ...reading, doubts: [...doubts, ...reading.doubts] };
}

function readKind(cell: RawCell, column: Column, textOnly: boolean): CellReading {
  const identifier = IDENTIFIERS[column.kind];
  if (identifier !== undefined) return readIdentifier(cell, column, identifier, textOnly);
  switch (column.kind) {
    case 'text':
    case 'optionalText':
      return readText(cell, column);
    case 'choice':
      return readChoice(cell, column);
    case 'count':
    case 'number':
    case 'optionalNumber':
      return readNumber(cell, column, textOnly);
    default:
      return readTime(cell, column.header, column.kind.endsWith('oment') ? 'moment' : 'day', textOnly);
  }
}

/** The note on a cell that is empty or holds nothing readable. */
function unusableCell({ dirt, value }: RawCell, header: string): CellReading['problem'] {
  switch (dirt) {
    case 'merged':
      return {
        rule: 'merged-cell',
        message: `「${header}」与相邻单元格合并，合并区域只有第一格有内容；请取消合并并逐行填写`,
      };
    case 'formula-without-value':
      return {
        rule: 'formula-without-value',
        message: `「${header}」是没有计算结果的公式；请用 Excel 打开重新计算，或改填数值`,
      };
    case 'error':
      return {
        rule: 'error-value',
        message: `「${header}」的内容是错误值${String(value).startsWith('#') ? quotedIf(true, String(value)) : ''}；请改正后填写`,
      };
    default:
      return undefined;
  }
}

/** A rare character lies in two halves in a text (UTF-16); cut between them, no program shows or saves what is left. */
function halfCharacter({ value }: RawCell, header: string): CellReading['problem'] {
  if (typeof value !== 'string' || value.isWellFormed()) return undefined;
  return {
    rule: 'half-character',
    message: `「${header}」中有一个字只剩半个（生僻字被截断），无法显示；请删去后按原件重新填写`,
  };
}

/** The cell as a person sees it, and a doubt for each thing that had to be looked past. */
function asSeen(
  cell: RawCell,
  { header, key }: Column,
  textOnly: boolean,
): { seen: RawCell; doubts: CellReading['doubts'] } {
  const doubts: CellReading['doubts'] = [];
  if (isBlank(cell)) return { seen: cell, doubts };
  if (cell.dirt === 'formula')
    doubts.push({ rule: 'formula', message: `「${header}」是公式，按其上次计算结果读取；建议改为直接填写数值` });
  // A file is found by its name to the letter.
  if (typeof cell.value !== 'string' || key === 'fileName') return { seen: cell, doubts };
  const { text, hidden } = withoutHidden(cell.value);
  if (hidden.length > 0)
    doubts.push({
      rule: 'hidden-character',
      message: `「${header}」中有看不见的字符 ${hidden.map(nameOfCharacter).join('、')}，已忽略；请删去后重新填写`,
    });
  // An apostrophe typed to keep a number as text, which some programs store as a character.
  const bare = text.replace(/^\s*['’‘`](?=.)/u, '');
  if (bare !== text)
    doubts.push({ rule: 'leading-apostrophe', message: `「${header}」的开头有撇号 U+0027，已忽略；请删去` });
  if (!textOnly && bare !== bare.trim())
    doubts.push({ rule: 'surrounding-blanks', message: `「${header}」的内容前后有空格，已忽略；建议删去` });
  return { seen: { ...cell, value: bare }, doubts };
}

function readIdentifier(cell: RawCell, column: Column, identifier: Identifier, textOnly: boolean): CellReading {
  const { kind, header } = column;
  const isNumber = typeof cell.value === 'number';
  const checked = identifier.check(cell.value);
  if (!checked.ok) {
    const rule = kind === 'idNumber' && isNumber ? 'id-number-as-number' : identifier.rule;
    return { doubts: [], problem: { rule, message: checked.reason, basis: identifier.basis } };
  }
  const asNumber = kind !== 'district' && isNumber && !textOnly;
  return {
    value: checked.value,
    doubts: asNumber
      ? [{ rule: 'number-for-text', message: `「${header}」以数字格式保存，建议设为文本格式，以免丢失位数` }]
      : [],
  };
}
