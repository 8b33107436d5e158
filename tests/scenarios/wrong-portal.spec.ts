import { isProblem } from '../../domain/finding.ts';
import { auditWrong } from '../../fixtures/altered/audit-wrong.ts';
import { WRONG_PORTALS } from '../../fixtures/altered/wrong-portals.ts';
import { expect, test } from '../../fixtures/test.ts';

/** An amount, a condition of the training and a count of days, with all that may be said of the run; all of them: npm run prove -- wrong-portal. */
const SOME: Readonly<Record<string, string[]>> = {
  补贴标准每人多一百元: ['money/claim-agrees', 'money/filing-agrees'],
  没有考试也受理: ['training/claimed-attained', 'training/examined'],
  '导入期限放宽到 15 个工作日': ['time/granted-due-days', 'time/granted-in-time'],
};

test.describe('审计指出门户的错误规则', { tag: '@audit' }, () => {
  test.describe.configure({ timeout: 240_000 }); // a whole rehearsal and its audit, on two busy cores
  for (const wrong of WRONG_PORTALS.filter(({ name }) => name in SOME))
    test(`门户${wrong.name}：${wrong.rule} 在回执中指出，并追到操作记录和截图`, async ({ page, server }) => {
      const { findings, seal } = await auditWrong(wrong, page, server);
      // The run itself was recorded rightly: what is wrong is what the portal did, and nothing else is.
      expect(seal?.verdict).toBe('intact');
      const problems = findings.filter(isProblem);
      expect([...new Set(problems.map(({ rule }) => rule))].sort()).toEqual(SOME[wrong.name]);
      const named = problems.filter(({ rule }) => rule === wrong.rule);
      expect(named.map(({ where: [first] }) => first?.cell)).toContainEqual(expect.stringMatching(wrong.at));
      expect(named[0]?.trace[0]?.picture).toMatch(/^data\/observed\/pictures\/\d\d-提交补贴申请\.png$/);
    });
});
