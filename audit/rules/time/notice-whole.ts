import { caseRule } from '../../engine/rule.ts';
import { countedDays, deadlineOf, explained } from '../../engine/within-deadline.ts';

export default caseRule({
  id: 'time/notice-whole',
  title: '公示满规定的工作日，首日计入',
  clause: 'notice',
  needs: ['policy', '办理日期.公示开始', '办理日期.公示结束'],
  verdict: 'violation',
  judge: (subject) => {
    const deadline = deadlineOf(subject, 'notice-started', '公示开始');
    const ended = subject.case.dates.公示结束;
    const how = explained(deadline, '公示开始');
    return [
      ended < deadline.due
        ? {
            where: [subject.locate('办理日期', undefined, '公示结束')],
            message: `「公示结束」${ended} 不足期：${how}，应公示至该日；请核对日期`,
            evidence: countedDays(deadline),
          }
        : {
            verdict: 'pass' as const,
            where: [],
            message: `「公示结束」${ended} 已满期：${how}`,
            evidence: countedDays(deadline),
          },
    ];
  },
});
