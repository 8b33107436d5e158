import { rowsOfPeople } from '../../engine/people-of-employment.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/dispatched-within-stated',
  title: '劳务派遣学员人数不超过本单位实际使用的派遣人数',
  clause: 'trainees',
  needs: ['企业信息.劳务派遣人数', '学员花名册'],
  verdict: 'violation',
  judge: ({ case: material, locate }) => {
    const heads = rowsOfPeople(material, '劳务派遣');
    const row = heads[material.enterprise.dispatchedStaff];
    return row === undefined
      ? []
      : [
          {
            where: [locate('学员花名册', row, '用工形式'), locate('企业信息', undefined, '劳务派遣人数')],
            message: `劳务派遣学员共 ${heads.length} 人，自本行起超过填报的 ${material.enterprise.dispatchedStaff} 人；请核对`,
          },
        ];
  },
});
