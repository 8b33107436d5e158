import { datesInOrder } from '../../engine/dates-in-order.ts';
import { caseRule, NotApplicable } from '../../engine/rule.ts';

export default caseRule({
  id: 'order/dates-in-sequence',
  title: '其余办理日期先后有序',
  clause: 'order',
  needs: [],
  verdict: 'violation',
  judge: (subject) => {
    if (Object.keys(subject.case.dates).length < 2) throw new NotApplicable('「办理日期」填写不足两项');
    return datesInOrder(subject, [
      ['备案提交', '备案通过'],
      ['培训开始', '培训结束'],
      ['学员导入', '补贴申请'],
      ['补贴申请', '材料寄送'],
      ['补贴申请', '正式受理'],
      ['正式受理', '公示开始'],
      ['公示开始', '公示结束'],
      ['公示结束', '财政核准'],
      ['财政核准', '拨付'],
    ]);
  },
});
