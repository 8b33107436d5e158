import { minutes, personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'signs/long-day',
  title: '同一人一天的学习时长合理',
  clause: 'signs',
  needs: ['policy', '学习记录'],
  verdict: 'doubt',
  sql: `
    SELECT case_no, course, id_number, day, first_row AS row, seconds, total, daily_minutes AS most FROM (
      SELECT *, sum(seconds) OVER (PARTITION BY case_no, id_number, day) AS total,
        row_number() OVER (PARTITION BY case_no, id_number, day ORDER BY first_row) AS place
      FROM learning_days
    ) JOIN cases USING (case_no)
    WHERE place = 1 AND total > daily_minutes * 60 ORDER BY case_no, row`,
  opinion: (row, { locate, policy }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间')],
    message: `${row.day} 一天学习 ${minutes(row.total)}，超过 ${row.most} 分钟；请核对是否本人学习`,
    evidence: [`当日合计 ${minutes(row.total)}，阈值 ${row.most} 分钟：${policy.signs.dailyMinutes.reason}`],
  }),
});
