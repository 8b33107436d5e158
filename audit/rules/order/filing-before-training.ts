import { datesInOrder } from '../../engine/dates-in-order.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'order/filing-before-training',
  title: '备案通过后才开始培训',
  clause: 'order',
  needs: ['办理日期.备案通过', '办理日期.培训开始'],
  verdict: 'violation',
  judge: (subject) => datesInOrder(subject, [['备案通过', '培训开始']]),
});
