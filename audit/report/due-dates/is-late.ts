import type { DueDate } from '../rehearsal.ts';

/** Done after its day, or not done and past it. */
export function isLate({ state, due, doneOn }: DueDate): boolean {
  return state === '已逾期' || (due !== undefined && doneOn !== undefined && doneOn > due);
}
