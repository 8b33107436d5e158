import { EMPTY, type RawCell } from '../cells/raw.ts';
import { timeOfSerial } from '../cells/serial.ts';
import type { Workbook } from './workbook.ts';
import { unescaped } from './xml.ts';

/** A cell as the file has it. */
export interface WrittenCell {
  type: string;
  style: number;
  formula: boolean;
  /** Absent where the file keeps no value. */
  value: string | undefined;
}

export function rawCell(written: WrittenCell, workbook: Workbook): RawCell {
  const { formula, value } = written;
  if (value === undefined) return formula ? { value: null, dirt: 'formula-without-value' } : EMPTY;
  const read = plain(written, value, workbook);
  return formula && read !== EMPTY ? { ...read, dirt: read.dirt ?? 'formula' } : read;
}

/** A formula that gives an empty text shows as a blank cell, and is one. */
function plain({ type, style }: WrittenCell, value: string, workbook: Workbook): RawCell {
  switch (type) {
    case 's':
      return sharedText(value, workbook.sharedStrings);
    case 'str':
    case 'inlineStr':
      return text(unescaped(value));
    case 'b':
      return { value: value === '1' || value === 'true' };
    case 'e':
      return { value, dirt: 'error' };
    case 'd':
      return isoDate(value);
    default:
      return numeric(value, style, workbook);
  }
}

const text = (value: string): RawCell => (value === '' ? EMPTY : { value });

function sharedText(index: string, strings: readonly string[]): RawCell {
  const found = /^\d+$/.test(index.trim()) ? strings[Number(index)] : undefined;
  return found === undefined ? { value: null, dirt: 'error' } : text(found);
}

/**
 * ISO 8601 as ECMA-376 part 1 §18.18.11 allows it in a cell: a day, a time, or both, seconds and
 * their fraction optional. Libraries write the wall time with a `Z` behind it: a cell knows no zone.
 */
function isoDate(value: string): RawCell {
  const match = /^(\d{4}-\d{2}-\d{2})?(?:T|(?<![-\d])|$)(?:(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?)?Z?$/.exec(value.trim());
  const [, day, minutes, seconds = ':00'] = match ?? [];
  if (day === undefined && minutes === undefined) return value.trim() === '' ? EMPTY : text(value);
  const time = minutes === undefined ? undefined : minutes + seconds;
  return { value: [day, time].filter((part) => part !== undefined).join('T'), isDate: true };
}

function numeric(value: string, style: number, workbook: Workbook): RawCell {
  if (value.trim() === '') return EMPTY;
  const number = Number(value);
  if (!Number.isFinite(number)) return { value: null, dirt: 'error' };
  if (!workbook.dateStyles.has(style)) return { value: number, ...(workbook.from1904 && { from1904: true }) };
  const time = timeOfSerial(number, workbook.from1904);
  // Too large or below zero, such as an account number in a cell of this format: a number still.
  if (time === undefined) return { value: number };
  // Midnight is a moment where the cell shows the clock.
  const isMidnight = !time.includes(':') && workbook.timeStyles.has(style);
  return { value: isMidnight ? `${time}T00:00:00` : time, isDate: true };
}
