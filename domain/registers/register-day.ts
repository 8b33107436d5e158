import { readTimeText } from '../case/cells/time-text.ts';
import { type Day, isRealDay, plusDays } from '../date.ts';
import { withoutHidden } from '../hidden-characters.ts';

/** People born, insured or retired before 1900 or after 2100 are typing errors. */
const YEARS = { first: 1900, last: 2100 };

/** How a register says that there is no such day: still insured, still alive. */
const OPEN = /^(-|—|–|\/|无|空|至今|今|在保|参保中|在缴|正常|在籍|在读|健在|null|\\n|n\/a|9999\D?.*|0)?$/i;

/** Months as social insurance writes them: 202205, 2022-05, 2022年5月. */
const MONTH = /^(?<year>\d{4})(?:\s*[-/.年]\s*(?<month>\d{1,2})\s*月?|(?<month2>\d{2}))$/;

/** The days that a text means, from the first to the last: a month is all of its days. Both absent: no such day. */
export type RegisterDay = { first?: Day; last?: Day } | 'unreadable';

/** In every spelling that the case reader knows, and months alone. */
export function registerDay(written: string): RegisterDay {
  const text = withoutHidden(written)
    .text.normalize('NFKC')
    .trim()
    .replace(/^="?|"$|^'/g, '')
    .trim();
  if (OPEN.test(text)) return {};
  const month = MONTH.exec(text)?.groups;
  if (month !== undefined) return wholeMonth(`${month.year}-${(month.month ?? month.month2 ?? '').padStart(2, '0')}`);
  const reading = readTimeText(text);
  if ('reason' in reading || !reading.value.includes('-')) return 'unreadable';
  const day = reading.value.slice(0, 10);
  return isPlausible(day) ? { first: day, last: day } : 'unreadable';
}

function wholeMonth(month: string): RegisterDay {
  const first = `${month}-01`;
  if (!isRealDay(first) || !isPlausible(first)) return 'unreadable';
  return { first, last: plusDays(`${plusDays(first, 31).slice(0, 7)}-01`, -1) };
}

function isPlausible(day: Day): boolean {
  const year = Number(day.slice(0, 4));
  return year >= YEARS.first && year <= YEARS.last;
}
