import { quoted } from '../../../domain/case/quoted.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'money/own-account',
  title: '收款账户是本单位的账户',
  clause: 'account',
  needs: ['企业信息.企业全称', '企业信息.账户名称'],
  verdict: 'violation',
  judge: ({ case: { enterprise }, locate }) =>
    sameName(enterprise.accountName, enterprise.name)
      ? []
      : [
          {
            where: [locate('企业信息', undefined, '账户名称')],
            message: `账户名称${quoted(enterprise.accountName, 40)}与企业全称「${enterprise.name}」不一致，补贴只能拨付到本单位账户；请改为本单位账户`,
          },
        ],
});

/** Banks print half-width brackets and spaces where a licence has neither. */
function sameName(a: string, b: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').replace(/\s/g, '');
  return plain(a) === plain(b);
}
