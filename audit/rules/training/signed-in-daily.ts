import { personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/signed-in-daily',
  title: '每个学习日都有签到',
  clause: 'signIn',
  needs: ['签到记录', '学习记录'],
  verdict: 'violation',
  lacks: ['签到记录'],
  sql: `
    SELECT d.case_no, d.course, d.id_number, min(first_row) AS row, count(*) AS days,
      string_agg(strftime(d.day, '%Y-%m-%d'), '、' ORDER BY d.day) AS missing
    FROM learning_days d
    ANTI JOIN (SELECT DISTINCT case_no, course, id_number, signed_at::DATE AS day FROM sign_ins) s
      ON (d.case_no, d.course, d.id_number, d.day) = (s.case_no, s.course, s.id_number, s.day)
    GROUP BY ALL ORDER BY d.case_no, row`,
  cause: ({ course, missing }) => `${course} ${missing}`,
  together: ([first], persons) =>
    `${persons} 人在 ${first?.days} 个学习日都没有签到：${first?.missing}；请核对签到记录`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间')],
    message: `有 ${row.days} 个学习日没有签到：${row.missing}；请核对签到记录`,
  }),
});
