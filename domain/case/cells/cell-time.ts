import type { CellReading } from './cell-reading.ts';
import { quotedIf } from './quoted.ts';
import type { RawCell } from './raw.ts';
import { timeOfSerial } from './serial.ts';
import { readTimeNumber, readTimeText, type TimeReading } from './time-text.ts';

/** All filings, trainings and payments are between these years: another year is a typing error. */
const YEARS = { first: 2015, last: 2035 };

type Wanted = 'day' | 'moment';
type Doubt = CellReading['doubts'][number];

/** A cell of a day or a moment: read right, or refused with what it probably means; never guessed. */
export function readTime(cell: RawCell, header: string, wanted: Wanted, textOnly: boolean): CellReading {
  const { reading, doubt } = timeOf(cell, textOnly);
  const fitting = 'reason' in reading ? reading : fits(reading.value, wanted);
  if ('reason' in fitting) return { doubts: [], problem: refused(cell, header, wanted, fitting.reason) };
  const { value } = fitting;
  return { value, doubts: doubt === undefined ? [] : [doubt(header, value.replace('T', ' '))] };
}

function timeOf(
  cell: RawCell,
  textOnly: boolean,
): { reading: TimeReading; doubt?: (header: string, read: string) => Doubt } {
  if (cell.isDate) return { reading: { value: String(cell.value) } };
  if (typeof cell.value === 'number') {
    const digits = readTimeNumber(cell.value);
    return digits === undefined
      ? { reading: ofSerial(cell.value, cell.from1904 === true), doubt: asSerial }
      : { reading: digits, doubt: asText };
  }
  const reading = readTimeText(String(cell.value));
  return textOnly ? { reading } : { reading, doubt: asText };
}

const asSerial = (header: string, read: string): Doubt => ({
  rule: 'date-as-serial',
  message: `「${header}」是日期序号，已按 ${read} 读取；建议把单元格设为日期格式`,
});
const asText = (header: string, read: string): Doubt => ({
  rule: 'date-as-text',
  message: `「${header}」的日期以文本保存，已按 ${read} 读取；建议改为日期格式`,
});

function ofSerial(number: number, from1904: boolean): TimeReading {
  const value = timeOfSerial(number, from1904);
  return value === undefined ? { reason: '不是日期' } : { value };
}

/** The value in the form that is wanted, or what it lacks. */
function fits(value: string, wanted: Wanted): TimeReading {
  if (!value.includes('-')) return { reason: value === '00:00:00' ? '是 0，没有日期' : '只有时间，没有日期' };
  const year = Number(value.slice(0, 4));
  if (year < YEARS.first || year > YEARS.last)
    return { reason: `是 ${year} 年，不在 ${YEARS.first} 至 ${YEARS.last} 年之间` };
  if (wanted === 'day') return { value: value.slice(0, 10) };
  return value.includes('T') ? { value } : { reason: '只有日期，没有时间' };
}

function refused(cell: RawCell, header: string, wanted: Wanted, reason: string): NonNullable<CellReading['problem']> {
  const example = wanted === 'day' ? '2022-05-09' : '2022-05-09 09:00:00';
  const content = String(cell.value).replace('T', ' ');
  const said = /\d/.test(content) ? quotedIf(true, content) : '';
  return {
    rule: 'date',
    message: `「${header}」的内容${said}${reason}，请写成 ${example} 的样子`,
    cause: reason.replace(/\d[\d: -]*/g, ''),
  };
}
