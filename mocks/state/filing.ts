import { subsidyFor } from '../../domain/policy/policy.ts';
import { Refusal } from '../base/refusal.ts';
import { openApplication, takeMaterials } from './applications.ts';
import { type Context, need } from './context.ts';
import { checkedFiling, type FilingInput, isLiveCourse } from './filing-input.ts';
import { voidLetter } from './letters.ts';
import type { Filing } from './model.ts';
import { type Page, paged } from './paging.ts';
import { FILING_TRANSITIONS, step } from './transitions.ts';

/** What each answer of 「审核结果」 means. */
const RESULTS: Record<string, Filing['status'][]> = {
  待审核: ['待审核'],
  通过: ['备案通过', '已失效'],
  退回: ['已退回'],
};

/** Looking filings up. */
export function filingQueries(context: Context) {
  const { tables } = context;
  return {
    openApplication: (creditCode: string) => openApplication(context, creditCode),
    application: (id: string) => need(tables.applications.get(id), '该备案申请'),
    drafts: (creditCode: string) =>
      tables.filings.all().filter((filing) => filing.creditCode === creditCode && filing.status === '草稿'),
    filings(
      creditCode: string,
      query: { result?: string; status?: string; page?: number; size?: number },
    ): Page<Filing> {
      const rows = tables.filings
        .all()
        .filter(
          (filing) =>
            filing.creditCode === creditCode &&
            filing.status !== '草稿' &&
            (!query.result || (RESULTS[query.result] ?? []).includes(filing.status)) &&
            (!query.status || filing.status === query.status),
        );
      return paged(rows, query.page ?? 1, query.size ?? 5);
    },
    filing: (id: string) => need(tables.filings.get(id), '该备案信息'),
    ownFiling: (creditCode: string, id: string) => ownFiling(context, creditCode, id),
    submittedFilings: (applicationId: string) =>
      tables.filings.all().filter((filing) => filing.applicationId === applicationId && filing.status !== '草稿'),
    plannedSubsidy: (plannedTrainees: number, creditCode: string) =>
      plannedSubsidy(context, plannedTrainees, creditCode),
  };
}

/** Entering, changing and taking up again. */
export function filingEntry(context: Context) {
  const { tables, store } = context;
  return {
    addFiling(creditCode: string, input: FilingInput): Filing {
      return store.atomic(() => {
        const values = checkedFiling(context, creditCode, input);
        const application = openApplication(context, creditCode);
        voidLetter(context, application.id, '新增了备案信息');
        const id = context.id('F');
        return tables.filings.put(id, {
          id,
          creditCode,
          applicationId: application.id,
          ...values,
          plannedSubsidy: plannedSubsidy(context, values.plannedTrainees, creditCode),
          status: '草稿',
          reasons: [],
        });
      });
    },
    editFiling(creditCode: string, id: string, input: FilingInput): Filing {
      return store.atomic(() => {
        const filing = ownFiling(context, creditCode, id);
        const status = step(FILING_TRANSITIONS.edit, filing.status, filing.course);
        const values = checkedFiling(context, creditCode, input, id);
        voidLetter(context, filing.applicationId, `修改了课程「${filing.course}」的备案信息`);
        return tables.filings.put(id, {
          ...filing,
          ...values,
          plannedSubsidy: plannedSubsidy(context, values.plannedTrainees, creditCode),
          status,
        });
      });
    },
    removeFiling(creditCode: string, id: string): void {
      store.atomic(() => {
        const filing = ownFiling(context, creditCode, id);
        step(FILING_TRANSITIONS.remove, filing.status, filing.course);
        voidLetter(context, filing.applicationId, `删除了课程「${filing.course}」的备案信息`);
        tables.filings.remove(id);
      });
    },
    reopenFiling(creditCode: string, id: string): Filing {
      return store.atomic(() => {
        const filing = ownFiling(context, creditCode, id);
        const status = step(FILING_TRANSITIONS.reopen, filing.status, filing.course);
        if (isLiveCourse(context, creditCode, filing.course, id))
          throw new Refusal(`本单位已另行备案课程「${filing.course}」，不能再重新办理这一条。`);
        const application = openApplication(context, creditCode);
        voidLetter(context, application.id, `重新办理课程「${filing.course}」`);
        takeMaterials(context, filing.applicationId, application.id);
        return tables.filings.put(id, { ...filing, status, applicationId: application.id });
      });
    },
  };
}

function ownFiling({ tables }: Context, creditCode: string, id: string): Filing {
  const filing = need(tables.filings.get(id), '该备案信息');
  if (filing.creditCode !== creditCode) throw new Refusal('该备案信息不属于本单位，不能办理。');
  return filing;
}

/** Yuan for this head count under the policy in force today. */
function plannedSubsidy(context: Context, plannedTrainees: number, creditCode: string): number {
  return subsidyFor(context.policy(creditCode), plannedTrainees);
}
