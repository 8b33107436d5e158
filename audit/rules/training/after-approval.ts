import { earliest, personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/after-approval',
  title: '备案通过之前没有学习记录',
  clause: 'order',
  needs: ['办理日期.备案通过', '学习记录'],
  verdict: 'violation',
  sql: `
    SELECT d.case_no, d.course, d.id_number, min(first_row) AS row, count(*) AS days, min(d.day) AS first_day, c.备案通过 AS approved
    FROM learning_days d JOIN cases c USING (case_no)
    WHERE d.day < c.备案通过 GROUP BY ALL ORDER BY d.case_no, row`,
  cause: ({ approved }) => String(approved),
  together: (rows, persons) =>
    `${persons} 人的学习早于备案通过 ${rows[0]?.approved}，最早的在 ${earliest(rows, 'first_day')}；备案通过前的培训不能享受补贴，请核对`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间'), locate('办理日期', undefined, '备案通过')],
    message: `${row.first_day} 就有学习记录，早于备案通过 ${row.approved}（共 ${row.days} 天）；备案通过前的培训不能享受补贴，请核对`,
  }),
});
