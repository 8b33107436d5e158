import { LEARNING } from '../../engine/learning-seconds.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/chapters-add-up',
  title: '各章节合计达到每个项目的最低时长，答疑和考试不计入',
  clause: 'minutes',
  needs: ['policy', '备案项目', '课程汇总'],
  verdict: 'violation',
  lacks: ['课程汇总'],
  // Rounded to what is less than a second: minutes with decimals can add up to 1079.9999999999998.
  sql: `
    SELECT p.case_no, p.row AS project_row, ch.row, p.course, coalesce(ch.total, 0) AS total, minimum_minutes AS least
    FROM (SELECT case_no, course, min(row) AS row FROM projects GROUP BY ALL) p JOIN cases USING (case_no)
    LEFT JOIN (
      SELECT case_no, course, max(row) AS row, round(sum(minutes), 2) AS total FROM chapters WHERE ${LEARNING} GROUP BY ALL
    ) ch ON (ch.case_no, ch.course) = (p.case_no, p.course)
    WHERE coalesce(ch.total, 0) < minimum_minutes ORDER BY p.case_no, project_row`,
  opinion: (row, { locate }) => ({
    about: String(row.course),
    where:
      row.row === null
        ? [locate('备案项目', Number(row.project_row), '培训课程')]
        : [locate('课程汇总', Number(row.row), '时长(分钟)')],
    message: `课程「${row.course}」各章节合计 ${row.total} 分钟，少于 ${row.least} 分钟；请按备案的培训方案核对`,
  }),
});
