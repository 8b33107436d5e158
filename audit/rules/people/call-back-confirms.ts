import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/call-back-confirms',
  title: '被回访的学员确认本人参加了培训',
  clause: 'callBack',
  needs: ['calls'],
  verdict: 'violation',
  judge: ({ calls, locate }) =>
    calls.flatMap(({ entry: { row, course, idNumber }, result, at }) => {
      if (result.confirms !== '否认' && result.confirms !== '不记得') return [];
      const denied = result.confirms === '否认';
      return [
        {
          // People may forget a course, but hardly anybody denies one by mistake.
          verdict: denied ? ('violation' as const) : ('doubt' as const),
          about: `${maskIdNumber(idNumber)} · ${course}`,
          where: [locate('学员花名册', row, '身份证号'), at('确认参加')],
          message: denied
            ? `身份证号 ${maskIdNumber(idNumber)} 在 ${result.day} 的电话回访中否认参加「${course}」；请核查该学员的全部记录，不得为其申请补贴`
            : `身份证号 ${maskIdNumber(idNumber)} 在 ${result.day} 的电话回访中不记得参加过「${course}」；请当面核实`,
          evidence: [`确认参加：${result.confirms}`],
        },
      ];
    }),
});
