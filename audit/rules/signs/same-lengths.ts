import { concerned } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'signs/same-lengths',
  title: '各人的学习时长序列互不相同',
  clause: 'signs',
  needs: ['policy', '学习记录'],
  verdict: 'doubt',
  sql: `
    SELECT r.case_no, course, sessions, count(*) AS persons, min(first_row) AS row,
      string_agg(id_number, ' ' ORDER BY first_row) AS people, any_value(same_lengths_persons) AS most
    FROM rhythm r JOIN cases USING (case_no) WHERE sessions >= same_lengths_sessions
    GROUP BY r.case_no, course, sessions, lengths
    HAVING count(*) >= any_value(same_lengths_persons) ORDER BY r.case_no, row`,
  opinion: (row, { locate, policy }) => ({
    about: String(row.course),
    where: [locate('学习记录', Number(row.row), '结束时间')],
    message: `有 ${row.persons} 人的 ${row.sessions} 次学习每次时长都相同；请核对是否批量生成`,
    evidence: [
      `相同 ${row.persons} 人，阈值 ${row.most} 人：${policy.signs.sameLengthsPersons.reason}`,
      concerned(row.people),
    ],
  }),
});
