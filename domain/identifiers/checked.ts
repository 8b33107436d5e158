/** What a checker says of a value: its normal form, or one Chinese sentence of what is off and what to do. */
export type Checked = { ok: true; value: string } | { ok: false; reason: string };

export const good = (value: string): Checked => ({ ok: true, value });
export const bad = (reason: string): Checked => ({ ok: false, reason });

/** Full-width forms, spaces and zero-width characters are how people paste; none of them means anything. */
export function normalise(raw: unknown): string {
  return String(raw ?? '')
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff]/g, '');
}
