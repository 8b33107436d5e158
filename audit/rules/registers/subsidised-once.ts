import { quoted } from '../../../domain/case/cells/quoted.ts';
import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { inRegister } from '../../engine/register-places.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'registers/subsidised-once',
  title: '同一课程没有在别处或别的年度享受过补贴',
  clause: 'repeats',
  needs: ['policy', '学员花名册', 'subsidy register', 'persons'],
  filled: {
    sql: 'SELECT case_no FROM cases WHERE EXISTS (FROM subsidies WHERE course IS NOT NULL) OR NOT EXISTS (FROM subsidies)',
    reason: '补贴登记没有「补贴课程」列，无法比较是否同一课程',
  },
  verdict: 'violation',
  // After its own claim, a subsidy may be this very one: only one far from the payment is another.
  sql: `
    WITH mine AS (
      SELECT r.case_no, r.course, r.id_number, min(r.row) AS row, any_value(key) AS key,
        any_value(c."拨付") AS paid, coalesce(any_value(c."补贴申请"), max(t.last_day) + 1) AS claimed,
        any_value(own_payment_days)::INTEGER AS own
      FROM roster r JOIN cases c USING (case_no) JOIN course_names n ON n.written = r.course
      LEFT JOIN trained t USING (case_no, course, id_number)
      GROUP BY r.case_no, r.course, r.id_number
    ), given AS (
      SELECT s.*, key FROM subsidies s JOIN course_names ON written = course
    )
    SELECT m.case_no, m.row, m.id_number, m.course, g.day, m.paid, m.own, register, part, line,
      coalesce(g.day < m.claimed, false) AS before
    FROM mine m JOIN given g ON (g.id_number, g.key) = (m.id_number, m.key)
    WHERE CASE
      WHEN g.day IS NULL THEN m.claimed IS NULL
      WHEN m.claimed IS NULL OR g.day < m.claimed THEN true
      ELSE abs(g.day - m.paid) > m.own END
    QUALIFY row_number() OVER (PARTITION BY m.case_no, m.row ORDER BY g.day NULLS LAST, register, line) = 1
    ORDER BY m.case_no, m.row`,
  opinion: (row, subject) => ({
    verdict: row.before ? 'violation' : 'doubt',
    about: maskIdNumber(String(row.id_number)),
    where: [subject.locate('学员花名册', Number(row.row), '培训课程'), ...inRegister(subject, row, 'subsidisedCourse')],
    message: `身份证号 ${maskIdNumber(String(row.id_number))} 的课程${quoted(String(row.course), 40)}${row.day === null ? '' : `在 ${row.day} `}已登记享受补贴；请核实是否重复享受`,
    evidence: [
      ...(row.day === null ? [] : [`登记的补贴日期 ${row.day}`]),
      ...(row.before || row.paid === null
        ? []
        : [`本单位拨付日 ${row.paid}，相差超过 ${row.own} 天：${subject.policy.registers.ownPaymentDays.reason}`]),
    ],
  }),
});
