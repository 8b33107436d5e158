import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/insured',
  title: '学员已缴纳社会保险',
  clause: 'trainees',
  needs: ['学员花名册'],
  verdict: 'violation',
  judge: ({ case: { roster }, locate }) =>
    roster
      .filter(({ insurance }) => insurance !== '已缴纳')
      .map(({ row, idNumber, employment }) => ({
        about: maskIdNumber(idNumber),
        people: [idNumber],
        where: [locate('学员花名册', row, '参保状态')],
        message: `身份证号 ${maskIdNumber(idNumber)}（${employment}）未缴纳社会保险，不能作为学员；请核对参保状态`,
      })),
});
