import { personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'signs/answered-too-fast',
  title: '答疑有阅读和书写的时间',
  clause: 'signs',
  needs: ['policy', '答疑记录'],
  filled: {
    sql: 'SELECT DISTINCT case_no FROM questions WHERE answered_at IS NOT NULL',
    reason: '「答疑记录」的「答复时间」一行也没有填写',
  },
  verdict: 'doubt',
  sql: `
    SELECT q.case_no, row, course, id_number, date_diff('second', asked_at, answered_at) AS seconds, answer_seconds AS least
    FROM questions q JOIN cases USING (case_no)
    WHERE date_diff('second', asked_at, answered_at) < answer_seconds ORDER BY q.case_no, row`,
  opinion: (row, { locate, policy }) => ({
    about: personOf(row),
    where: [locate('答疑记录', Number(row.row), '答复时间')],
    message:
      Number(row.seconds) < 0
        ? '答复时间早于提问时间；请核对平台记录'
        : `提问后 ${row.seconds} 秒就有答复；请核对问答内容`,
    evidence: [`间隔 ${row.seconds} 秒，阈值 ${row.least} 秒：${policy.signs.answerSeconds.reason}`],
  }),
});
