import { auditWrong } from '../../fixtures/altered/audit-wrong.ts';
import { WRONG_PORTALS } from '../../fixtures/altered/wrong-portals.ts';
import { expect, test } from '../../fixtures/test.ts';

/** An amount, a condition of the training and a count of days; all of them: npm run prove -- wrong-portal. */
const SOME = ['补贴标准每人多一百元', '没有考试也受理', '导入期限放宽到 15 个工作日'];

test.describe('审计指出门户的错误规则', { tag: '@audit' }, () => {
  for (const wrong of WRONG_PORTALS.filter(({ name }) => SOME.includes(name)))
    test(`门户${wrong.name}：${wrong.rule} 在回执中指出，并追到操作记录和截图`, async ({ page, server }) => {
      const { findings, seal } = await auditWrong(wrong, page, server);
      // The run itself was recorded rightly: what is wrong is what the portal did.
      expect(seal?.verdict).toBe('intact');
      const named = findings.filter(({ rule, verdict }) => rule === wrong.rule && verdict === 'violation');
      expect(named.map(({ where: [first] }) => first?.cell)).toContainEqual(expect.stringMatching(wrong.at));
      expect(named[0]?.trace[0]?.picture).toMatch(/^data\/observed\/pictures\/\d\d-提交补贴申请\.png$/);
    });
});
