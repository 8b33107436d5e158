import { withoutHidden } from '../hidden-characters.ts';

/** What a checker says of a value: its normal form, or one Chinese sentence of what is off and what to do. */
export type Checked = { ok: true; value: string } | { ok: false; reason: string };

export const good = (value: string): Checked => ({ ok: true, value });
export const bad = (reason: string): Checked => ({ ok: false, reason });

/** Full-width forms, spaces and hidden characters are how people paste; none of them means anything. */
export function normalise(raw: unknown): string {
  return withoutHidden(String(raw ?? ''))
    .text.normalize('NFKC')
    .replace(/\s/g, '');
}

/** The first number that a spreadsheet no longer keeps whole: it has 15 digits and makes the rest 0. */
const FIRST_LOST = 1e15;

/** A number whose last digits a spreadsheet has lost: kept as a number, or written out as 4.40981E+17. */
export function hasLostDigits(raw: unknown): boolean {
  if (typeof raw === 'number') return raw >= FIRST_LOST;
  return typeof raw === 'string' && /^\d(\.\d+)?E\+?\d+$/i.test(normalise(raw));
}
