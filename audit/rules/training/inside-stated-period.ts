import { earliest, latest, personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/inside-stated-period',
  title: '学习在填报的培训开始与结束之间',
  clause: 'order',
  needs: ['办理日期.培训开始', '办理日期.培训结束', '学习记录'],
  verdict: 'violation',
  sql: `
    SELECT d.case_no, d.course, d.id_number, min(first_row) AS row, count(*) AS days,
      min(d.day) AS first_day, max(d.day) AS last_day, c.培训开始 AS started, c.培训结束 AS ended
    FROM learning_days d JOIN cases c USING (case_no)
    WHERE d.day < c.培训开始 OR d.day > c.培训结束 GROUP BY ALL ORDER BY d.case_no, row`,
  cause: () => '',
  together: (rows, persons) =>
    `${persons} 人的学习（${earliest(rows, 'first_day')} 至 ${latest(rows, 'last_day')}）不在填报的 ${rows[0]?.started} 至 ${rows[0]?.ended} 之内；请核对「办理日期」或平台记录`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间')],
    message: `有 ${row.days} 天的学习（${row.first_day} 至 ${row.last_day}）不在填报的 ${row.started} 至 ${row.ended} 之内；请核对「办理日期」或平台记录`,
  }),
});
