/** 310***********0012 (个人信息保护法 §51: shown masked unless asked for by name). */
export function maskIdNumber(value: string): string {
  return value.length <= 7
    ? '*'.repeat(value.length)
    : value.slice(0, 3) + '*'.repeat(value.length - 7) + value.slice(-4);
}

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
