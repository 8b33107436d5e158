import { caseRule } from '../../engine/rule.ts';
import { withinDeadline } from '../../engine/within-deadline.ts';

export default caseRule({
  id: 'time/train-within-months',
  title: '培训在备案通过后的期限内完成',
  clause: 'period',
  needs: ['policy', '办理日期.备案通过', '办理日期.培训结束'],
  verdict: 'violation',
  judge: (subject) => withinDeadline(subject, 'filing-approved', '备案通过', '培训结束'),
});
