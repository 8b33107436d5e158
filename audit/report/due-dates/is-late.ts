import type { DueDate } from '../../../evidence/receipts.ts';
import { stageNamed } from '../../engine/stages.ts';

/** The days of a notice are a minimum: its due day is the first day on which it may end. */
export function isNotice({ stage }: DueDate): boolean {
  return stageNamed(stage)?.event === 'notice-started';
}

/** The state of a stage that is over, where it is unknown whether it ended in time. */
export const TO_CHECK = '须核对';

/** Done after its day, or not done and past it. */
export function isLate(row: DueDate): boolean {
  const { state, due, doneOn } = row;
  if (isNotice(row) && doneOn !== undefined) return false;
  return state === '已逾期' || (due !== undefined && doneOn !== undefined && doneOn > due);
}

/** A notice that ended before its days were over. */
export function isShort(row: DueDate): boolean {
  return isNotice(row) && row.due !== undefined && row.doneOn !== undefined && row.doneOn < row.due;
}
