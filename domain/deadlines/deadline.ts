import { addMonthsRolled } from '../calendar/months.ts';
import { addWorkingDays, workingDaysFrom } from '../calendar/working-days.ts';
import type { Day } from '../date.ts';
import type { PolicyPack } from '../policy/pack.ts';

export const DEADLINE_EVENTS = [
  'filing-approved',
  'training-ended',
  'claim-submitted',
  'claim-accepted',
  'notice-started',
  'notice-ended',
] as const;
export type DeadlineEvent = (typeof DEADLINE_EVENTS)[number];

export interface Deadline {
  event: DeadlineEvent;
  date: Day;
  due: Day;
  /** How many, in `unit`. */
  days: number;
  unit: 'working-day' | 'month';
  /** Every working day that counted; empty for months. */
  counted: Day[];
  basis: string;
}

/** What each event starts, as a person would say it. */
export const WHAT_FOLLOWS: Readonly<Record<DeadlineEvent, { event: string; follows: string }>> = {
  'filing-approved': { event: '备案通过', follows: '组织培训' },
  'training-ended': { event: '培训结束', follows: '导入学员信息并申请补贴' },
  'claim-submitted': { event: '提交补贴申请', follows: '向区就促中心邮件寄送材料' },
  'claim-accepted': { event: '正式受理', follows: '区级审核和材料复核' },
  'notice-started': { event: '公示开始', follows: '公示期满' },
  'notice-ended': { event: '公示结束', follows: '财政核准' },
};

/**
 * Due day of what follows an event. @throws CalendarError where counting leaves the covered years
 */
export function deadlineAfter(event: DeadlineEvent, date: Day, policy: PolicyPack): Deadline {
  const { parameters } = policy;
  if (event === 'filing-approved') {
    const due = addMonthsRolled(date, parameters.monthsToTrain);
    return {
      event,
      date,
      due,
      days: parameters.monthsToTrain,
      unit: 'month',
      counted: [],
      basis: `${policy.citation}；民法典第二百零二条、第二百零三条：按月计算，末日为休息日的顺延至下一工作日`,
    };
  }
  if (event === 'notice-started') {
    const days = parameters.noticeWorkingDays;
    return {
      event,
      date,
      ...workingDaysFrom(date, days),
      days,
      unit: 'working-day',
      basis: `${policy.citation}；公示首日计入，以 2022年2月17日至2月23日的公示为例`,
    };
  }
  const days = {
    'training-ended': parameters.importWorkingDays,
    'claim-submitted': parameters.mailWorkingDays,
    'claim-accepted': parameters.reviewWorkingDays,
    'notice-ended': parameters.financeWorkingDays,
  }[event];
  return {
    event,
    date,
    ...addWorkingDays(date, days),
    days,
    unit: 'working-day',
    basis: `${policy.citation}；民法典第二百零一条：当日不计入，自次日起算，调休上班日计入`,
  };
}
