import { caseRule, NotApplicable } from '../../engine/rule.ts';

/** The case has no amounts of contract or voucher. The rule says so, because no finding would look like agreement. */
export default caseRule({
  id: 'money/contract-agrees',
  title: '培训服务合同、付款凭证与补贴申请相符',
  clause: 'contract',
  needs: [],
  verdict: 'violation',
  judge: ({ case: { projects }, locate }) => {
    const codes = new Map<string, { code: string; row: number }>();
    const said = projects.flatMap(({ row, platformName, platformCreditCode: code }) => {
      const known = codes.get(platformName);
      codes.set(platformName, known ?? { code, row });
      return known === undefined || known.code === code
        ? []
        : [
            {
              where: [locate('备案项目', row, '平台提供商统一社会信用代码')],
              message: `同一平台「${platformName}」的信用代码与第 ${known.row} 行不同，合同相对方不明；请按合同核对`,
            },
          ];
    });
    if (said.length === 0)
      throw new NotApplicable('案例表格没有合同金额和付款凭证，请在现场检查时对照合同、发票和银行回单');
    return said;
  },
});
