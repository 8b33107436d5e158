import { DATES_SHEET } from '../../../domain/case/model/layout.ts';
import { caseRule, NotApplicable } from '../../engine/rule.ts';
import type { StageName } from '../../engine/stages.ts';
import { countedDays, deadlineOf, explained, withinDeadline } from '../../engine/within-deadline.ts';

const REVIEW: StageName = '审核和材料复核';

export default caseRule({
  id: 'time/review-in-time',
  title: '正式受理后按期完成审核和材料复核',
  clause: 'review',
  needs: ['policy', '办理日期.正式受理', '办理日期.公示开始'],
  verdict: 'violation',
  // 重要时间节点③④: the limit is the review's, and the notice comes after it. No sheet has the day on which the review
  // ended: where the notice came in time, so did the review; a late notice proves nothing.
  judge: (subject) => {
    const deadline = deadlineOf(subject, 'claim-accepted', '正式受理');
    const { locate, granted } = subject;
    const noticed = subject.case.dates.公示开始;
    if (noticed <= deadline.due) return withinDeadline(subject, 'claim-accepted', '正式受理', '公示开始');
    if (granted?.receipts.deadlines.some(({ stage, doneOn }) => stage === REVIEW && doneOn !== undefined))
      throw new NotApplicable('审核何时完成以门户的回执为准，由 time/granted-in-time 核查');
    return [
      {
        verdict: 'doubt',
        where: [locate(DATES_SHEET, undefined, '公示开始'), locate(DATES_SHEET, undefined, '正式受理')],
        message: `「公示开始」${noticed} 在审核期限之后：${explained(deadline, '正式受理')}；审核何时完成没有记载，请核对审核完成的日期，确已逾期的须说明原因`,
        evidence: countedDays(deadline),
      },
    ];
  },
});
