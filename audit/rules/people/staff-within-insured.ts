import { rowsOfPeople } from '../../engine/people-of-employment.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/staff-within-insured',
  title: '劳动合同学员人数不超过参保人数',
  clause: 'trainees',
  needs: ['企业信息.参保人数', '学员花名册'],
  verdict: 'violation',
  judge: ({ case: material, locate }) => {
    const heads = rowsOfPeople(material, '劳动合同');
    const row = heads[material.enterprise.insuredStaff];
    return row === undefined
      ? []
      : [
          {
            where: [locate('学员花名册', row, '用工形式'), locate('企业信息', undefined, '参保人数')],
            message: `劳动合同学员共 ${heads.length} 人，自本行起超过参保人数 ${material.enterprise.insuredStaff}；请核对`,
          },
        ];
  },
});
