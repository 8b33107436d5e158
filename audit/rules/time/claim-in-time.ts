import { caseRule } from '../../engine/rule.ts';
import { withinDeadline } from '../../engine/within-deadline.ts';

export default caseRule({
  id: 'time/claim-in-time',
  title: '培训结束后按期提出补贴申请',
  clause: 'import',
  needs: ['policy', '办理日期.培训结束', '办理日期.补贴申请'],
  verdict: 'violation',
  judge: (subject) => withinDeadline(subject, 'training-ended', '培训结束', '补贴申请'),
});
