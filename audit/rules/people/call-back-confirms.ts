import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/call-back-confirms',
  title: '被回访的学员确认本人参加了培训',
  clause: 'callBack',
  needs: ['calls'],
  // Who denies a training on the phone may not have understood, or not be the person: it proves nothing until confirmed.
  verdict: 'doubt',
  judge: ({ calls, locate }) =>
    calls.flatMap(({ entry: { row, course, idNumber }, result, at }) => {
      if (result.confirms !== '否认' && result.confirms !== '不记得') return [];
      const denied = result.confirms === '否认';
      return [
        {
          people: [idNumber],
          course,
          about: `${maskIdNumber(idNumber)} · ${course}`,
          where: [locate('学员花名册', row, '身份证号'), at('确认参加')],
          message: denied
            ? `身份证号 ${maskIdNumber(idNumber)} 在 ${result.day} 的电话回访中否认参加「${course}」；电话中的否认须经当面或书面确认，请核查该学员的全部记录`
            : `身份证号 ${maskIdNumber(idNumber)} 在 ${result.day} 的电话回访中不记得参加过「${course}」；请当面核实`,
          evidence: [`确认参加：${result.confirms}`],
        },
      ];
    }),
});
