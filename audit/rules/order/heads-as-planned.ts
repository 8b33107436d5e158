import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'order/heads-as-planned',
  title: '实际参训人数不超过备案的拟培训人数',
  clause: 'plan',
  needs: ['备案项目', '学员花名册'],
  verdict: 'violation',
  sql: `
    SELECT case_no, row, course, id_number, planned, heads FROM (
      SELECT r.case_no, r.row, r.course, r.id_number, planned,
        row_number() OVER (PARTITION BY r.case_no, r.course ORDER BY r.row) AS place,
        count(*) OVER (PARTITION BY r.case_no, r.course) AS heads
      FROM (SELECT case_no, course, id_number, min(row) AS row FROM roster GROUP BY ALL) r
      JOIN (SELECT case_no, course, max(planned) AS planned FROM projects GROUP BY ALL) USING (case_no, course)
    ) WHERE place = planned + 1 ORDER BY case_no, row`,
  opinion: (row, { locate }) => ({
    about: String(row.course),
    where: [locate('学员花名册', Number(row.row), '培训课程')],
    message: `课程「${row.course}」花名册共 ${row.heads} 人，自本行起超过拟培训人数 ${row.planned}；请核对花名册或拟培训人数`,
  }),
});
