import { addMonths } from '../../domain/calendar/months.ts';
import { CalendarError } from '../../domain/calendar/working-days.ts';
import { DATES_SHEET } from '../../domain/case/model/layout.ts';
import type { CASE_EVENTS } from '../../domain/case/model/schema.ts';
import type { Day } from '../../domain/date.ts';
import { type Deadline, type DeadlineEvent, deadlineAfter } from '../../domain/deadlines/deadline.ts';
import { type Given, NotApplicable, type Opinion } from './rule.ts';

type CaseEvent = (typeof CASE_EVENTS)[number];

/** The deadline that `from` starts, with its counted days. @throws NotApplicable where the calendar ends: never a guess */
export function deadlineOf(
  { case: { dates }, policy }: Given<'policy'>,
  event: DeadlineEvent,
  from: CaseEvent,
): Deadline {
  try {
    // The rule needs the day as well, so it is there.
    return deadlineAfter(event, dates[from] as Day, policy);
  } catch (error) {
    if (error instanceof CalendarError) throw new NotApplicable(error.message);
    throw error;
  }
}

/** `to` must not be later than the deadline that `from` starts; the counted days are the evidence. */
export function withinDeadline(
  subject: Given<'policy'>,
  event: DeadlineEvent,
  from: CaseEvent,
  to: CaseEvent,
): Opinion[] {
  const deadline = deadlineOf(subject, event, from);
  const done = subject.case.dates[to] as Day;
  const how = explained(deadline, from);
  if (done < deadline.date)
    return [
      {
        where: [subject.locate(DATES_SHEET, undefined, to), subject.locate(DATES_SHEET, undefined, from)],
        message: `「${to}」${done} 早于「${from}」${deadline.date}，期限尚未起算；请核对日期`,
        evidence: countedDays(deadline),
      },
    ];
  return done > deadline.due
    ? [
        {
          where: [subject.locate(DATES_SHEET, undefined, to)],
          message: `「${to}」${done} 已逾期：${how}；请核对日期，确已逾期的须说明原因`,
          evidence: countedDays(deadline),
        },
      ]
    : [{ verdict: 'pass', where: [], message: `「${to}」${done} 未逾期：${how}`, evidence: countedDays(deadline) }];
}

/** From which day, how many, and the day that decides. */
export function explained({ date, due, days, unit }: Deadline, from: CaseEvent): string {
  if (unit === 'working-day') return `自「${from}」${date} 起算，第 ${days} 个工作日为 ${due}`;
  const corresponding = addMonths(date, days);
  const roll = corresponding === due ? '' : `为休息日，顺延至 ${due}`;
  return `自「${from}」${date} 起 ${days} 个月，届满日 ${corresponding}${roll}`;
}

export function countedDays({ counted, due }: Deadline): string[] {
  return counted.length === 0 ? [`届满日 ${due}`] : [`计入的工作日：${counted.join('、')}`, `届满日 ${due}`];
}
