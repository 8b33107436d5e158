import { workingDaysFrom } from '../../domain/calendar/working-days.ts';
import { chineseNumber } from '../../domain/chinese.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { Refusal } from '../base/refusal.ts';
import { seededSample } from '../base/seeded.ts';
import { type Context, need } from './context.ts';
import type { Claim, Notice } from './model.ts';
import { reasonsOf } from './submission.ts';
import { CLAIM_TRANSITIONS, step } from './transitions.ts';

const CALL_BACK_RESULTS = ['属实', '存疑', '未接通'] as const;

/** The district's side after the claim: acceptance, call-backs, review, notice, finance, payment. */
export function deskRules(context: Context) {
  const { tables, store } = context;
  const claimOf = (id: string) => need(tables.claims.get(id), '该补贴申请');

  function move(
    id: string,
    name: keyof typeof CLAIM_TRANSITIONS,
    change: (claim: Claim) => Partial<Claim> = () => ({}),
  ): Claim {
    return store.atomic(() => {
      const claim = claimOf(id);
      const status = step(CLAIM_TRANSITIONS[name], claim.status, claim.receipt);
      return tables.claims.put(id, { ...claim, ...change(claim), status });
    });
  }

  return {
    deskQueue: () => ({
      filings: tables.filings.all().filter((filing) => filing.status !== '草稿'),
      claims: tables.claims.all(),
      notices: tables.notices.all(),
    }),
    acceptClaim: (id: string) => move(id, 'accept', () => ({ acceptedAt: context.now() })),
    drawCallBacks(id: string, size: number): Claim {
      return move(id, 'callBack', (claim) => {
        const people = claim.lines.flatMap((line) =>
          line.trainees.map((idNumber) => ({ filingId: line.filingId, idNumber })),
        );
        if (!Number.isInteger(size) || size < 1 || size > people.length)
          throw new Refusal(`抽取人数应为 1 至 ${people.length} 的整数。`, { size: `请填写 1 至 ${people.length}` });
        if (claim.callBacks.some((call) => call.result !== '待回访'))
          throw new Refusal('已登记回访结果，不能重新抽取名单。');
        return {
          callBacks: seededSample(context.seed, `call-back ${claim.receipt}`, people, size).map((person) => ({
            ...person,
            result: '待回访' as const,
            note: '',
          })),
        };
      });
    },
    recordCallBack(id: string, filingId: string, idNumber: string, result: string, note: string): Claim {
      return move(id, 'callBack', (claim) => {
        const known = CALL_BACK_RESULTS.find((candidate) => candidate === result);
        if (known === undefined) throw new Refusal(`回访结果应为 ${CALL_BACK_RESULTS.join('、')} 之一。`);
        if (known === '存疑' && note.trim() === '')
          throw new Refusal('回访存疑时请写明情况。', { note: '请写明存疑的情况' });
        const called = (call: Claim['callBacks'][number]) => call.filingId === filingId && call.idNumber === idNumber;
        if (!claim.callBacks.some(called)) throw new Refusal(`${maskIdNumber(idNumber)} 不在回访名单中。`);
        return {
          callBacks: claim.callBacks.map((call) =>
            called(call) ? { ...call, result: known, note: note.trim() } : call,
          ),
        };
      });
    },
    approveClaim: (id: string) =>
      move(id, 'approve', (claim) => {
        const open = claim.callBacks.filter((call) => call.result === '待回访').length;
        if (claim.callBacks.length === 0) throw new Refusal('尚未抽取回访名单，请先完成学员电话回访再审核。');
        if (open > 0) throw new Refusal(`还有 ${open} 名学员待回访，请登记回访结果后再审核。`);
        return { reviewedAt: context.now(), reasons: [] };
      }),
    returnClaim(id: string, reasons: string[]): Claim {
      const given = reasonsOf(reasons);
      return move(id, 'return', () => ({ reviewedAt: context.now(), reasons: given }));
    },
    publishNotice(claimIds: string[]): Notice {
      const [first] = claimIds;
      if (first === undefined) throw new Refusal('请先勾选要公示的补贴申请。');
      return store.atomic(() => {
        const district = context.enterprise(claimOf(first).creditCode).district;
        if (claimIds.some((id) => context.enterprise(claimOf(id).creditCode).district !== district))
          throw new Refusal('一次公示只能包含同一个区的补贴申请，请分开发布。');
        const batch = store.next(`notice ${district}`);
        const id = context.id('N');
        const { noticeWorkingDays } = context.policy(claimOf(first).creditCode).parameters;
        const { due } = workingDaysFrom(context.today(), noticeWorkingDays);
        for (const claimId of claimIds) move(claimId, 'publish', () => ({ noticeId: id }));
        return tables.notices.put(id, {
          id,
          batch,
          district,
          title: `${district}受疫情影响企业职工线上职业培训补贴发放名单（第${chineseNumber(batch)}批）`,
          issuer: `${district}人力资源社会保障局`,
          from: context.today(),
          to: due,
          claimIds,
          status: '公示中',
        });
      });
    },
    closeNotice(id: string): Notice {
      return store.atomic(() => {
        const notice = need(tables.notices.get(id), '该公示');
        const { noticeWorkingDays } = context.policyOn(notice.from, notice.district).parameters;
        if (notice.status === '公示中' && context.today() <= notice.to)
          throw new Refusal(`公示期至 ${notice.to}（${noticeWorkingDays} 个工作日），期满后才能结束公示。`);
        for (const claimId of notice.claimIds) move(claimId, 'closeNotice');
        return tables.notices.put(id, { ...notice, status: '公示期满' });
      });
    },
    objectToNotice(id: string, objection: string): Notice {
      return store.atomic(() => {
        const notice = need(tables.notices.get(id), '该公示');
        if (objection.trim() === '') throw new Refusal('请填写异议内容。', { objection: '请填写异议内容' });
        if (context.today() > notice.to) throw new Refusal(`公示已于 ${notice.to} 期满，不能再登记异议。`);
        for (const claimId of notice.claimIds)
          move(claimId, 'object', () => ({ reasons: [`公示期间收到异议：${objection.trim()}`] }));
        return tables.notices.put(id, { ...notice, status: '公示异议', objection: objection.trim() });
      });
    },
    approveFinance: (id: string) => move(id, 'approveFinance', () => ({ financeAt: context.now() })),
    pay: (id: string) => move(id, 'pay', () => ({ paidAt: context.now() })),
    failPayment(id: string, reason: string): Claim {
      if (reason.trim() === '') throw new Refusal('请填写拨付失败的原因。', { reason: '请填写原因' });
      return move(id, 'failPayment', () => ({ paymentFailure: reason.trim() }));
    },
    notices: () => tables.notices.all(),
    notice: (id: string) => need(tables.notices.get(id), '该公示'),
  };
}
