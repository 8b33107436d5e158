import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'order/yearly-cap',
  title: '每人每年享受补贴的项目数不超过上限',
  clause: 'repeats',
  needs: ['policy', '学员花名册', 'persons'],
  verdict: 'violation',
  // In the order of filing, not in the order in which the cases are given; each case gets one finding, on its first
  // project beyond the cap.
  sql: `
    SELECT case_no, row, id_number, course, nth, year, most FROM (
      SELECT r.case_no, min(row) AS row, id_number, course, c.year, c.projects_per_person_and_year AS most,
        row_number() OVER (PARTITION BY id_number, c.year ORDER BY c.备案提交 NULLS LAST, c.name, r.case_no, min(row)) AS nth
      FROM roster r JOIN cases c USING (case_no)
      GROUP BY r.case_no, c.备案提交, c.name, id_number, course, c.year, c.projects_per_person_and_year
    ) WHERE nth > most
    QUALIFY row_number() OVER (PARTITION BY case_no, id_number, year ORDER BY nth) = 1 ORDER BY case_no, row`,
  cause: ({ course, year, nth }) => `${course} ${year} ${nth}`,
  together: (rows, persons) =>
    `${persons} 人到「${rows[0]?.course}」为 ${rows[0]?.year} 年第 ${rows[0]?.nth} 个项目，上限为 ${rows[0]?.most} 个；超出的不能享受补贴，请核对`,
  opinion: (row, { locate }) => ({
    about: maskIdNumber(String(row.id_number)),
    where: [locate('学员花名册', Number(row.row), '身份证号')],
    message: `身份证号 ${maskIdNumber(String(row.id_number))} 到本行为 ${row.year} 年第 ${row.nth} 个项目，上限为 ${row.most} 个；超出的不能享受补贴，请核对`,
  }),
});
