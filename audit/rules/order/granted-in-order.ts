import { inJournal } from '../../engine/granted.ts';
import { type ActName, actsOf } from '../../engine/portal-acts.ts';
import { caseRule, NotApplicable, type Opinion } from '../../engine/rule.ts';

/** Each act with what must have come before it in the same run. */
const BEFORE: readonly (readonly [later: ActName, earlier: ActName, words: string])[] = [
  ['submit', 'seal', '提交备案之前没有签章'],
  ['approve', 'submit', '备案通过之前没有提交备案'],
  ['period', 'approve', '登记培训之前备案没有通过'],
  ['claim', 'roster', '申请补贴之前没有导入学员'],
  ['claim', 'period', '申请补贴之前没有登记培训'],
  ['accept', 'mail', '正式受理之前没有寄送材料'],
  ['review', 'accept', '审核通过之前没有正式受理'],
  ['publish', 'review', '公示之前没有审核通过'],
  ['finance', 'close', '财政核准之前公示没有期满'],
  ['pay', 'finance', '拨付之前没有财政核准'],
];

export default caseRule({
  id: 'order/granted-in-order',
  title: '门户按顺序办理：签章、备案、培训、申请、寄送、受理、审核、公示、核准、拨付',
  clause: 'order',
  needs: ['receipts'],
  verdict: 'violation',
  judge: ({ granted: { lines } }) => {
    if (actsOf(lines, 'submit').length === 0) throw new NotApplicable('演练没有提交备案');
    const said: Opinion[] = BEFORE.flatMap(([later, earlier, words]) => {
      const [first] = actsOf(lines, later);
      const [before] = actsOf(lines, earlier);
      return first === undefined || (before !== undefined && before.seq < first.seq)
        ? []
        : [{ where: [inJournal(first.seq)], message: `${words}，门户没有拒绝；请核对门户的审核` }];
    });
    const back = lines.find(({ vtime, seq }) => vtime < (lines[seq - 1]?.vtime ?? ''));
    if (back !== undefined)
      said.push({ where: [inJournal(back.seq)], message: `门户的时间从上一条倒退到 ${back.vtime}；记录的先后不可信` });
    return said;
  },
});
