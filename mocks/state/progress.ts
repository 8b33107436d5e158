import { addWorkingDays } from '../../domain/calendar/working-days.ts';
import type { Day } from '../../domain/date.ts';
import { mailBy } from './claim.ts';
import type { Context } from './context.ts';
import type { Claim, Filing } from './model.ts';
import type { ProgressStage } from './portal-api.ts';

type Draft = Omit<ProgressStage, 'state' | 'subject'> & { begun: boolean };

/** The stages of every filing and claim of a unit: since when, until when, and who has the ball. */
export function progressRules(context: Context, importBy: (filing: Filing) => Day | undefined) {
  const { tables } = context;
  const day = (moment: string | undefined) => moment?.slice(0, 10);

  function filingStages(filing: Filing): Draft[] {
    const imported = (tables.trainees.get(filing.id)?.rows.length ?? 0) > 0;
    const claim = filing.claimId === undefined ? undefined : tables.claims.get(filing.claimId);
    const approved = filing.trainBy !== undefined;
    return [
      stage('备案审核', '区人社局', true, { startedOn: day(filing.submittedAt), doneOn: day(filing.reviewedAt) }),
      stage('组织培训', '物学网', approved, {
        startedOn: filing.training?.start ?? day(filing.reviewedAt),
        doneOn: filing.training?.end,
        due: filing.trainBy,
        limit: '备案通过后 3 个月内',
      }),
      stage('导入学员并申请补贴', '企业', filing.training !== undefined, {
        startedOn: filing.training?.end,
        doneOn: imported ? day(claim?.submittedAt) : undefined,
        due: importBy(filing),
        limit: '培训结束后 10 个工作日内',
      }),
    ];
  }

  function claimStages(claim: Claim): Draft[] {
    const { parameters } = context.policy(claim.creditCode);
    const accepted = day(claim.acceptedAt);
    const notice = claim.noticeId === undefined ? undefined : tables.notices.get(claim.noticeId);
    const reviewDue = accepted === undefined ? undefined : addWorkingDays(accepted, parameters.reviewWorkingDays).due;
    const noticeOver = notice?.status === '公示期满';
    return [
      stage('寄送材料', '企业', true, {
        startedOn: day(claim.submittedAt),
        doneOn: day(claim.mailedAt),
        due: mailBy(context, claim),
        limit: '提交申请后 10 个工作日内',
      }),
      stage('正式受理', '区就促中心', claim.mailedAt !== undefined, {
        startedOn: day(claim.mailedAt),
        doneOn: accepted,
      }),
      stage('审核和材料复核', '区人社局', accepted !== undefined, {
        startedOn: accepted,
        doneOn: day(claim.reviewedAt),
        due: reviewDue,
        limit: '正式受理后 30 个工作日内',
      }),
      stage('网上公示', '区人社局', notice !== undefined, {
        startedOn: notice?.from,
        doneOn: noticeOver ? notice?.to : undefined,
        due: notice?.to,
        limit: '5 个工作日（首日计入）',
      }),
      stage('财政核准', '区财政', noticeOver, {
        startedOn: noticeOver ? notice?.to : undefined,
        doneOn: day(claim.financeAt),
        due:
          noticeOver && notice !== undefined ? addWorkingDays(notice.to, parameters.financeWorkingDays).due : undefined,
        limit: '公示结束后 30 个工作日内',
      }),
      stage('拨付', '区财政', claim.financeAt !== undefined, {
        startedOn: day(claim.financeAt),
        doneOn: day(claim.paidAt),
      }),
    ];
  }

  function judged(subject: string, { begun, ...draft }: Draft): ProgressStage {
    const state =
      draft.doneOn !== undefined
        ? '已完成'
        : !begun
          ? '未开始'
          : draft.due !== undefined && context.today() > draft.due
            ? '已逾期'
            : '进行中';
    return { subject, state, ...draft };
  }

  return {
    progress(creditCode: string): ProgressStage[] {
      const filings = tables.filings
        .all()
        .filter((filing) => filing.creditCode === creditCode && filing.status !== '草稿');
      const claims = tables.claims.all().filter((claim) => claim.creditCode === creditCode);
      return [
        ...filings.flatMap((filing) => filingStages(filing).map((draft) => judged(filing.course, draft))),
        ...claims.flatMap((claim) => claimStages(claim).map((draft) => judged(`补贴申请 ${claim.receipt}`, draft))),
      ];
    },
  };
}

/** Absent days stay absent keys. */
function stage(
  name: string,
  owner: ProgressStage['owner'],
  begun: boolean,
  days: { [K in 'startedOn' | 'doneOn' | 'due' | 'limit']?: string | undefined },
): Draft {
  const known = Object.fromEntries(Object.entries(days).filter(([, value]) => value !== undefined));
  return { stage: name, owner, begun, ...known };
}
