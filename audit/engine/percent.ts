/** 0.95 → 95%; no more digits than it needs. */
export function percent(share: number, digits = 4): string {
  return `${Number((share * 100).toFixed(digits))}%`;
}
