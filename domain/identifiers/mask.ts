/** Characters of a number that its mask leaves, at the beginning and at the end. */
export const MASK_LEAVES = { first: 3, last: 4 } as const;
const { first, last } = MASK_LEAVES;

/** 310***********0012 (个人信息保护法 §51: shown masked unless asked for by name). */
export function maskIdNumber(value: string): string {
  const hidden = value.length - first - last;
  return hidden <= 0 ? '*'.repeat(value.length) : value.slice(0, first) + '*'.repeat(hidden) + value.slice(-last);
}

/** Masked ID numbers in a text. */
export const MASKED_ID_NUMBERS = new RegExp(`\\d{${first}}\\*{${18 - first - last}}[\\dX]{${last}}`, 'g');

/** 138****1234 */
export function maskPhone(value: string): string {
  return value.length <= 7 ? '*'.repeat(value.length) : `${value.slice(0, 3)}****${value.slice(-4)}`;
}

/** The family name alone, as far as its first character says it. */
export function maskName(value: string): string {
  return `${[...value][0] ?? ''}*`;
}

/** Last four digits of an account. */
export function maskAccount(value: string): string {
  return value.length <= 4 ? '*'.repeat(value.length) : '*'.repeat(value.length - 4) + value.slice(-4);
}
