import { quoted } from '../../../domain/case/cells/quoted.ts';
import { sameFolded } from '../../../domain/fold.ts';
import { areNear } from '../../../domain/near-names.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'money/own-account',
  title: '收款账户是本单位的账户',
  clause: 'account',
  needs: ['企业信息.企业全称', '企业信息.账户名称'],
  verdict: 'violation',
  judge: ({ case: { enterprise }, locate }) =>
    sameFolded(enterprise.accountName, enterprise.name)
      ? []
      : [
          {
            // A slip of one character in a long name: a person compares it with the bank's letter.
            ...(areNear(enterprise.accountName, enterprise.name) && { verdict: 'doubt' as const }),
            where: [locate('企业信息', undefined, '账户名称')],
            message: `账户名称${quoted(enterprise.accountName, 40)}与企业全称「${enterprise.name}」不一致，补贴只能拨付到本单位账户；请核对账户`,
          },
        ],
});
