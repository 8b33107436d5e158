import { countedStages } from '../../engine/counted-stages.ts';
import { inReceipts } from '../../engine/granted.ts';
import { caseRule, NotApplicable, type Opinion } from '../../engine/rule.ts';
import { countedDays } from '../../engine/within-deadline.ts';

export default caseRule({
  id: 'time/granted-in-time',
  title: '门户没有放行逾期的办理，公示没有提前结束',
  clause: 'import',
  needs: ['policy', 'receipts'],
  verdict: 'violation',
  judge: (subject) => {
    const done = countedStages(subject).filter(({ stage }) => stage.doneOn !== undefined);
    if (done.length === 0) throw new NotApplicable('演练没有办结有时限的阶段');
    return done.flatMap(({ index, stage, from, own }): Opinion[] => {
      const notice = own.event === 'notice-started';
      const [day, due] = [stage.doneOn ?? '', own.due];
      if (notice ? day >= due : day <= due) return [];
      return [
        {
          about: `${stage.subject} · ${stage.stage}`,
          where: [inReceipts(`/deadlines/${index}/doneOn`)],
          message: notice
            ? `门户让公示在 ${day} 结束，自 ${from} 起满 ${own.days} 个工作日应到 ${due}；请核对门户的计算`
            : `「${stage.stage}」在 ${day} 办结，自 ${from} 起算最迟为 ${due}，门户没有拒绝；请核对门户的计算`,
          evidence: [...countedDays(own), own.basis],
        },
      ];
    });
  },
});
