import { concerned, share } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'signs/exactly-minimum',
  title: '学习总时长没有集中在最低要求上',
  clause: 'signs',
  needs: ['policy', '学习记录'],
  verdict: 'doubt',
  sql: `
    WITH totals AS (
      SELECT l.*, minimum_minutes * 60 AS least, exact_share, exact_persons,
        seconds >= minimum_minutes * 60 AND seconds < (minimum_minutes + exact_minutes) * 60 AS exact
      FROM learning l JOIN cases USING (case_no)
    )
    SELECT case_no, course, count(*) FILTER (exact) AS persons, count(*) AS everybody, min(last_row) FILTER (exact) AS row,
      string_agg(id_number, ' ' ORDER BY first_row) FILTER (exact) AS people, any_value(exact_share) AS most
    FROM totals GROUP BY case_no, course
    HAVING count(*) FILTER (exact) >= any_value(exact_persons)
      AND count(*) FILTER (exact) >= any_value(exact_share) * count(*)
    ORDER BY case_no, row`,
  opinion: (row, { locate, policy }) => ({
    about: String(row.course),
    where: [locate('学习记录', Number(row.row), '结束时间')],
    message: `${row.everybody} 人中有 ${row.persons} 人的总时长恰好达到最低要求；请核对记录来源`,
    evidence: [
      `${share(row.persons, row.everybody, row.most)}：${policy.signs.exactShare.reason}`,
      concerned(row.people),
    ],
  }),
});
