import { addMonthsRolled } from '../../domain/calendar/months.ts';
import { Refusal } from '../base/refusal.ts';
import { requireSealed } from './commitment.ts';
import { type Context, need } from './context.ts';
import { requireMaterials } from './materials.ts';
import type { Application, Filing } from './model.ts';
import { FILING_TRANSITIONS, step } from './transitions.ts';

/** Submission by the unit and review of filings by the district. */
export function submissionRules(context: Context) {
  const { tables, store } = context;

  function review(ids: string[], change: (filing: Filing) => Filing): Filing[] {
    if (ids.length === 0) throw new Refusal('请先勾选要审核的备案。');
    return store.atomic(() =>
      [...new Set(ids)].map((id) => {
        const filing = need(tables.filings.get(id), '该备案');
        return tables.filings.put(id, change(filing));
      }),
    );
  }

  return {
    submitApplication(creditCode: string, applicationId: string): Application {
      return store.atomic(() => {
        const application = need(tables.applications.get(applicationId), '该备案申请');
        if (application.creditCode !== creditCode) throw new Refusal('该备案申请不属于本单位，不能提交。');
        if (application.status === '已提交') return application;
        requireSealed(context, creditCode);
        requireMaterials(context, creditCode);
        const receipt = context.receipt('SH', creditCode);
        for (const filing of tables.filings
          .all()
          .filter((candidate) => candidate.applicationId === applicationId && candidate.status === '草稿')) {
          const status = step(FILING_TRANSITIONS.submit, filing.status, filing.course);
          const { reviewedAt: _reviewed, ...rest } = filing;
          tables.filings.put(filing.id, {
            ...rest,
            status,
            reasons: [],
            receipt: context.receipt('SH', creditCode),
            submittedAt: context.now(),
          });
        }
        return tables.applications.put(applicationId, {
          ...application,
          status: '已提交',
          submittedAt: context.now(),
          receipt,
        });
      });
    },
    approveFilings: (ids: string[]): Filing[] =>
      review(ids, (filing) => ({
        ...filing,
        status: step(FILING_TRANSITIONS.approve, filing.status, filing.course),
        reviewedAt: context.now(),
        reasons: [],
        trainBy: addMonthsRolled(context.today(), context.policy(filing.creditCode).parameters.monthsToTrain),
      })),
    returnFilings(ids: string[], reasons: string[]): Filing[] {
      const given = reasonsOf(reasons);
      return review(ids, (filing) => ({
        ...filing,
        status: step(FILING_TRANSITIONS.return, filing.status, filing.course),
        reviewedAt: context.now(),
        reasons: given,
      }));
    },
  };
}

/** Reasons as a person types them, one a line. @throws Refusal when there is none */
export function reasonsOf(reasons: string[]): string[] {
  const given = reasons.map((reason) => reason.trim()).filter((reason) => reason !== '');
  if (given.length === 0) throw new Refusal('请填写退回理由，企业将按理由修改。', { reasons: '请填写退回理由' });
  return given;
}

/** 逾期未实施的，视作放弃: an approved filing without a training lapses when its time is over. */
export function lapseFilings(context: Context): void {
  for (const filing of context.tables.filings.all()) {
    if (
      filing.status === '备案通过' &&
      filing.training === undefined &&
      filing.trainBy !== undefined &&
      context.today() > filing.trainBy
    ) {
      context.tables.filings.put(filing.id, {
        ...filing,
        status: step(FILING_TRANSITIONS.lapse, filing.status, filing.course),
        reasons: [`未在 ${filing.trainBy} 前组织培训，备案已失效，需重新备案`],
      });
    }
  }
}
