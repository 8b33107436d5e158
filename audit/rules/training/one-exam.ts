import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/one-exam',
  title: '每个项目统一安排考试',
  clause: 'exam',
  needs: ['policy', '考试记录'],
  verdict: 'violation',
  // A resit after a failed exam is no second exam.
  sql: `
    SELECT e.case_no, e.course, min(e.row) AS row, count(*) AS persons FROM (
      SELECT case_no, course, id_number, row, score, count(*) OVER person AS sat,
        lag(score) OVER (PARTITION BY case_no, course, id_number ORDER BY taken_at, row) AS before
      FROM exams WINDOW person AS (PARTITION BY case_no, course, id_number)
    ) e JOIN cases USING (case_no) WHERE sat > 1 AND before >= pass_mark
    GROUP BY ALL ORDER BY e.case_no, row`,
  opinion: (row, { locate }) => ({
    about: String(row.course),
    where: [locate('考试记录', Number(row.row), '考试时间')],
    message: `课程「${row.course}」有 ${row.persons} 条合格后的重复考试记录；每个项目统一安排一次考试，请核对`,
  }),
});
