import { type Day, isRealDay, plusDays, weekday } from '../date.ts';
import { InputError } from '../errors.ts';
import { REST } from './rest-days.ts';

/** A day that no known calendar covers: never guessed to be Monday to Friday. */
export class CalendarError extends InputError {
  override readonly name = 'CalendarError';
}

export interface CountedDays {
  due: Day;
  /** Every day that counted, the last one is `due`. */
  counted: Day[];
}

/** Years whose State Council notice is known, ascending. */
export const COVERED_YEARS: readonly number[] = Object.keys(REST).map(Number);

/** A 调休 Saturday or Sunday is a working day. @throws CalendarError outside the covered years */
export function isWorkingDay(day: Day): boolean {
  if (!isRealDay(day)) throw new InputError(`「${day}」不是真实日期，请写成 2022-04-25 的样子。`);
  const year = REST[Number(day.slice(0, 4))];
  if (year === undefined) {
    throw new CalendarError(
      `没有 ${day.slice(0, 4)} 年的放假安排，无法判断 ${day} 是否为工作日；目前覆盖 ${COVERED_YEARS[0]} 至 ${COVERED_YEARS.at(-1)} 年，请补充该年的国务院办公厅通知。`,
    );
  }
  const monthDay = day.slice(5);
  if (year.worked.includes(monthDay)) return true;
  if (year.off.some(([from, to]) => monthDay >= from && monthDay <= to)) return false;
  return weekday(day) !== 0 && weekday(day) !== 6;
}

/** The `count` working days after `start`, which itself is not counted (民法典 §201). */
export function addWorkingDays(start: Day, count: number): CountedDays {
  isWorkingDay(start);
  return count === 0 ? { due: start, counted: [] } : workingDaysFrom(plusDays(start, 1), count);
}

/** The first `count` working days from `first` on, itself counted when it is one (公示: the seed's own notice). */
export function workingDaysFrom(first: Day, count: number): CountedDays {
  const counted: Day[] = [];
  let day = first;
  while (counted.length < count) {
    if (isWorkingDay(day)) counted.push(day);
    if (counted.length < count) day = plusDays(day, 1);
  }
  return { due: counted.at(-1) ?? first, counted };
}

/** Working days after `today` up to and including `due`; negative when `due` has passed. */
export function workingDaysLeft(today: Day, due: Day): number {
  const [from, to, sign] = today <= due ? [today, due, 1] : [due, today, -1];
  let left = 0;
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) if (isWorkingDay(day)) left += sign;
  return left;
}
