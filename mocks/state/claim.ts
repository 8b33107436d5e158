import { addWorkingDays } from '../../domain/calendar/working-days.ts';
import type { Day } from '../../domain/date.ts';
import { sameFolded, visibleText } from '../../domain/fold.ts';
import { checkBankAccount } from '../../domain/identifiers/bank-account.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { subsidyFor } from '../../domain/policy/policy.ts';
import { type Context, need } from './context.ts';
import type { Attendance, Claim, Filing, Trainee } from './model.ts';
import { Refusal } from './refusal.ts';
import { CLAIM_TRANSITIONS, step } from './transitions.ts';

export interface Claimable {
  filing: Filing;
  trainees: Trainee[];
  amount: number;
  refusal?: string;
}
type Account = Claim['account'];

interface Training {
  importBy(filing: Filing): Day | undefined;
  trainees(filingId: string): Trainee[];
  attendance(filingId: string): Attendance[];
}

/** What may be claimed, and the claim itself up to its mailing. */
export function claimRules(context: Context, training: Training) {
  const { tables, store } = context;

  function refusalOf(filing: Filing, trainees: Trainee[]): string | undefined {
    const { parameters } = context.policy(filing.creditCode);
    if (filing.training === undefined) return '尚未登记培训起止日期';
    if (trainees.length === 0) return '尚未导入学员花名册';
    const due = training.importBy(filing);
    if (due !== undefined && context.today() > due)
      return `应在培训结束后 ${parameters.importWorkingDays} 个工作日内（${due} 前）申请，现已逾期`;
    const attendance = new Map(training.attendance(filing.id).map((own) => [own.idNumber, own]));
    const faults: [rule: (own: Attendance | undefined) => boolean, sentence: string][] = [
      [
        // To the second: sums of fractions of a minute fall short of what they are.
        (own) => Math.round((own?.minutes ?? 0) * 60) < parameters.minimumMinutes * 60,
        `学习时长不足 ${parameters.minimumMinutes} 分钟`,
      ],
      [(own) => !(own?.learningDays ?? []).every((day) => own?.signInDays.includes(day)), '有学习日未签到'],
      [(own) => (own?.questions ?? 0) === 0, '没有互动答疑记录'],
      [(own) => own?.exam === undefined, '没有课后考试记录'],
      [
        (own) => own?.exam !== undefined && own.lastLearning !== undefined && own.exam.at < own.lastLearning,
        '考试早于学习结束',
      ],
      [
        (own) => own?.exam !== undefined && own.exam.score < parameters.passMark,
        `考试成绩低于 ${parameters.passMark} 分`,
      ],
    ];
    for (const [fails, sentence] of faults) {
      const failing = trainees.filter((trainee) => fails(attendance.get(trainee.idNumber)));
      const [first] = failing;
      if (first !== undefined) return `有 ${failing.length} 名学员${sentence}（如 ${maskIdNumber(first.idNumber)}）`;
    }
    return undefined;
  }

  function claimable(creditCode: string): Claimable[] {
    return tables.filings
      .all()
      .filter(
        (filing) => filing.creditCode === creditCode && filing.status === '备案通过' && filing.claimId === undefined,
      )
      .map((filing) => {
        const trainees = training.trainees(filing.id);
        const refusal = refusalOf(filing, trainees);
        return {
          filing,
          trainees,
          amount: subsidyFor(context.policy(creditCode), trainees.length),
          ...(refusal !== undefined && { refusal }),
        };
      });
  }

  function checkedAccount(creditCode: string, account: Account): Account {
    const unit = context.enterprise(creditCode);
    const fields: Record<string, string> = {};
    const number = checkBankAccount(account.number);
    if (visibleText(account.bank) === '') fields.bank = '请填写开户银行';
    if (visibleText(account.name) === '') fields.name = '请填写账户名称';
    else if (!sameFolded(account.name, unit.name))
      fields.name = `账户名称应为本单位全称「${unit.name}」，补贴只拨付到本单位账户`;
    if (!number.ok) fields.number = number.reason;
    if (Object.keys(fields).length > 0) throw new Refusal('银行账户信息有误，请按提示修改。', fields);
    return { bank: visibleText(account.bank), name: unit.name, number: number.ok ? number.value : '' };
  }

  return {
    claimable,
    mailBy: (claim: Claim) => mailBy(context, claim),
    claims: (creditCode: string) => tables.claims.all().filter((claim) => claim.creditCode === creditCode),
    claim: (id: string) => need(tables.claims.get(id), '该补贴申请'),
    submitClaim(creditCode: string, input: { filingIds: string[]; account: Account }): Claim {
      return store.atomic(() => {
        const ids = [...new Set(input.filingIds)];
        if (ids.length === 0) throw new Refusal('请先勾选要申请补贴的培训项目。');
        const before = tables.claims
          .all()
          .find(
            (claim) =>
              claim.creditCode === creditCode &&
              claim.lines.length === ids.length &&
              claim.lines.every((line) => ids.includes(line.filingId)),
          );
        if (before !== undefined) return before;
        const chosen = ids.map((id) =>
          need(
            claimable(creditCode).find((candidate) => candidate.filing.id === id),
            '可申请补贴的该项目',
          ),
        );
        const refused = chosen.find((candidate) => candidate.refusal !== undefined);
        if (refused !== undefined) throw new Refusal(`「${refused.filing.course}」不能申请补贴：${refused.refusal}。`);
        const account = checkedAccount(creditCode, input.account);
        const id = context.id('C');
        const lines = chosen.map(({ filing, trainees, amount }) => ({
          filingId: filing.id,
          course: filing.course,
          trainees: trainees.map((trainee) => trainee.idNumber),
          amount,
        }));
        for (const { filing } of chosen) tables.filings.put(filing.id, { ...filing, claimId: id });
        return tables.claims.put(id, {
          id,
          creditCode,
          status: '待寄送材料',
          receipt: context.receipt('SQ', creditCode),
          lines,
          amount: lines.reduce((sum, line) => sum + line.amount, 0),
          account,
          submittedAt: context.now(),
          reasons: [],
          callBacks: [],
        });
      });
    },
    resubmitClaim(creditCode: string, claimId: string, input: { account: Account }): Claim {
      return store.atomic(() => {
        const claim = need(tables.claims.get(claimId), '该补贴申请');
        if (claim.creditCode !== creditCode) throw new Refusal('该补贴申请不属于本单位，不能办理。');
        const status = step(CLAIM_TRANSITIONS.resubmit, claim.status, claim.receipt);
        const {
          mailedAt: _m,
          acceptedAt: _a,
          reviewedAt: _r,
          noticeId: _n,
          financeAt: _f,
          paymentFailure: _p,
          ...kept
        } = claim;
        return tables.claims.put(claimId, {
          ...kept,
          status,
          account: checkedAccount(creditCode, input.account),
          submittedAt: context.now(),
          reasons: [],
          callBacks: [],
        });
      });
    },
  };
}

/** Last day to mail the materials. */
export function mailBy(context: Context, claim: Claim): Day {
  return addWorkingDays(claim.submittedAt.slice(0, 10), context.policy(claim.creditCode).parameters.mailWorkingDays)
    .due;
}
