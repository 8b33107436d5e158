import { seededDigits } from '../base/seeded.ts';

/** The practice PIN of a unit's key. Derived each time, written nowhere. */
export function practicePin(seed: number, creditCode: string): string {
  return seededDigits(seed, `pin ${creditCode}`, 6);
}
