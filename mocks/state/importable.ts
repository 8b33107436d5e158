import { LIMITS } from '../../domain/policy/sentences.ts';
import type { Context } from './context.ts';
import type { Filing, ImportProblem } from './model.ts';
import { importBy } from './training.ts';

/** What is kept of an import when a person says so, and what is wrong with the rest. */
export interface Judged<P> {
  pending: P;
  good: number;
  problems: ImportProblem[];
}

/** The filings of a unit that something may be imported for. */
export function approvedFilings({ tables }: Context, creditCode: string): Filing[] {
  return tables.filings.all().filter((filing) => filing.creditCode === creditCode && filing.status === '备案通过');
}

/** Why nothing may be imported for this filing now; undefined when it may. */
export function whyClosed(context: Context, filing: Filing): string | undefined {
  if (filing.training === undefined) return `「${filing.course}」尚未登记培训起止日期，请先登记`;
  if (filing.claimId !== undefined) return `「${filing.course}」已申请补贴，不能再导入`;
  const due = importBy(context, filing);
  const limit = LIMITS.import(context.policy(filing.creditCode).parameters);
  return due !== undefined && context.today() > due
    ? `「${filing.course}」的学员信息应在${limit}（${due} 前）导入，现已逾期`
    : undefined;
}
