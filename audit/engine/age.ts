import type { Day } from '../../domain/date.ts';
import { birthDay } from '../../domain/identifiers/id-number.ts';

/** Whole years on a day; the birthday itself counts (民法典 §§13, 17: 周岁), 29 February on 1 March of other years. */
export function ageOn(idNumber: string, day: Day): number {
  const birth = birthDay(idNumber);
  return Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);
}

/** The 17th digit is odd for men (GB 11643). */
export function isMale(idNumber: string): boolean {
  return Number(idNumber[16]) % 2 === 1;
}
