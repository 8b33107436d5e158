import { caseRule } from '../../engine/rule.ts';
import { withinDeadline } from '../../engine/within-deadline.ts';

export default caseRule({
  id: 'time/finance-in-time',
  title: '公示结束后按期完成财政核准',
  clause: 'finance',
  needs: ['policy', '办理日期.公示结束', '办理日期.财政核准'],
  verdict: 'violation',
  judge: (subject) => withinDeadline(subject, 'notice-ended', '公示结束', '财政核准'),
});
