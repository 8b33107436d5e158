import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'order/project-once',
  title: '同一人同一项目只享受一次',
  clause: 'repeats',
  needs: ['学员花名册'],
  verdict: 'violation',
  sql: `
    SELECT case_no, row, id_number, course, before_row, before_case FROM (
      SELECT r.case_no, row, id_number, course,
        lag(row) OVER person AS before_row, lag(r.case_no) OVER person AS before_case
      FROM roster r JOIN cases c USING (case_no)
      WINDOW person AS (PARTITION BY id_number, course ORDER BY c.备案提交, r.case_no, row)
    ) WHERE before_row IS NOT NULL ORDER BY case_no, row`,
  cause: ({ case_no: own, before_case: before, course, row }) => `${before} ${course} ${own === before ? row : ''}`,
  opinion: (row, { locate, number }, caseOf) => {
    const before = caseOf(row.before_case);
    const there = before.number === number ? '' : `案例「${before.case.name}」`;
    return {
      about: maskIdNumber(String(row.id_number)),
      where: [
        locate('学员花名册', Number(row.row), '身份证号'),
        before.locate('学员花名册', Number(row.before_row), '身份证号'),
      ],
      message: `身份证号 ${maskIdNumber(String(row.id_number))} 在课程「${row.course}」中与${there}第 ${row.before_row} 行重复；同一人同一项目只能享受一次，请核对`,
    };
  },
});
