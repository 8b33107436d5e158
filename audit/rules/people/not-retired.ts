import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { ageOn, isMale } from '../../engine/age.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/not-retired',
  title: '学员未达到退休年龄',
  clause: 'age',
  needs: ['policy', '学员花名册', 'persons'],
  // Somebody may retire later by approval: a person must ask.
  verdict: 'doubt',
  judge: ({ case: { roster }, locate, policy, policyDay }) =>
    roster.flatMap(({ row, idNumber }) => {
      const limit = isMale(idNumber) ? policy.parameters.retirementAgeMen : policy.parameters.retirementAgeWomen;
      const age = ageOn(idNumber, policyDay);
      return age < limit
        ? []
        : [
            {
              about: maskIdNumber(idNumber),
              people: [idNumber],
              where: [locate('学员花名册', row, '身份证号')],
              message: `身份证号 ${maskIdNumber(idNumber)} 在 ${policyDay} 为 ${age} 周岁，已达退休年龄 ${limit} 周岁；请核对是否仍有劳动关系`,
            },
          ];
    }),
});
