import { personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'signs/night-learning',
  title: '没有人在凌晨反复学习',
  clause: 'signs',
  needs: ['policy', '学习记录'],
  verdict: 'doubt',
  sql: `
    SELECT d.case_no, course, id_number, sum(at_night) AS times, min(night_row) AS row,
      any_value(night_sessions) AS most, any_value(night_hour) AS until
    FROM learning_days d JOIN cases USING (case_no)
    GROUP BY d.case_no, course, id_number HAVING sum(at_night) >= any_value(night_sessions) ORDER BY d.case_no, row`,
  opinion: (row, { locate, policy }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间')],
    message: `有 ${row.times} 次学习在 0 时至 ${row.until} 时之间开始；请核对班次和本人情况`,
    evidence: [`凌晨 ${row.times} 次，阈值 ${row.most} 次：${policy.signs.nightSessions.reason}`],
  }),
});
