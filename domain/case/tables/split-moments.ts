import { fold } from '../../fold.ts';
import { isBlank, type RawCell, type RawRow, type RawSheet } from '../cells/raw.ts';
import type { Column } from '../model/layout.ts';
import type { Header } from './find-header.ts';

/** Where the day and the time of a moment stand that a sheet keeps in two columns. */
export interface SplitMoment {
  day: number;
  time: number;
}

/** Rows that are looked at to tell days from times. */
const SAMPLE = 200;
const DAY_LABEL = /日期$|^日$|时间$|日$|签到$|考试$/;
const TIME_LABEL = /时刻|时分|钟点|时间|时段|几点/;

/**
 * The moments of which a sheet keeps day and time apart (签到日期, 签到时间), by our column's place: told by what the
 * cells hold, days alone and times alone. One column of days may serve several times (日期, 开始时间, 结束时间).
 */
export function splitMoments(sheet: RawSheet, header: Header, columns: readonly Column[]): Map<number, SplitMoment> {
  const found = new Map<number, SplitMoment>();
  const moments = columns.flatMap((column, index) => (column.kind.endsWith('oment') ? [index] : []));
  const sample = sheet.rows.filter(({ row }) => row > header.last).slice(0, SAMPLE);
  const ours = new Set(header.places);
  const spare = header.labels.flatMap((labels, at) =>
    ours.has(at) || labels.length === 0 ? [] : [{ at, label: labels.join('') }],
  );
  const days = spare.filter(({ at, label }) => DAY_LABEL.test(label) && holds(sample, at, isDayAlone));
  const times = spare.filter(({ at, label }) => TIME_LABEL.test(label) && holds(sample, at, isTimeAlone));
  for (const index of moments) {
    const at = header.places[index];
    if (at === undefined) continue;
    const stem = fold(columns[index]?.header ?? '').replace(/时间$/, '');
    const nearest = (candidates: typeof spare) => candidates.toSorted((a, b) => distance(a) - distance(b))[0]?.at;
    const distance = (one: (typeof spare)[number]) => (one.label.startsWith(stem) ? 0 : 100) + Math.abs(one.at - at);
    if (holds(sample, at, isTimeAlone)) {
      const day = nearest(days);
      if (day !== undefined) found.set(index, { day, time: at });
    } else if (holds(sample, at, isDayAlone)) {
      const time = nearest(times);
      if (time === undefined) continue;
      found.set(index, { day: at, time });
      times.splice(
        times.findIndex((one) => one.at === time),
        1,
      );
    }
  }
  return found;
}

/** For a moment with a day and no time: it must not become midnight. */
export const NO_TIME: RawCell = { value: null };

/**
 * Day and time of one row as one cell; where one of them is not a day or a time, the text as it is, which the reader
 * of cells then refuses.
 */
export function joinedMoment({ cells }: RawRow, { day, time }: SplitMoment): RawCell {
  const [dayCell, timeCell] = [cells[day], cells[time]];
  if (dayCell === undefined || isBlank(dayCell)) return timeCell ?? { value: null };
  if (timeCell === undefined || isBlank(timeCell)) return NO_TIME;
  const [dayText, timeText] = [dayTextOf(dayCell), timeTextOf(timeCell)];
  if (dayText === undefined || timeText === undefined) return { value: `${dayCell.value} ${timeCell.value}` };
  return dayCell.isDate && /^\d{4}-\d{2}-\d{2}$/.test(dayText) && /^\d{2}:\d{2}:\d{2}$/.test(timeText)
    ? { value: `${dayText}T${timeText}`, isDate: true }
    : { value: `${dayText} ${timeText}` };
}

/** Every filled cell is one, and there is one. */
function holds(rows: readonly RawRow[], at: number, is: (cell: RawCell) => boolean): boolean {
  const filled = rows.flatMap(({ cells }) => (isBlank(cells[at]) ? [] : [cells[at] as RawCell]));
  const right = filled.filter(is).length;
  return right > 0 && right >= filled.length * 0.8;
}

const isDayAlone = (cell: RawCell) => dayTextOf(cell) !== undefined;
const isTimeAlone = (cell: RawCell) => timeTextOf(cell) !== undefined;

/** A time kept as a date belongs to the day on which a spreadsheet begins to count. */
const NO_DAY = /^(1899-12-3[01]|1900-01-00|1904-01-01)T/;

function dayTextOf({ value, isDate }: RawCell): string | undefined {
  if (typeof value === 'number') return undefined;
  const text = String(value ?? '')
    .normalize('NFKC')
    .trim();
  if (isDate) return /^\d{4}-\d{2}-\d{2}(T00:00:00)?$/.test(text) && !NO_DAY.test(text) ? text.slice(0, 10) : undefined;
  return /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?( 0{1,2}:00(:00)?)?$|^\d{8}$/.test(text)
    ? (text.split(' ')[0] ?? text)
    : undefined;
}

function timeTextOf({ value, isDate }: RawCell): string | undefined {
  if (typeof value === 'number') {
    if (!(value >= 0 && value < 1)) return undefined;
    const seconds = Math.round(value * 86_400) % 86_400;
    return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
  }
  const text = String(value ?? '')
    .normalize('NFKC')
    .trim();
  if (isDate && NO_DAY.test(text)) return text.slice(11);
  return /^(上午|下午|中午|晚上|晚|早上)? ?\d{1,2}(:|时|点)\d{1,2}((:|分)(\d{1,2}秒?)?)?( ?[ap]m)?$/i.test(text)
    ? text
    : undefined;
}
