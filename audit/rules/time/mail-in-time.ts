import { caseRule } from '../../engine/rule.ts';
import { withinDeadline } from '../../engine/within-deadline.ts';

export default caseRule({
  id: 'time/mail-in-time',
  title: '申请后按期邮件寄送材料',
  clause: 'mail',
  needs: ['policy', '办理日期.补贴申请', '办理日期.材料寄送'],
  verdict: 'violation',
  judge: (subject) => withinDeadline(subject, 'claim-submitted', '补贴申请', '材料寄送'),
});
