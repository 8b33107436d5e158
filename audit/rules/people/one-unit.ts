import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'people/one-unit',
  title: '同一人不同时是两家企业的学员',
  clause: 'trainees',
  needs: ['企业信息.统一社会信用代码', '学员花名册', 'persons'],
  verdict: 'violation',
  // People may change employers: two trainings at the same time contradict each other, two in a year are only a sign.
  sql: `
    WITH persons AS (
      SELECT r.case_no, c.unit_code, c.year, r.id_number, min(r.row) AS row,
        coalesce(min(l.first_start)::DATE, any_value(c."培训开始")) AS first_day,
        coalesce(max(l.last_end)::DATE, any_value(c."培训结束")) AS last_day
      FROM roster r JOIN cases c USING (case_no) LEFT JOIN learning l USING (case_no, course, id_number)
      GROUP BY r.case_no, c.unit_code, c.year, r.id_number
    ), pairs AS (
      SELECT a.case_no, a.row, a.id_number, b.case_no AS other_case, b.row AS other_row,
        a.first_day, a.last_day, b.first_day AS other_first, b.last_day AS other_last,
        coalesce(a.first_day <= b.last_day AND b.first_day <= a.last_day, false) AS at_once
      FROM persons a JOIN persons b ON a.id_number = b.id_number AND a.unit_code <> b.unit_code
        AND a.year IS NOT DISTINCT FROM b.year
    )
    SELECT * FROM pairs QUALIFY row_number() OVER (PARTITION BY case_no, id_number ORDER BY at_once DESC, other_case) = 1
    ORDER BY case_no, row`,
  cause: ({ other_case: other, at_once: atOnce }) => `${other} ${atOnce}`,
  opinion: (row, { locate }, caseOf) => {
    const other = caseOf(row.other_case);
    const unit = `「${other.case.enterprise.name}」（案例「${other.case.name}」）`;
    const days = (first: unknown, last: unknown) => (first === null || last === null ? '' : `${first} 至 ${last}`);
    const periods = [days(row.first_day, row.last_day), days(row.other_first, row.other_last)];
    return {
      verdict: row.at_once ? 'violation' : 'doubt',
      about: maskIdNumber(String(row.id_number)),
      where: [
        locate('学员花名册', Number(row.row), '身份证号'),
        other.locate('学员花名册', Number(row.other_row), '身份证号'),
      ],
      message: `身份证号 ${maskIdNumber(String(row.id_number))} ${row.at_once ? `同时是${unit}的学员` : `同一年度也是${unit}的学员`}；请核对劳动关系`,
      evidence: periods.includes('') ? [] : [`本企业培训期间 ${periods[0]}`, `另一家培训期间 ${periods[1]}`],
    };
  },
});
