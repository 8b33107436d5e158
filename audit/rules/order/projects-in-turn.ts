import { earliest, latest, personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'order/projects-in-turn',
  title: '上一个项目结束后才参加下一个项目',
  clause: 'repeats',
  needs: ['学习记录'],
  verdict: 'violation',
  // A project ends for a person with the last session or the exam.
  sql: `
    WITH periods AS (
      SELECT l.case_no, l.course, id_number, first_start, first_row,
        greatest(last_end, coalesce(max(e.taken_at), last_end)) AS ended
      FROM learning l LEFT JOIN exams e USING (case_no, course, id_number)
      GROUP BY l.case_no, l.course, id_number, first_start, first_row, last_end
    )
    SELECT p.case_no, p.first_row AS row, p.id_number, p.course, p.first_start, max(b.ended) AS before_ended,
      arg_max(b.course, (b.ended, b.course)) AS before_course
    -- Every earlier project, not the last begun alone: a long one may outlast a short one. The same project again is project-once's.
    FROM periods p JOIN periods b ON p.id_number = b.id_number AND p.course <> b.course
      AND (b.first_start, b.case_no, b.course) < (p.first_start, p.case_no, p.course) AND p.first_start < b.ended
    GROUP BY p.case_no, p.first_row, p.id_number, p.course, p.first_start ORDER BY p.case_no, row`,
  cause: ({ course, before_course: before }) => `${course} ${before}`,
  together: (rows, persons) =>
    `${persons} 人在「${rows[0]?.before_course}」结束（最晚 ${latest(rows, 'before_ended')}）之前就开始学习「${rows[0]?.course}」（最早 ${earliest(rows, 'first_start')}）；一个项目结束后才能参加下一个，请核对`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间')],
    message: `${row.first_start} 开始学习「${row.course}」时，「${row.before_course}」到 ${row.before_ended} 才结束；一个项目结束后才能参加下一个，请核对`,
  }),
});
