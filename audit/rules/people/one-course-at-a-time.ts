import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'people/one-course-at-a-time',
  title: '同一人不同时学习两门课程',
  clause: 'signs',
  needs: ['学习记录'],
  // Two sessions of one person at the same time are a sign, not a violation by themselves (domain.md).
  verdict: 'doubt',
  // Only persons with two projects are joined: everybody else cannot be in two courses.
  sql: `
    WITH busy AS (SELECT id_number FROM learning GROUP BY id_number HAVING count(*) > 1),
    shared AS (
      SELECT s.case_no, s.row, s.course, s.id_number, s.start_at, s.end_at FROM sessions s SEMI JOIN busy USING (id_number)
    )
    SELECT b.case_no, b.id_number, min(b.row) AS row, arg_min(b.start_at, b.row) AS start_at,
      arg_min(b.course, b.row) AS course, arg_min(a.course, (b.row, a.case_no, a.row)) AS other_course,
      arg_min(a.case_no, (b.row, a.case_no, a.row)) AS other_case, count(*) AS times
    FROM shared a JOIN shared b ON a.id_number = b.id_number
      AND (a.course, a.case_no) <> (b.course, b.case_no)
      -- The same record in two cases is one session: order/project-once says that it was filed twice.
      AND (a.course, a.start_at, a.end_at) <> (b.course, b.start_at, b.end_at)
      AND a.start_at < b.end_at AND b.start_at < a.end_at
      AND (a.start_at, a.case_no, a.row) < (b.start_at, b.case_no, b.row)
    GROUP BY b.case_no, b.id_number ORDER BY b.case_no, row`,
  cause: ({ course, other_course: other, other_case: there }) => `${course} ${other} ${there}`,
  opinion: (row, { locate, number }, caseOf) => {
    const other = caseOf(row.other_case);
    const there = other.number === number ? '' : `案例「${other.case.name}」的`;
    return {
      about: maskIdNumber(String(row.id_number)),
      where: [locate('学习记录', Number(row.row), '开始时间')],
      message: `身份证号 ${maskIdNumber(String(row.id_number))} 在 ${row.start_at} 同时学习「${row.course}」和${there}「${row.other_course}」（共 ${row.times} 次）；请核对平台记录`,
    };
  },
});
