import { latest, personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/exam-after-learning',
  title: '学习结束后才考试',
  clause: 'exam',
  needs: ['学习记录', '考试记录'],
  verdict: 'violation',
  sql: `
    SELECT e.case_no, e.course, e.id_number, arg_min(e.row, (e.taken_at, e.row)) AS row, min(e.taken_at) AS taken_at, learnt_until
    FROM exams e JOIN studied l ON (e.case_no, e.course, e.id_number) = (l.case_no, l.course, l.id_number)
    WHERE e.taken_at < learnt_until GROUP BY ALL ORDER BY e.case_no, row`,
  cause: ({ course, taken_at: at }) => `${course} ${at}`,
  together: (rows, persons) =>
    `${persons} 人在 ${rows[0]?.taken_at} 的考试早于最后一次学习的结束（最晚 ${latest(rows, 'learnt_until')}）；请核对平台记录`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('考试记录', Number(row.row), '考试时间')],
    message: `考试时间 ${row.taken_at} 早于最后一次学习的结束 ${row.learnt_until}；请核对平台记录`,
  }),
});
