import type { PolicyPack } from './pack.ts';

type Parameters = PolicyPack['parameters'];

/** The limit of each stage as the portal and the audit print it. */
export const LIMITS = {
  training: ({ monthsToTrain }: Parameters) => `备案通过后 ${monthsToTrain} 个月内`,
  import: ({ importWorkingDays }: Parameters) => `培训结束后 ${importWorkingDays} 个工作日内`,
  mail: ({ mailWorkingDays }: Parameters) => `提交申请后 ${mailWorkingDays} 个工作日内`,
  review: ({ reviewWorkingDays }: Parameters) => `正式受理后 ${reviewWorkingDays} 个工作日内`,
  notice: ({ noticeWorkingDays }: Parameters) => `${noticeWorkingDays} 个工作日（首日计入）`,
  finance: ({ financeWorkingDays }: Parameters) => `公示结束后 ${financeWorkingDays} 个工作日内`,
} as const;

/** How long a project's learning takes at least: hours, then class hours and what else `rest` says of them. */
export function studyTime({ minimumMinutes, minutesPerClassHour }: Parameters, rest: string): string {
  return `不少于 ${minimumMinutes / 60} 小时（${minimumMinutes / minutesPerClassHour} 课时，${rest}），答疑和考试不计入`;
}
