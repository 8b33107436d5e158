import { datesInOrder } from '../../engine/dates-in-order.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'order/training-before-claim',
  title: '培训结束后才申请补贴',
  clause: 'order',
  needs: ['办理日期.培训结束', '办理日期.补贴申请'],
  verdict: 'violation',
  judge: (subject) =>
    datesInOrder(subject, [
      ['培训结束', '学员导入'],
      ['培训结束', '补贴申请'],
    ]),
});
