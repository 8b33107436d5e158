/** Days between the two first days that spreadsheets count from, of 1900 and 1904. */
const DAYS_TO_1904 = 1462;
/**
 * Serial of the day after 9999-12-31, the last that a spreadsheet knows; day 60 (29 February 1900) never existed,
 * hence 25569.
 */
const AFTER_LAST_DAY = 2_958_466;
const UNIX_EPOCH = 25_569;

/**
 * A spreadsheet's serial number in `RawCell`'s forms: a moment, a day alone where it is whole, a time
 * alone below 1. Its fraction misses whole seconds by some milliseconds. Undefined where it is no time.
 */
export function timeOfSerial(number: number, from1904: boolean): string | undefined {
  const serial = number + (from1904 ? DAYS_TO_1904 : 0);
  if (!(number >= 0 && serial < AFTER_LAST_DAY)) return undefined;
  const moment = new Date(Math.round((serial - UNIX_EPOCH) * 86_400) * 1000).toISOString();
  // A time without a day, such as 08:58, is a fraction alone.
  if (number < 1) return moment.slice(11, 19);
  return moment.slice(0, Number.isInteger(number) ? 10 : 19);
}
