import { CalendarError } from '../../domain/calendar/working-days.ts';
import type { Day } from '../../domain/date.ts';
import { type DeadlineEvent, deadlineAfter } from '../../domain/deadlines/deadline.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import type { DueDate } from '../../evidence/receipts.ts';
import { STAGES, type Stage } from '../engine/stages.ts';
import type { Subject } from '../engine/subject.ts';
import { TO_CHECK } from '../report/due-dates/is-late.ts';

/** The stages that 办理日期 shows as begun, with their due days; of a bundle, what its portal said. */
export function dueDatesOf({ case: { dates }, policy, granted }: Subject): DueDate[] {
  if (granted !== undefined) return granted.receipts.deadlines;
  return STAGES.flatMap(({ name, owner, from, to, event, limit, overBy }: Stage) => {
    const [startedOn, over] = [dates[from], dates[to]];
    if (startedOn === undefined) return [];
    const due = event && policy && dueOn(event, startedOn, policy);
    const unknown = overBy && due !== undefined && over !== undefined && over > due;
    const doneOn = unknown ? undefined : over;
    return [
      {
        subject: '办理日期',
        stage: name,
        state: unknown ? TO_CHECK : over === undefined ? '进行中' : '已完成',
        owner,
        startedOn,
        ...(due !== undefined && { due }),
        ...(doneOn !== undefined && { doneOn }),
        ...(limit && policy && { limit: limit(policy.parameters) }),
      },
    ];
  });
}

/** Undefined where the calendar ends: never a guess. */
function dueOn(event: DeadlineEvent, from: Day, policy: PolicyPack): Day | undefined {
  try {
    return deadlineAfter(event, from, policy).due;
  } catch (error) {
    if (error instanceof CalendarError) return undefined;
    throw error;
  }
}
