import { z } from 'zod';

/**
 * A calendar day, `YYYY-MM-DD`, in Shanghai. Never a `Date`: a day has no time
 * zone, and a `Date` made from one shifts west of UTC (docs/decisions/0001).
 */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isRealDay, '不是真实存在的日期');
export type Day = string;

/** Shanghai wall time, `YYYY-MM-DDTHH:mm:ss`, without an offset. */
export const Moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)
  .refine((m) => {
    const [h = 0, min = 0, s = 0] = m.slice(11).split(':').map(Number);
    return isRealDay(m.slice(0, 10)) && h < 24 && min < 60 && s < 60;
  }, '不是真实存在的时间');
export type Moment = string;

const DAY_MS = 86_400_000;

/** Days since 1970-01-01, the only arithmetic form of a day. */
export function dayNumber(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS;
}

export function dayFromNumber(n: number): Day {
  return new Date(n * DAY_MS).toISOString().slice(0, 10);
}

export function plusDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(day: Day): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

export function isRealDay(day: string): boolean {
  const n = dayNumber(day);
  return Number.isFinite(n) && dayFromNumber(n) === day;
}

export function dayOf(moment: Moment): Day {
  return moment.slice(0, 10);
}

/** Minutes between two moments, fractions kept; negative when `to` is earlier. */
export function minutesBetween(from: Moment, to: Moment): number {
  return (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 60_000;
}
