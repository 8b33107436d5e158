import { subsidyFor, subsidyPerPerson, toFen } from '../../../domain/policy/policy.ts';
import { caseRule, type Opinion } from '../../engine/rule.ts';

export default caseRule({
  id: 'money/amount',
  title: '补贴金额按标准、人数和上限计算，所需的费用已填写',
  clause: 'subsidy',
  needs: ['policy', '备案项目', '学员花名册'],
  verdict: 'violation',
  judge: ({ case: { projects, roster }, locate, policy }) => {
    const byShare = policy.parameters.subsidy.kind === 'share';
    const said: Opinion[] = [];
    const sums: string[] = [];
    let total = 0;
    for (const { row, course, plannedTrainees, costPerPerson } of projects) {
      const where = [locate('备案项目', row, '人均培训费用')];
      if (byShare && costPerPerson === undefined) {
        said.push({ about: course, where, message: '补贴按培训费用的比例计算，但没有填写人均培训费用；请补填' });
        continue;
      }
      const heads = new Set(roster.filter((entry) => entry.course === course).map((entry) => entry.idNumber)).size;
      const each = subsidyPerPerson(policy, costPerPerson);
      const paid = Math.min(heads, plannedTrainees);
      if (costPerPerson !== undefined && each > costPerPerson)
        said.push({
          verdict: 'doubt',
          about: course,
          where,
          message: `每人补贴 ${each} 元高于人均培训费用 ${costPerPerson} 元；请核对培训服务合同的价格`,
        });
      const sum = subsidyFor(policy, paid, costPerPerson);
      total += sum;
      sums.push(`「${course}」${paid} 人 × ${each} 元 = ${sum} 元`);
    }
    return said.length > 0
      ? said
      : [{ verdict: 'pass', where: [], message: `按标准应补贴 ${toFen(total)} 元`, evidence: sums }];
  },
});
