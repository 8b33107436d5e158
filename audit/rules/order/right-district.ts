import { currentDistrict } from '../../../domain/identifiers/districts.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'order/right-district',
  title: '向税收征管关系所在区申报',
  clause: 'district',
  needs: ['企业信息.统一社会信用代码', '企业信息.税收所属区'],
  // Where a unit is registered is a hint only: its taxes may be collected elsewhere.
  verdict: 'doubt',
  judge: ({ case: { enterprise }, locate }) => {
    const registered = currentDistrict(enterprise.creditCode.slice(2, 8));
    return registered === undefined || registered === enterprise.district
      ? []
      : [
          {
            where: [locate('企业信息', undefined, '税收所属区'), locate('企业信息', undefined, '统一社会信用代码')],
            message: `税收所属区填「${enterprise.district}」，而信用代码的登记机关在${registered}；请核对税收征管关系`,
          },
        ];
  },
});
