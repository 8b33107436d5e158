import type { Day } from '../../../domain/date.ts';
import { type Granted, inJournal, inReceipts } from '../../engine/granted.ts';
import { type Act, type ActName, actOn, actsOf, receiptLine } from '../../engine/portal-acts.ts';
import { caseRule, NotApplicable, type Opinion } from '../../engine/rule.ts';

/** The acts that begin and end a stage of a claim; the notice keeps days of its own. */
const OF_A_CLAIM: Readonly<Record<string, { startedOn?: ActName; doneOn?: ActName }>> = {
  寄送材料: { startedOn: 'claim', doneOn: 'mail' },
  正式受理: { startedOn: 'mail', doneOn: 'accept' },
  审核和材料复核: { startedOn: 'accept', doneOn: 'review' },
  财政核准: { doneOn: 'finance' },
  拨付: { startedOn: 'finance', doneOn: 'pay' },
};

export default caseRule({
  id: 'order/journal-agrees',
  title: '回执的编号和日期与操作记录一致',
  clause: 'order',
  needs: ['receipts'],
  verdict: 'violation',
  judge: ({ granted }) => {
    const { receipts, lines } = granted;
    const given = receipts.filings.length + receipts.claims.length > 0 || lines.some(({ kind }) => kind === 'receipt');
    if (!given) throw new NotApplicable('演练没有取得回执');
    return [...withoutLine(granted), ...lost(granted), ...otherDays(granted)];
  },
});

/** Receipts that the journal never saw. */
function withoutLine({ receipts, lines }: Granted): Opinion[] {
  return (['filings', 'claims'] as const).flatMap((list) =>
    receipts[list].flatMap(({ receipt }, index) =>
      receiptLine(lines, receipt) !== undefined
        ? []
        : [
            {
              about: receipt,
              where: [inReceipts(`/${list}/${index}/receipt`)],
              message: `回执 ${receipt} 在操作记录中没有出现过；请核对门户的记录`,
            },
          ],
    ),
  );
}

/** Receipts that the portal gave and no longer knows. */
function lost({ receipts, lines }: Granted): Opinion[] {
  const known = new Set([...receipts.filings, ...receipts.claims].map(({ receipt }) => receipt));
  return lines
    .filter(({ kind, target }) => kind === 'receipt' && !known.has(target))
    .map(({ seq, target }) => ({
      about: target,
      where: [inJournal(seq)],
      message: `操作记录第 ${seq} 条给出的回执 ${target}，门户最后的回执中没有；请核对门户的记录`,
    }));
}

/** Days that the portal says and the journal does not. */
function otherDays({ receipts, lines }: Granted): Opinion[] {
  return receipts.deadlines.flatMap((stage, index) => {
    const acts = actsBehind(stage.subject, stage.stage, { receipts, lines });
    return (['startedOn', 'doneOn'] as const).flatMap((key): Opinion[] => {
      const [said, act]: [Day | undefined, Act | undefined] = [stage[key], acts[key]];
      return said === undefined || act === undefined || act.day === said
        ? []
        : [
            {
              about: `${stage.subject} · ${stage.stage}`,
              where: [inReceipts(`/deadlines/${index}/${key}`), inJournal(act.seq)],
              message: `门户记「${stage.stage}」${key === 'startedOn' ? '自' : '办结于'} ${said}，操作记录第 ${act.seq} 条在 ${act.day}；请核对门户的记录`,
            },
          ];
    });
  });
}

function actsBehind(
  subject: string,
  stage: string,
  { receipts, lines }: Granted,
): Partial<Record<'startedOn' | 'doneOn', Act>> {
  const only = (name: ActName) => {
    const [act, another] = actsOf(lines, name);
    return another === undefined ? act : undefined;
  };
  if (stage === '备案审核') return acts(only('submit'), only('approve'));
  const receipt = /^补贴申请 (\S+)$/.exec(subject)?.[1];
  if (stage === '导入学员并申请补贴') {
    const claim = receipts.claims.find((one) => one.lines.some(({ course }) => course === subject));
    return acts(undefined, claim && claimAct(claim.receipt, lines));
  }
  const { startedOn, doneOn } = OF_A_CLAIM[stage] ?? {};
  if (receipt === undefined) return {};
  const of = (name: ActName | undefined) =>
    name === undefined ? undefined : name === 'claim' ? claimAct(receipt, lines) : actOn(lines, receipt, name);
  return acts(of(startedOn), of(doneOn));
}

/** The day of a claim is that of its receipt. */
function claimAct(receipt: string, lines: Granted['lines']): Act | undefined {
  const line = receiptLine(lines, receipt);
  return line && { seq: line.seq, day: line.vtime.slice(0, 10) };
}

function acts(startedOn: Act | undefined, doneOn: Act | undefined): Partial<Record<'startedOn' | 'doneOn', Act>> {
  return { ...(startedOn && { startedOn }), ...(doneOn && { doneOn }) };
}
