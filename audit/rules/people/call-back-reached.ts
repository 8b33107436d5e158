import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import type { PolicyPack } from '../../../domain/policy/pack.ts';
import type { CallResult } from '../../engine/call-result.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/call-back-reached',
  title: '登记的电话能联系到学员本人',
  clause: 'callBack',
  needs: ['policy', 'calls'],
  verdict: 'doubt',
  judge: ({ calls, locate, policy }) =>
    calls.flatMap(({ entry: { row, course, idNumber }, result, at }) => {
      const why = whyNotReached(result, policy);
      return why === undefined
        ? []
        : [
            {
              people: [idNumber],
              course,
              about: `${maskIdNumber(idNumber)} · ${course}`,
              where: [locate('学员花名册', row, '手机号'), at(result.reached === '接通' ? '是否本人' : '是否接通')],
              message: `身份证号 ${maskIdNumber(idNumber)} 的登记电话${why.what}（${result.day}）；请向单位核对号码并另行联系本人`,
              evidence: [why.figure],
            },
          ];
    }),
});

function whyNotReached({ reached, tries, inPerson }: CallResult, { signs }: PolicyPack) {
  const limit = signs.callTries;
  switch (reached) {
    case '接通':
      return inPerson === '否' ? { what: '接听的不是本人', figure: '是否本人：否' } : undefined;
    case '未接通':
      return tries < limit.value
        ? undefined
        : { what: `拨打 ${tries} 次未接通`, figure: `未接通 ${tries} 次，阈值 ${limit.value} 次：${limit.reason}` };
    case '空号或停机':
      return { what: '是空号或已停机', figure: '是否接通：空号或停机' };
    case '拒绝回答':
      return { what: '有人接听但拒绝回答', figure: '是否接通：拒绝回答' };
  }
}
