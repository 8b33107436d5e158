import { earliest, latest, personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/inside-filed-period',
  title: '学习在备案的计划日期之内',
  clause: 'plan',
  needs: ['备案项目', '学习记录'],
  filled: {
    sql: 'SELECT DISTINCT case_no FROM projects WHERE planned_start IS NOT NULL OR planned_end IS NOT NULL',
    reason: '「备案项目」的计划开始和结束日期都没有填写',
  },
  verdict: 'violation',
  sql: `
    SELECT d.case_no, d.course, d.id_number, min(first_row) AS row, count(*) AS days,
      min(d.day) AS first_day, max(d.day) AS last_day, planned_start, planned_end
    FROM learning_days d
    JOIN (SELECT case_no, course, min(planned_start) AS planned_start, max(planned_end) AS planned_end FROM projects GROUP BY ALL) p
      ON (d.case_no, d.course) = (p.case_no, p.course)
    WHERE (d.day < planned_start OR d.day > planned_end)
      -- A plan that ends before it starts is a fault of its own: no day could be inside.
      AND coalesce(planned_start <= planned_end, true)
    GROUP BY ALL ORDER BY d.case_no, row`,
  cause: ({ course }) => String(course),
  together: (rows, persons) =>
    `${persons} 人的学习（${earliest(rows, 'first_day')} 至 ${latest(rows, 'last_day')}）在计划日期 ${rows[0]?.planned_start ?? '未填'} 至 ${rows[0]?.planned_end ?? '未填'} 之外；请核对`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间')],
    message: `有 ${row.days} 天的学习（${row.first_day} 至 ${row.last_day}）在计划日期 ${row.planned_start ?? '未填'} 至 ${row.planned_end ?? '未填'} 之外；请核对`,
  }),
});
