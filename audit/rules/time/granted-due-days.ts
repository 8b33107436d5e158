import { countedStages } from '../../engine/counted-stages.ts';
import { inReceipts } from '../../engine/granted.ts';
import { caseRule, NotApplicable, type Opinion } from '../../engine/rule.ts';
import { countedDays } from '../../engine/within-deadline.ts';

export default caseRule({
  id: 'time/granted-due-days',
  title: '门户给出的最迟日期与按日历计算的一致',
  clause: 'review',
  needs: ['policy', 'receipts'],
  verdict: 'violation',
  judge: (subject) => {
    const counted = countedStages(subject).filter(({ stage }) => stage.due !== undefined);
    if (counted.length === 0) throw new NotApplicable('回执中没有可以核对的时限');
    const said = counted.flatMap(({ index, stage, from, own }): Opinion[] =>
      stage.due === own.due
        ? []
        : [
            {
              about: `${stage.subject} · ${stage.stage}`,
              where: [inReceipts(`/deadlines/${index}/due`)],
              message: `门户给出「${stage.stage}」最迟 ${stage.due}，自 ${from} 起算应为 ${own.due}；请核对门户的计算`,
              evidence: [...countedDays(own), own.basis],
            },
          ],
    );
    return said.length > 0
      ? said
      : [{ verdict: 'pass', where: [], message: `门户给出的 ${counted.length} 个最迟日期都与日历一致` }];
  },
});
