import { dayFromNumber, isRealDay, weekday } from '../../date.ts';

/** What a text says of time: a moment, a day or a time alone (`RawCell`'s forms), or why it is not understood. */
export type TimeReading = { value: string } | { reason: string };

const DATE = String.raw`(?<year>\d{4})\s*(?:[-/.年]\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})\s*[日号]?|(?<month2>\d{2})(?<day2>\d{2}))`;
const WEEKDAY = String.raw`\(?(?:星期|周|礼拜)(?<weekday>[一二三四五六日天])\)?`;
const HALF = String.raw`上午|下午|中午|凌晨|早上|晚上|[AP]\.?M\.?`;
const CLOCK = String.raw`(?<hour>\d{1,2})\s*[:时点](?:\s*(?<minute>\d{1,2})(?:\s*[:分](?:\s*(?<second>\d{1,2})(?:\.\d+)?\s*秒?)?)?)?`;
const ZONE = String.raw`Z|[+-]\d{2}:?\d{2}`;
const SPELLED = new RegExp(
  `^${DATE}\\s*(?:${WEEKDAY})?(?:[T\\s]*(?<before>${HALF})?\\s*${CLOCK}\\s*(?<after>${HALF})?\\s*(?<zone>${ZONE})?)?\\s*(?:${WEEKDAY.replace('<weekday>', '<weekday2>')})?$`,
  'i',
);
const TIME_ALONE = new RegExp(`^(?<before>${HALF})?\\s*${CLOCK}\\s*(?<after>${HALF})?$`, 'i');
/** 20220509090000 and 202205090900, as platforms export them. */
const DIGITS = /^(?<year>20\d{2})(?<month>\d{2})(?<day>\d{2})(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?$/;

const BEIJING = /^\+08:?00$/;
const UNREAL = '不是真实存在的日期';

/** Every spelling that can mean one moment only; nothing is guessed. */
export function readTimeText(raw: string): TimeReading {
  const text = raw.normalize('NFKC').trim();
  const alone = TIME_ALONE.exec(text)?.groups;
  if (alone !== undefined) {
    const clock = clockOf(alone);
    return 'reason' in clock ? clock : { value: clock.value };
  }
  const groups = (DIGITS.exec(text) ?? SPELLED.exec(text))?.groups;
  if (groups === undefined) return { reason: whyNot(text) };
  const { year, month = groups.month2, day = groups.day2 } = groups;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (!isRealDay(date)) return { reason: UNREAL };
  const named = groups.weekday ?? groups.weekday2;
  if (named !== undefined && '日一二三四五六'.indexOf(named.replace('天', '日')) !== weekday(date))
    return { reason: '日期与星期不符' };
  if (groups.zone !== undefined && !BEIJING.test(groups.zone)) return { reason: '带有时区，看不出是不是北京时间' };
  if (groups.hour === undefined) return { value: date };
  const clock = clockOf(groups);
  return 'reason' in clock ? clock : { value: `${date}T${clock.value}` };
}

/** A number that stands where a time should: a day of eight digits, a moment of 12 or 14, or a count of seconds. */
export function readTimeNumber(number: number): TimeReading | undefined {
  const digits = String(number);
  if (/^(20\d{6}|20\d{10}|20\d{12})$/.test(digits)) return readTimeText(digits);
  const probably = unixTime(digits);
  return probably === undefined ? undefined : { reason: probably };
}

function clockOf({ before, after, hour, minute, second }: Record<string, string | undefined>): TimeReading {
  const half = (before ?? after)?.toUpperCase().replaceAll('.', '');
  if (before !== undefined && after !== undefined) return { reason: '上午、下午写了两次' };
  let hours = Number(hour);
  if (hours === 24) return { reason: '写的是 24 时，应写次日 0 时' };
  if (half !== undefined) {
    const late = ['下午', '晚上', 'PM'].includes(half) || (half === '中午' && hours < 10);
    if (half === '晚上' && hours === 12) return { reason: '晚上 12 时看不出是哪一天' };
    if (!late && half !== '中午' && hours > 12) return { reason: '上午、下午与钟点不符' };
    if (late && hours < 12) hours += 12;
    if (!late && half !== '中午' && hours === 12) hours = 0;
  }
  if (hours > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return { reason: '不是真实存在的时间' };
  return { value: `${two(String(hours))}:${two(minute)}:${two(second)}` };
}

const two = (part: string | undefined) => (part ?? '0').padStart(2, '0');

/** What a text that is not understood probably means. */
function whyNot(text: string): string {
  const short = /^(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\D|$)/.exec(text);
  if (short !== null) return `年份只有两位，可能是 ${`20${short[1]}-${two(short[2])}-${two(short[3])}`}`;
  if (/^\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}/.test(text)) return '看不出哪个是月、哪个是日';
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const day = dayFromNumber(Math.floor(Number(text)) - 25_569);
    return `可能是日期序号，即 ${day}`;
  }
  if (/^20\d{4,5}$/.test(text)) return '位数不足，看不出月和日';
  return unixTime(text) ?? '是看不懂的写法';
}

/** Seconds or milliseconds since 1970, as programs keep time. */
function unixTime(digits: string): string | undefined {
  if (!/^1\d{9}(\d{3})?$/.test(digits)) return undefined;
  const seconds = Number(digits.slice(0, 10)) + 8 * 3600;
  const moment = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return `可能是从 1970 年数起的时间戳，即北京时间 ${moment}`;
}
