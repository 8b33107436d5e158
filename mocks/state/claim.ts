import { addWorkingDays } from '../../domain/calendar/working-days.ts';
import { type Day, dayOf } from '../../domain/date.ts';
import { sameFolded, visibleText } from '../../domain/fold.ts';
import { checkBankAccount } from '../../domain/identifiers/bank-account.ts';
import { Refusal } from '../base/refusal.ts';
import { claimableFilings } from './claimable.ts';
import { type Context, need } from './context.ts';
import type { Claim } from './model.ts';
import { CLAIM_TRANSITIONS, step } from './transitions.ts';

type Account = Claim['account'];

/** What may be claimed, and the claim itself up to its mailing. */
export function claimRules(context: Context) {
  const { tables } = context;
  return {
    claimable: (creditCode: string) => claimableFilings(context, creditCode),
    mailBy: (claim: Claim) => mailBy(context, claim),
    claims: (creditCode: string) => claimsOf(context, creditCode),
    claim: (id: string) => need(tables.claims.get(id), '该补贴申请'),
    submitClaim: (creditCode: string, input: { filingIds: string[]; account: Account }) =>
      submitClaim(context, creditCode, input),
    resubmitClaim: (creditCode: string, claimId: string, { account }: { account: Account }) =>
      resubmitClaim(context, creditCode, claimId, account),
  };
}

/** Last day to mail the materials. */
export function mailBy(context: Context, claim: Claim): Day {
  const { mailWorkingDays } = context.policy(claim.creditCode).parameters;
  return addWorkingDays(dayOf(claim.submittedAt), mailWorkingDays).due;
}

function claimsOf({ tables }: Context, creditCode: string): Claim[] {
  return tables.claims.all().filter((claim) => claim.creditCode === creditCode);
}

function submitClaim(
  context: Context,
  creditCode: string,
  { filingIds, account }: { filingIds: string[]; account: Account },
): Claim {
  const { tables, store } = context;
  return store.atomic(() => {
    const ids = [...new Set(filingIds)];
    if (ids.length === 0) throw new Refusal('请先勾选要申请补贴的培训项目。');
    const before = claimsOf(context, creditCode).find(
      (claim) => claim.lines.length === ids.length && claim.lines.every((line) => ids.includes(line.filingId)),
    );
    if (before !== undefined) return before;
    const claimable = claimableFilings(context, creditCode);
    const chosen = ids.map((id) =>
      need(
        claimable.find((candidate) => candidate.filing.id === id),
        '可申请补贴的该项目',
      ),
    );
    const refused = chosen.find((candidate) => candidate.refusal !== undefined);
    if (refused !== undefined) throw new Refusal(`「${refused.filing.course}」不能申请补贴：${refused.refusal}。`);
    const checked = checkedAccount(context, creditCode, account);
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
      account: checked,
      submittedAt: context.now(),
      reasons: [],
      callBacks: [],
    });
  });
}

function resubmitClaim(context: Context, creditCode: string, claimId: string, account: Account): Claim {
  const { tables, store } = context;
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
      account: checkedAccount(context, creditCode, account),
      submittedAt: context.now(),
      reasons: [],
      callBacks: [],
    });
  });
}

function checkedAccount(context: Context, creditCode: string, { bank, name, number: typed }: Account): Account {
  const unit = context.enterprise(creditCode);
  const fields: Record<string, string> = {};
  const number = checkBankAccount(typed);
  if (visibleText(bank) === '') fields.bank = '请填写开户银行';
  if (visibleText(name) === '') fields.name = '请填写账户名称';
  else if (!sameFolded(name, unit.name)) fields.name = `账户名称应为本单位全称「${unit.name}」，补贴只拨付到本单位账户`;
  if (!number.ok) fields.number = number.reason;
  if (!number.ok || Object.keys(fields).length > 0) throw new Refusal('银行账户信息有误，请按提示修改。', fields);
  return { bank: visibleText(bank), name: unit.name, number: number.value };
}
