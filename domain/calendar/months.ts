import { type Day, isRealDay, plusDays } from '../date.ts';
import { isWorkingDay } from './working-days.ts';

/** The corresponding day `months` later, the month's last day where there is none (民法典 §202). */
export function addMonths(day: Day, months: number): Day {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const month = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
  let date = Number(day.slice(8));
  while (!isRealDay(`${month}-${String(date).padStart(2, '0')}`)) date -= 1;
  return `${month}-${String(date).padStart(2, '0')}`;
}

/** As {@link addMonths}; a last day that is a rest day moves to the next working day (民法典 §203). */
export function addMonthsRolled(day: Day, months: number): Day {
  isWorkingDay(day);
  let due = addMonths(day, months);
  while (!isWorkingDay(due)) due = plusDays(due, 1);
  return due;
}
