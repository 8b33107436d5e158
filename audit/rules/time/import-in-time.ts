import { caseRule } from '../../engine/rule.ts';
import { withinDeadline } from '../../engine/within-deadline.ts';

export default caseRule({
  id: 'time/import-in-time',
  title: '培训结束后按期导入学员信息',
  clause: 'import',
  needs: ['policy', '办理日期.培训结束', '办理日期.学员导入'],
  verdict: 'violation',
  judge: (subject) => withinDeadline(subject, 'training-ended', '培训结束', '学员导入'),
});
