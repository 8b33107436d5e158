import { CalendarError } from '../../domain/calendar/working-days.ts';
import type { Day } from '../../domain/date.ts';
import { type Deadline, deadlineAfter } from '../../domain/deadlines/deadline.ts';
import type { DueDate, Receipts } from '../../evidence/receipts.ts';
import type { Given } from './rule.ts';
import { grantedStage, stageNamed } from './stages.ts';

/** A stage of the receipts with the deadline of our own count. */
export interface CountedStage {
  index: number;
  stage: DueDate;
  from: Day;
  own: Deadline;
}

/** Every begun stage with a limit, counted anew from the day that starts it; those that the calendar does not cover are left out. */
export function countedStages({ granted, policy }: Given<'policy' | 'receipts'>): CountedStage[] {
  const stages = granted.receipts.deadlines;
  return stages.flatMap((stage, index) => {
    const event = stageNamed(stage.stage)?.event;
    const from = event && startOf(stage, stages);
    if (event === undefined || from === undefined) return [];
    try {
      return [{ index, stage, from, own: deadlineAfter(event, from, policy) }];
    } catch (error) {
      if (error instanceof CalendarError) return [];
      throw error;
    }
  });
}

/** The three months run from the approval, whenever the training begins. */
function startOf({ subject, stage, startedOn }: DueDate, all: Receipts['deadlines']): Day | undefined {
  return stageNamed(stage)?.event === 'filing-approved' ? grantedStage(all, '备案审核', subject)?.doneOn : startedOn;
}
