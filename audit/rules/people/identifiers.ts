import { checkCreditCode } from '../../../domain/identifiers/credit-code.ts';
import { checkIdNumber } from '../../../domain/identifiers/id-number.ts';
import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { checkMobile } from '../../../domain/identifiers/mobile.ts';
import { caseRule, type Opinion } from '../../engine/rule.ts';

/** The reader refuses what can never be a number; here it is held against the day of the case as well. */
export default caseRule({
  id: 'people/identifiers',
  title: '身份证号、手机号和信用代码真实有效',
  clause: 'identifiers',
  needs: ['学员花名册', 'persons'],
  verdict: 'violation',
  judge: ({ case: { enterprise, projects, roster }, locate, policyDay }) => {
    const said: Opinion[] = [];
    const unit = checkCreditCode(enterprise.creditCode);
    if (enterprise.creditCode !== undefined && !unit.ok)
      said.push({ where: [locate('企业信息', undefined, '统一社会信用代码')], message: unit.reason });
    for (const { row, platformCreditCode } of projects) {
      const platform = checkCreditCode(platformCreditCode);
      if (!platform.ok)
        said.push({ where: [locate('备案项目', row, '平台提供商统一社会信用代码')], message: platform.reason });
    }
    for (const { row, idNumber, phone } of roster) {
      const about = maskIdNumber(idNumber);
      const person = checkIdNumber(idNumber, policyDay);
      if (!person.ok)
        said.push({
          about,
          people: [idNumber],
          where: [locate('学员花名册', row, '身份证号')],
          message: person.reason,
        });
      const mobile = checkMobile(phone);
      if (!mobile.ok)
        said.push({ about, people: [idNumber], where: [locate('学员花名册', row, '手机号')], message: mobile.reason });
    }
    return said;
  },
});
