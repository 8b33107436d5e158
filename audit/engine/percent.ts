/** 0.95 → 95%; no more digits than it needs. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}
