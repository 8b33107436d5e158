import { Refusal } from '../base/refusal.ts';
import type { Context } from './context.ts';
import type { Claim } from './model.ts';
import { moveClaim } from './move-claim.ts';
import { reasonsOf } from './submission.ts';

/** The district's side of a claim: acceptance, review, finance, payment. */
export function deskRules(context: Context) {
  const { tables } = context;

  return {
    deskQueue: () => ({
      filings: tables.filings.all().filter((filing) => filing.status !== '草稿'),
      claims: tables.claims.all(),
      notices: tables.notices.all(),
    }),
    acceptClaim: (id: string) => moveClaim(context, id, 'accept', () => ({ acceptedAt: context.now() })),
    approveClaim: (id: string) =>
      moveClaim(context, id, 'approve', (claim) => {
        const open = claim.callBacks.filter((call) => call.result === '待回访').length;
        if (claim.callBacks.length === 0) throw new Refusal('尚未抽取回访名单，请先完成学员电话回访再审核。');
        if (open > 0) throw new Refusal(`还有 ${open} 名学员待回访，请登记回访结果后再审核。`);
        return { reviewedAt: context.now(), reasons: [] };
      }),
    returnClaim(id: string, reasons: string[]): Claim {
      const given = reasonsOf(reasons);
      return moveClaim(context, id, 'return', () => ({ reviewedAt: context.now(), reasons: given }));
    },
    approveFinance: (id: string) => moveClaim(context, id, 'approveFinance', () => ({ financeAt: context.now() })),
    pay: (id: string) => moveClaim(context, id, 'pay', () => ({ paidAt: context.now() })),
    failPayment(id: string, reason: string): Claim {
      if (reason.trim() === '') throw new Refusal('请填写拨付失败的原因。', { reason: '请填写原因' });
      return moveClaim(context, id, 'failPayment', () => ({ paymentFailure: reason.trim() }));
    },
  };
}
