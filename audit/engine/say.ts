import { maskIdNumber } from '../../domain/identifiers/mask.ts';
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
