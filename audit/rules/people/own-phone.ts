import { maskIdNumber, maskPhone } from '../../../domain/identifiers/mask.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'people/own-phone',
  title: '每个学员用自己的手机号',
  clause: 'signs',
  needs: ['学员花名册', 'persons'],
  // A call-back needs the person's own phone: where two persons share a number, somebody must look at it.
  verdict: 'doubt',
  sql: `
    SELECT case_no, row, id_number, before_id AS people, phone, before_row FROM (
      SELECT case_no, row, id_number, phone,
        lag(row) OVER phones AS before_row, lag(id_number) OVER phones AS before_id
      FROM (SELECT case_no, id_number, phone, min(row) AS row FROM roster GROUP BY ALL)
      WINDOW phones AS (PARTITION BY case_no, phone ORDER BY row)
    ) WHERE before_id <> id_number ORDER BY case_no, row`,
  cause: ({ phone }) => String(phone),
  together: ([first], persons) =>
    `手机号 ${maskPhone(String(first?.phone))} 由 ${persons} 人共用，无法分别回访；请核对`,
  opinion: (row, { locate }) => ({
    about: maskIdNumber(String(row.id_number)),
    where: [locate('学员花名册', Number(row.row), '手机号'), locate('学员花名册', Number(row.before_row), '手机号')],
    message: `手机号 ${maskPhone(String(row.phone))} 与第 ${row.before_row} 行的另一人相同，无法分别回访；请核对`,
  }),
});
