import type { Project } from '../../domain/case/model/schema.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { subsidyFor, subsidyPerPerson } from '../../domain/policy/policy.ts';
import { whyMissing } from './needs.ts';
import type { Subject } from './subject.ts';

/** What a project comes to by the policy. */
export interface AmountDue {
  /** Persons paid for. */
  heads: number;
  /** Yuan per person. */
  each: number;
  /** Yuan in all. */
  sum: number;
}

/** For so many persons of a project: no more are paid for than were filed. */
export function amountDue(
  policy: PolicyPack,
  { plannedTrainees, costPerPerson }: Pick<Project, 'plannedTrainees' | 'costPerPerson'>,
  persons: number,
): AmountDue {
  const heads = Math.min(persons, plannedTrainees);
  return { heads, each: subsidyPerPerson(policy, costPerPerson), sum: subsidyFor(policy, heads, costPerPerson) };
}

/** The sheets that decide who attained what a subsidy is paid for. */
export const DECIDE = ['课程汇总', '学习记录', '签到记录', '答疑记录', '考试记录'] as const;

/** Why it is unknown who attained everything: a missing sheet does not prove that nobody did. */
export function whyNobodyKnows(subject: Subject): string | undefined {
  for (const sheet of DECIDE) {
    const reason = whyMissing(sheet, subject);
    if (reason !== undefined) return `${reason}，谁达到要求无从得知`;
  }
  return undefined;
}

/** What is due for a course of a case in which so many attained everything; undefined where the case does not say enough. */
export function amountDueOf(subject: Subject, course: string, attained: number): AmountDue | undefined {
  const { policy } = subject;
  const project = subject.case.projects.find((one) => one.course === course);
  if (policy === undefined || project === undefined || whyNobodyKnows(subject) !== undefined) return undefined;
  if (policy.parameters.subsidy.kind === 'share' && project.costPerPerson === undefined) return undefined;
  return amountDue(policy, project, attained);
}
