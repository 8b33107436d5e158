import { dayFromNumber, Moment } from '../date.ts';
import { checkBankAccount } from '../identifiers/bank-account.ts';
import type { Checked } from '../identifiers/checked.ts';
import { checkCreditCode } from '../identifiers/credit-code.ts';
import { checkDistrict } from '../identifiers/districts.ts';
import { checkIdNumber } from '../identifiers/id-number.ts';
import { checkMobile } from '../identifiers/mobile.ts';
import type { Column } from './layout.ts';
import { quotedIf } from './quoted.ts';
import { isBlank, type RawCell, sameName } from './raw.ts';

/** What one cell says: a value, what had to be forgiven, or why it cannot be used. */
export interface CellReading {
  value?: string | number;
  /** Understood without loss, but a person should look. */
  doubts: { rule: string; message: string }[];
  problem?: { rule: string; message: string; basis?: string };
}

const OPTIONAL = new Set(['optionalText', 'optionalNumber', 'optionalDay', 'optionalMoment']);
const CHECKS: Partial<Record<Column['kind'], { check: (raw: unknown) => Checked; rule: string; basis: string }>> = {
  idNumber: { check: checkIdNumber, rule: 'id-number', basis: 'GB 11643 公民身份号码' },
  creditCode: { check: checkCreditCode, rule: 'credit-code', basis: 'GB 32100 统一社会信用代码编码规则' },
  mobile: { check: checkMobile, rule: 'mobile', basis: '案例表格式' },
  account: { check: checkBankAccount, rule: 'bank-account', basis: '案例表格式' },
  district: { check: checkDistrict, rule: 'district', basis: '按税收征管关系申报' },
};

/** Reads one cell by its column; `textOnly` sources write dates and numbers as text by nature. */
export function readCell(cell: RawCell, column: Column, textOnly: boolean): CellReading {
  const doubts: CellReading['doubts'] = [];
  const fail = (rule: string, message: string, basis?: string): CellReading => ({
    doubts,
    problem: { rule, message, ...(basis !== undefined && { basis }) },
  });
  const { header, kind } = column;

  if (cell.dirt === 'merged')
    return fail('merged-cell', `「${header}」与相邻单元格合并，合并区域只有第一格有内容；请取消合并并逐行填写`);
  if (cell.dirt === 'formula-without-value')
    return fail('formula-without-value', `「${header}」是没有计算结果的公式；请用 Excel 打开重新计算，或改填数值`);
  if (cell.dirt === 'error')
    return fail(
      'error-value',
      `「${header}」的内容是错误值${quotedIf(String(cell.value).startsWith('#'), String(cell.value))}；请改正后填写`,
    );
  if (isBlank(cell)) return OPTIONAL.has(kind) ? { doubts } : fail('empty', `「${header}」为空，请填写`);
  if (cell.dirt === 'formula')
    doubts.push({ rule: 'formula', message: `「${header}」是公式，按其上次计算结果读取；建议改为直接填写数值` });
  if (typeof cell.value === 'string' && !textOnly && cell.value !== cell.value.trim()) {
    doubts.push({ rule: 'surrounding-blanks', message: `「${header}」的内容前后有空格，已忽略；建议删去` });
  }

  const check = CHECKS[kind];
  if (check !== undefined) {
    const lost = kind === 'idNumber' && typeof cell.value === 'number';
    const checked = check.check(cell.value);
    if (!checked.ok) return fail(lost ? 'id-number-as-number' : check.rule, checked.reason, check.basis);
    if (kind !== 'district' && typeof cell.value === 'number' && !textOnly)
      doubts.push({ rule: 'number-for-text', message: `「${header}」以数字格式保存，建议设为文本格式，以免丢失位数` });
    return { value: checked.value, doubts };
  }

  const text = String(cell.value).normalize('NFKC').trim();
  switch (kind) {
    case 'text':
    case 'optionalText':
      return text.length > 200
        ? fail('too-long', `「${header}」超过 200 字，请缩短`)
        : { value: String(cell.value).trim(), doubts };
    case 'choice': {
      const found = column.choices?.find((choice) => sameName(choice) === sameName(cell.value));
      return found === undefined
        ? fail(
            'choice',
            `「${header}」应填 ${column.choices?.join(' 或 ')}，现为${quotedIf(isMisspelt(text, column.choices ?? []), text)}`,
          )
        : { value: found, doubts };
    }
    case 'count':
    case 'number':
    case 'optionalNumber': {
      const value =
        typeof cell.value === 'number'
          ? cell.value
          : Number(text.replace(/[,，]/g, '').replace(/[人元分课时钟]+$/, ''));
      if (cell.isDate || !Number.isFinite(value) || text === '')
        return fail('number', `「${header}」应填数字，现为${quotedIf(/\d/.test(text), text)}`);
      const wanted = numberWanted(column);
      if (!wanted.fits(value)) return fail('number', `「${header}」应填${wanted.words}，现为${quotedIf(true, text)}`);
      if (typeof cell.value === 'string' && !textOnly)
        doubts.push({
          rule: 'number-as-text',
          message: `「${header}」的数字以文本保存，已按 ${value} 读取；建议改为数字格式`,
        });
      return { value, doubts };
    }
    default:
      return readTime(cell, header, kind.endsWith('oment') ? 'moment' : 'day', textOnly, doubts, fail);
  }
}

/** What a number of this column must be, and how to say so. */
function numberWanted({ kind, range }: Column): { words: string; fits: (value: number) => boolean } {
  const { above, most } = range ?? {};
  const whole = kind === 'count';
  const least = above === undefined ? '不小于 0' : `大于 ${above}`;
  return {
    words: `${least}${most === undefined ? '' : `、不大于 ${most}`} 的${whole ? '整' : ''}数`,
    fits: (value) =>
      (above === undefined ? value >= 0 : value > above) &&
      value <= (most ?? Number.MAX_SAFE_INTEGER) &&
      (!whole || Number.isInteger(value)),
  };
}

function readTime(
  cell: RawCell,
  header: string,
  kind: 'day' | 'moment',
  textOnly: boolean,
  doubts: CellReading['doubts'],
  fail: (rule: string, message: string) => CellReading,
): CellReading {
  const example = kind === 'day' ? '2022-05-09' : '2022-05-09 09:00:00';
  let moment: string | undefined;
  if (cell.isDate) moment = String(cell.value);
  else if (typeof cell.value === 'number' && !/^(19|20)\d{6}$/.test(String(cell.value))) {
    moment = fromSerial(cell.value);
    if (moment !== undefined)
      doubts.push({
        rule: 'date-as-serial',
        message: `「${header}」是日期序号 ${cell.value}，已按 ${moment.replace('T', ' ')} 读取；建议把单元格设为日期格式`,
      });
  } else {
    moment = fromText(String(cell.value));
    if (moment !== undefined && !textOnly)
      doubts.push({
        rule: 'date-as-text',
        message: `「${header}」的日期以文本保存，已按 ${moment.replace('T', ' ')} 读取；建议改为日期格式`,
      });
  }
  if (moment === undefined)
    return fail(
      'date',
      `「${header}」的内容${quotedIf(/\d/.test(String(cell.value)), String(cell.value))}不是真实存在的日期，请写成 ${example} 的样子`,
    );
  return { value: kind === 'day' ? moment.slice(0, 10) : moment, doubts };
}

/** Shares a character with a choice; what shares none may be a name that slipped into this column. */
function isMisspelt(text: string, choices: readonly string[]): boolean {
  return [...text].some((character) => choices.some((choice) => choice.includes(character)));
}

/** A spreadsheet serial between 2000 and 2100; day 60 of 1900 never existed, hence 25569. */
function fromSerial(serial: number): string | undefined {
  if (serial < 36526 || serial > 73415) return undefined;
  const seconds = Math.round((serial % 1) * 86_400);
  return `${dayFromNumber(Math.floor(serial) - 25569 + (seconds === 86_400 ? 1 : 0))}T${clock(seconds % 86_400)}`;
}

function clock(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** 2022-05-09, 2022/5/9 9:00, 2022年5月9日, 20220509, 2022-05-09T09:00:00. */
function fromText(raw: string): string | undefined {
  const match =
    /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T\s]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2}))?(?:\.\d+)?秒?)?$/.exec(
      raw.normalize('NFKC').trim(),
    );
  if (match === null) return undefined;
  const [year = '', ...parts] = match.slice(1).map((part) => (part ?? '0').padStart(2, '0'));
  const moment = `${year}-${parts[0]}-${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}`;
  return Moment.safeParse(moment).success ? moment : undefined;
}
