import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { ageOn } from '../../engine/age.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/old-enough',
  title: '学员已满法定用工年龄',
  clause: 'age',
  needs: ['policy', '学员花名册', 'persons'],
  verdict: 'violation',
  judge: ({ case: { roster }, locate, policy, policyDay }) => {
    const least = policy.parameters.minimumAge;
    return roster
      .filter(({ idNumber }) => ageOn(idNumber, policyDay) < least)
      .map(({ row, idNumber }) => ({
        about: maskIdNumber(idNumber),
        people: [idNumber],
        where: [locate('学员花名册', row, '身份证号')],
        message: `身份证号 ${maskIdNumber(idNumber)} 在 ${policyDay} 为 ${ageOn(idNumber, policyDay)} 周岁，未满 ${least} 周岁；请核对证件`,
      }));
  },
});
