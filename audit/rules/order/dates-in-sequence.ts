import { CASE_EVENTS } from '../../../domain/case/schema.ts';
import { datesInOrder } from '../../engine/dates-in-order.ts';
import { caseRule, NotApplicable } from '../../engine/rule.ts';

type CaseEvent = (typeof CASE_EVENTS)[number];

/** The materials are mailed after the claim; before or after it is formally accepted is laid down nowhere. */
const BESIDE: CaseEvent = '材料寄送';
/** Pairs that rules of their own judge. */
const ELSEWHERE = new Set(['备案通过 培训开始', '培训结束 学员导入', '培训结束 补贴申请']);

export default caseRule({
  id: 'order/dates-in-sequence',
  title: '其余办理日期先后有序',
  clause: 'order',
  needs: [],
  verdict: 'violation',
  // Each day is held against the last before it that is filled in: a blank between two hides nothing.
  judge: (subject) => {
    const filled = CASE_EVENTS.filter((event) => subject.case.dates[event] !== undefined);
    const pairs = filled.flatMap((later, index) => {
      const earlier = filled.slice(0, index).findLast((event) => event !== BESIDE);
      return earlier === undefined || ELSEWHERE.has(`${earlier} ${later}`) ? [] : [[earlier, later] as const];
    });
    if (pairs.length === 0) throw new NotApplicable('「办理日期」没有填写可以相互比较的两项');
    return datesInOrder(subject, pairs);
  },
});
