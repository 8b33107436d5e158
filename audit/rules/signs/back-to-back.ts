import { personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'signs/back-to-back',
  title: '各次学习之间有正常的间隔',
  clause: 'signs',
  needs: ['policy', '学习记录'],
  verdict: 'doubt',
  sql: `
    SELECT r.case_no, course, id_number, tight, tight_row AS row, tight_sessions AS most, tight_seconds AS gap
    FROM rhythm r JOIN cases USING (case_no) WHERE tight >= tight_sessions ORDER BY r.case_no, row`,
  opinion: (row, { locate, policy }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间')],
    message: `有 ${row.tight} 次学习在上一次结束后 ${row.gap} 秒之内开始；请核对是否使用自动播放软件`,
    evidence: [`无间隔 ${row.tight} 次，阈值 ${row.most} 次：${policy.signs.tightSessions.reason}`],
  }),
});
