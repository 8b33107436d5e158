import { share } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'signs/scores-alike',
  title: '考试成绩没有集中在同一分数',
  clause: 'signs',
  needs: ['policy', '考试记录'],
  verdict: 'doubt',
  sql: `
    WITH best AS (
      SELECT case_no, course, id_number, max(score) AS score, arg_max(row, score) AS row FROM exams GROUP BY ALL
    ), alike AS (
      SELECT case_no, course, score, count(*) AS persons, min(row) AS row, any_value(everybody) AS everybody
      FROM (SELECT *, count(*) OVER (PARTITION BY case_no, course) AS everybody FROM best)
      GROUP BY case_no, course, score
    )
    SELECT a.*, same_score_share AS most FROM alike a JOIN cases USING (case_no)
    WHERE persons >= same_score_persons AND persons >= same_score_share * everybody ORDER BY a.case_no, row`,
  opinion: (row, { locate, policy }) => ({
    about: String(row.course),
    where: [locate('考试记录', Number(row.row), '成绩')],
    message: `${row.everybody} 人中有 ${row.persons} 人的成绩都是 ${row.score}；请核对答卷`,
    evidence: [`${share(row.persons, row.everybody, row.most)}：${policy.signs.sameScoreShare.reason}`],
  }),
});
