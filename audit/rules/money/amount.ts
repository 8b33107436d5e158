import { subsidyPerPerson, toFen } from '../../../domain/policy/policy.ts';
import { amountDueOf, DECIDE, whyNobodyKnows } from '../../engine/amount-due.ts';
import { caseRule, NotApplicable, type Opinion } from '../../engine/rule.ts';
import type { Subject } from '../../engine/subject.ts';

export default caseRule({
  id: 'money/amount',
  title: '补贴金额按标准、达到要求的人数和上限计算，所需的费用已填写',
  clause: 'subsidy',
  needs: ['policy', '备案项目', '学员花名册'],
  verdict: 'violation',
  judge: async (subject, rows) => {
    const { case: material, locate, number, policy } = subject;
    const byShare = policy.parameters.subsidy.kind === 'share';
    const said: Opinion[] = material.projects.flatMap(({ row, course, costPerPerson }): Opinion[] => {
      const where = [locate('备案项目', row, '人均培训费用')];
      if (costPerPerson === undefined)
        return byShare
          ? [{ about: course, course, where, message: '补贴按培训费用的比例计算，但没有填写人均培训费用；请补填' }]
          : [];
      const each = subsidyPerPerson(policy, costPerPerson);
      return each <= costPerPerson
        ? []
        : [
            {
              verdict: 'doubt',
              about: course,
              course,
              where,
              message: `每人补贴 ${each} 元高于人均培训费用 ${costPerPerson} 元；请核对培训服务合同的价格`,
            },
          ];
    });
    if (said.length > 0) return said;
    const unknown = whyNobodyKnows(subject);
    if (unknown !== undefined) throw new NotApplicable(unknown);
    const sums: string[] = [];
    let total = 0;
    for await (const row of rows(
      `SELECT course, heads, count(*) AS listed, count(*) FILTER (unnamed)::INTEGER AS unnamed FROM attained WHERE case_no = ${number} GROUP BY ALL ORDER BY min(row)`,
    )) {
      const [attained, listed] = [Number(row.heads), Number(row.listed)];
      const due = amountDueOf(subject, String(row.course), attained);
      if (due === undefined) continue;
      total += due.sum;
      const unnamed =
        Number(row.unnamed) === 0 ? '' : `，其中 ${row.unnamed} 人有章节不在课程汇总中的记录，改正后可能增加`;
      const of = attained < listed ? `（花名册 ${listed} 人，达到要求 ${attained} 人${unnamed}）` : '';
      sums.push(`「${row.course}」${due.heads} 人 × ${due.each} 元 = ${due.sum} 元${of}`);
    }
    return [
      { verdict: 'pass', where: [], message: `按标准应补贴 ${toFen(total)} 元${mayGrow(subject)}`, evidence: sums },
    ];
  },
});

/** Records that could not be read may show that more people attained everything. */
function mayGrow({ lost }: Subject): string {
  const rows = DECIDE.reduce((sum, sheet) => sum + (lost?.count(sheet) ?? 0), 0);
  return rows === 0 ? '' : `（有 ${rows} 行记录无法读取或没有对应的项目，改正后可能增加）`;
}
