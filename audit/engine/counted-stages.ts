import { CalendarError } from '../../domain/calendar/working-days.ts';
import type { Day } from '../../domain/date.ts';
import { type Deadline, type DeadlineEvent, deadlineAfter } from '../../domain/deadlines/deadline.ts';
import type { DueDate, Receipts } from '../../evidence/receipts.ts';
import type { Given } from './rule.ts';

/** What starts the limit of each stage that the portal counts. */
const STARTS: Readonly<Record<string, DeadlineEvent>> = {
  组织培训: 'filing-approved',
  导入学员并申请补贴: 'training-ended',
  寄送材料: 'claim-submitted',
  审核和材料复核: 'claim-accepted',
  网上公示: 'notice-started',
  财政核准: 'notice-ended',
};

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
    const event = STARTS[stage.stage];
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
  return stage === '组织培训'
    ? all.find((other) => other.subject === subject && other.stage === '备案审核')?.doneOn
    : startedOn;
}
