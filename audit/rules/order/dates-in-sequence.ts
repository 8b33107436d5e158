import type { CASE_EVENTS } from '../../../domain/case/model/schema.ts';
import { datesInOrder } from '../../engine/dates-in-order.ts';
import { caseRule, NotApplicable } from '../../engine/rule.ts';
import type { Subject } from '../../engine/subject.ts';

type CaseEvent = (typeof CASE_EVENTS)[number];

/** 重要时间节点②③ both count from the claim, and neither says whether mailing or acceptance comes first. */
const STAGES: readonly (readonly CaseEvent[])[] = [
  ['备案提交'],
  ['备案通过'],
  ['培训开始'],
  ['培训结束'],
  ['学员导入'],
  ['补贴申请'],
  ['材料寄送', '正式受理'],
  ['公示开始'],
  ['公示结束'],
  ['财政核准'],
  ['拨付'],
];

/** These pairs are judged by order/filing-before-training and order/training-before-claim. */
const SAID_ELSEWHERE = ['备案通过 培训开始', '培训结束 学员导入', '培训结束 补贴申请'];

export default caseRule({
  id: 'order/dates-in-sequence',
  title: '其余办理日期先后有序',
  clause: 'order',
  needs: [],
  verdict: 'violation',
  judge: (subject) => {
    const pairs = pairsOf(subject.case.dates);
    if (pairs.length === 0) throw new NotApplicable('「办理日期」没有填写可以比较先后的两项');
    return datesInOrder(subject, pairs);
  },
});

/**
 * Each day that is filled in, with the last filled-in one before it: a blank between two days must not hide that they
 * are out of order.
 */
function pairsOf(dates: Subject['case']['dates']): (readonly [earlier: CaseEvent, later: CaseEvent])[] {
  const day = (event: CaseEvent) => dates[event] ?? '';
  let before: CaseEvent | undefined;
  return STAGES.flatMap((stage) => {
    const filled = stage.filter((event) => dates[event] !== undefined);
    const earlier = before;
    before = filled.toSorted((a, b) => (day(a) < day(b) ? 1 : -1))[0] ?? before;
    return earlier === undefined ? [] : filled.map((later) => [earlier, later] as const);
  }).filter((pair) => !SAID_ELSEWHERE.includes(pair.join(' ')));
}
