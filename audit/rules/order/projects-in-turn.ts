import { rowRule } from '../../engine/rule.ts';
import { personOf } from '../../engine/say.ts';

export default rowRule({
  id: 'order/projects-in-turn',
  title: '上一个项目结束后才参加下一个项目',
  clause: 'repeats',
  needs: ['学习记录'],
  verdict: 'violation',
  // A project ends for a person with the last sitting or the exam.
  sql: `
    WITH periods AS (
      SELECT l.case_no, l.course, id_number, first_start, first_row,
        greatest(last_end, coalesce(max(e.taken_at), last_end)) AS ended
      FROM learning l LEFT JOIN exams e USING (case_no, course, id_number)
      GROUP BY l.case_no, l.course, id_number, first_start, first_row, last_end
    ), turns AS (
      SELECT *, lag(ended) OVER person AS before_ended, lag(course) OVER person AS before_course,
        lag(case_no) OVER person AS before_case
      FROM periods WINDOW person AS (PARTITION BY id_number ORDER BY first_start, case_no, course)
    )
    SELECT case_no, first_row AS row, id_number, course, first_start, before_ended, before_course FROM turns
    WHERE first_start < before_ended AND (course <> before_course OR case_no = before_case)
    ORDER BY case_no, row`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间')],
    message: `${row.first_start} 开始学习「${row.course}」时，「${row.before_course}」到 ${row.before_ended} 才结束；一个项目结束后才能参加下一个，请核对`,
  }),
});
