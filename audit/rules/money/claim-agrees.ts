import { subsidyFor, toFen } from '../../../domain/policy/policy.ts';
import { amountDue } from '../../engine/amount-due.ts';
import { inReceipts } from '../../engine/granted.ts';
import { caseRule, type Opinion } from '../../engine/rule.ts';

export default caseRule({
  id: 'money/claim-agrees',
  title: '门户给出的补贴金额等于标准乘以人数，人数不超过拟培训人数，每个项目只申请一次',
  clause: 'subsidy',
  needs: ['policy', '备案项目', 'claims'],
  verdict: 'violation',
  judge: ({ case: { projects }, locate, granted, policy }) => {
    const { claims } = granted.receipts;
    const said: Opinion[] = [];
    const sums: string[] = [];
    const claimed = new Map<string, string>();
    for (const [at, { receipt, amount, lines }] of claims.entries()) {
      for (const [place, { course, traineesMasked, amount: given }] of lines.entries()) {
        const pointer = `/claims/${at}/lines/${place}`;
        const before = claimed.get(course);
        if (before !== undefined)
          said.push({
            about: course,
            course,
            where: [inReceipts(`${pointer}/course`)],
            message: `补贴申请 ${receipt} 又申请了「${course}」，此前 ${before} 已申请；同一项目不得重复申请`,
          });
        claimed.set(course, receipt);
        const project = projects.find((one) => one.course === course);
        if (project === undefined) {
          said.push({
            about: course,
            course,
            where: [inReceipts(`${pointer}/course`)],
            message: `补贴申请 ${receipt} 中的「${course}」不是本案例的项目；请核对门户的记录`,
          });
          continue;
        }
        const { heads, each, sum: right } = amountDue(policy, project, traineesMasked.length);
        const capped = traineesMasked.length > heads ? `（参训 ${traineesMasked.length} 人，按拟培训人数计）` : '';
        const sum = `${heads} 人 × ${each} 元 = ${right} 元${capped}`;
        sums.push(`「${course}」${sum}`);
        if (given === right) continue;
        // The portal does not know the cost: an amount up to the cap may be right, so a person must look at the
        // contract.
        const possible = policy.parameters.subsidy.kind === 'share' && given === subsidyFor(policy, heads);
        said.push({
          ...(possible && { verdict: 'doubt' as const }),
          about: course,
          course,
          where: [inReceipts(`${pointer}/amount`), locate('备案项目', project.row, '拟培训人数')],
          message: possible
            ? `补贴申请 ${receipt} 中「${course}」按上限给出 ${given} 元，按认定的费用应为 ${sum}；请按合同价格核减`
            : `补贴申请 ${receipt} 中「${course}」给出 ${given} 元，应为 ${sum}；请核对门户的计算`,
        });
      }
      const total = toFen(lines.reduce((sum, line) => sum + line.amount, 0));
      if (amount !== total)
        said.push({
          about: receipt,
          where: [inReceipts(`/claims/${at}/amount`)],
          message: `补贴申请 ${receipt} 合计 ${amount} 元，而各项目相加为 ${total} 元；请核对门户的计算`,
        });
    }
    return said.length > 0
      ? said
      : [{ verdict: 'pass', where: [], message: '门户给出的补贴金额与标准相符', evidence: sums }];
  },
});
