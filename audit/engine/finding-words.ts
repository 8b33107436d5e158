import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { percent } from './percent.ts';
import type { Row } from './rule.ts';

/** A person of a row, masked, with the project. */
export function personOf(row: Row): string {
  return `${maskIdNumber(String(row.id_number))} · ${row.course}`;
}

/** Minutes and seconds of a number of seconds, as people read it: 1079 分 59 秒. */
export function minutes(seconds: unknown): string {
  const whole = Number(seconds);
  const rest = whole % 60;
  return rest === 0 ? `${whole / 60} 分钟` : `${Math.floor(whole / 60)} 分 ${rest} 秒`;
}

/** The share of those concerned, in percent, beside the threshold that it reached. */
export function share(part: unknown, whole: unknown, most: unknown): string {
  return `比例 ${percent(Number(part) / Number(whole), 1)}，阈值 ${percent(Number(most), 1)}`;
}

/** Most people that are named one by one; the others are only counted. */
const MOST_NAMED = 50;

/** Whom a sign is about, masked, from ID numbers with a space between them. */
export function concerned(people: unknown): string {
  const all = String(people).split(' ');
  const more = all.length > MOST_NAMED ? `等 ${all.length} 人` : '';
  return `涉及：${all.slice(0, MOST_NAMED).map(maskIdNumber).join('、')}${more}`;
}

/** The first and the last of a column of days or times. */
export function earliest(rows: readonly Row[], column: string): string {
  return rows.map((row) => String(row[column])).sort()[0] ?? '';
}
export function latest(rows: readonly Row[], column: string): string {
  return (
    rows
      .map((row) => String(row[column]))
      .sort()
      .at(-1) ?? ''
  );
}
