import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/call-back-agrees',
  title: '被回访学员的说法与记录一致',
  clause: 'callBack',
  needs: ['calls'],
  verdict: 'doubt',
  judge: ({ calls, locate }) =>
    calls.flatMap(({ entry: { row, course, idNumber }, result: { agrees, day }, at }) =>
      agrees === undefined || agrees === '一致'
        ? []
        : [
            {
              people: [idNumber],
              course,
              about: `${maskIdNumber(idNumber)} · ${course}`,
              where: [locate('学员花名册', row, '身份证号'), at('说法与记录是否一致')],
              message: `身份证号 ${maskIdNumber(idNumber)} 在 ${day} 的电话回访中对「${course}」的说法与记录${agrees}；请按回访备注逐项核对`,
              evidence: [`说法与记录：${agrees}`],
            },
          ],
    ),
});
