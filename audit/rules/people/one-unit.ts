import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'people/one-unit',
  title: '同一人不同时是两家企业的学员',
  clause: 'trainees',
  needs: ['企业信息.统一社会信用代码', '学员花名册', 'persons'],
  verdict: 'violation',
  // Within one year of the policy: who changes the employer in it can show so.
  sql: `
    WITH persons AS (
      SELECT r.case_no, c.unit_code, c.year, id_number, min(row) AS row
      FROM roster r JOIN cases c USING (case_no) GROUP BY ALL
    )
    SELECT a.case_no, a.row, a.id_number, min(b.case_no) AS other_case, arg_min(b.row, b.case_no) AS other_row
    FROM persons a JOIN persons b ON a.id_number = b.id_number AND a.unit_code <> b.unit_code
      AND a.year IS NOT DISTINCT FROM b.year
    GROUP BY a.case_no, a.row, a.id_number ORDER BY a.case_no, a.row`,
  opinion: (row, { locate }, caseOf) => {
    const other = caseOf(row.other_case);
    return {
      about: maskIdNumber(String(row.id_number)),
      where: [
        locate('学员花名册', Number(row.row), '身份证号'),
        other.locate('学员花名册', Number(row.other_row), '身份证号'),
      ],
      message: `身份证号 ${maskIdNumber(String(row.id_number))} 同时是「${other.case.enterprise.name}」（案例「${other.case.name}」）的学员；请核对劳动关系`,
    };
  },
});
