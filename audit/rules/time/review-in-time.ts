import { caseRule } from '../../engine/rule.ts';
import { withinDeadline } from '../../engine/within-deadline.ts';

export default caseRule({
  id: 'time/review-in-time',
  title: '正式受理后按期完成审核',
  clause: 'review',
  needs: ['policy', '办理日期.正式受理', '办理日期.公示开始'],
  // The case says when the notice began, not when the review ended: a late notice is a sign of a late review.
  verdict: 'doubt',
  judge: (subject) => withinDeadline(subject, 'claim-accepted', '正式受理', '公示开始'),
});
