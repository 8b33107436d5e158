import type { Day } from '../../../domain/date.ts';
import { type Granted, inJournal, inReceipts } from '../../engine/granted.ts';
import { type Act, type ActName, actOn, actsOf, receiptLine } from '../../engine/portal-acts.ts';
import { caseRule, NotApplicable, type Opinion } from '../../engine/rule.ts';
import { stageNamed } from '../../engine/stages.ts';

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

/** Receipts that are not in the journal. */
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

/** Receipts in the journal that the portal no longer lists. */
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

/** Days on which portal and journal differ. */
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

/**
 * Where several acts could be meant, the portal's day is not compared with any; notice and training have days of their
 * own.
 */
function actsBehind(
  subject: string,
  stage: string,
  { receipts, lines }: Granted,
): Partial<Record<'startedOn' | 'doneOn', Act>> {
  const { event, acts } = stageNamed(stage) ?? {};
  if (acts === undefined || event === 'filing-approved' || event === 'notice-started') return {};
  const receipt = /^补贴申请 (\S+)$/.exec(subject)?.[1];
  const claim = receipts.claims.find((one) => one.lines.some(({ course }) => course === subject));
  const of = (name: ActName | undefined) => {
    if (name === 'submit' || name === 'approve') return onlyAct(lines, name);
    const own = name === 'claim' && event === 'training-ended' ? claim?.receipt : receipt;
    if (name === undefined || own === undefined) return undefined;
    return name === 'claim' ? claimAct(own, lines) : actOn(lines, own, name);
  };
  const [startedOn, doneOn] = [of(acts.begun), of(acts.ended)];
  return { ...(startedOn && { startedOn }), ...(doneOn && { doneOn }) };
}

function onlyAct(lines: Granted['lines'], name: ActName): Act | undefined {
  const [act, another] = actsOf(lines, name);
  return another === undefined ? act : undefined;
}

/** The day of a claim is that of its receipt. */
function claimAct(receipt: string, lines: Granted['lines']): Act | undefined {
  const line = receiptLine(lines, receipt);
  return line && { seq: line.seq, day: line.vtime.slice(0, 10) };
}
