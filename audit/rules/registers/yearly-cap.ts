import { quoted } from '../../../domain/case/cells/quoted.ts';
import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { allInRegister } from '../../engine/register-places.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'registers/yearly-cap',
  title: '连同登记的补贴，每人每年的项目数不超过上限',
  clause: 'repeats',
  needs: ['policy', '学员花名册', 'subsidy register', 'persons'],
  filled: {
    sql: 'SELECT case_no FROM cases WHERE EXISTS (FROM subsidies WHERE day IS NOT NULL) OR NOT EXISTS (FROM subsidies)',
    reason: '补贴登记没有「补贴日期」列，无法计算每年的项目数',
  },
  // A payment of January may be for a training of the year before: a person must look.
  verdict: 'doubt',
  sql: `
    WITH mine AS (
      SELECT r.case_no, r.id_number, r.course, c.year, min(r.row) AS row, any_value(key) AS key,
        any_value(c."补贴申请") AS claimed, any_value(projects_per_person_and_year) AS most
      FROM roster r JOIN cases c USING (case_no) JOIN course_names ON written = r.course
      GROUP BY r.case_no, r.id_number, r.course, c.year
    ), given AS (
      -- A subsidy without a course is another one if it was paid before anything of these cases can have been.
      SELECT s.id_number, s.day, s.course, register, part, line, year(s.day) AS year,
        coalesce(n.key, 'day ' || s.day) AS key
      FROM subsidies s LEFT JOIN course_names n ON n.written = s.course
      WHERE s.day IS NOT NULL AND (s.course IS NOT NULL OR s.day < (
        SELECT min(claimed) FROM mine WHERE mine.id_number = s.id_number AND mine.year = year(s.day)))
    ), further AS (
      SELECT g.id_number, g.year, count(DISTINCT g.key) AS further,
        string_agg(register || ':' || part || ':' || line, ' ' ORDER BY day, register, line) AS places,
        string_agg(strftime(day, '%Y-%m-%d'), '、' ORDER BY day, register, line) AS days,
        arg_min(g.course, (day, register, line)) AS example
      FROM given g ANTI JOIN mine ON (mine.id_number, mine.year, mine.key) = (g.id_number, g.year, g.key)
      GROUP BY g.id_number, g.year
    ), counted AS (
      SELECT id_number, year, count(DISTINCT key) AS own FROM mine GROUP BY ALL
    )
    SELECT m.case_no, min(m.row) AS row, m.id_number, m.year, any_value(own) AS own, any_value(further) AS further,
      any_value(most) AS most, any_value(places) AS places, any_value(days) AS days, any_value(example) AS example
    FROM mine m JOIN counted USING (id_number, year) JOIN further USING (id_number, year)
    WHERE own + further > most
    GROUP BY m.case_no, m.id_number, m.year ORDER BY m.case_no, row`,
  opinion: (row, subject) => ({
    about: maskIdNumber(String(row.id_number)),
    where: [
      subject.locate('学员花名册', Number(row.row), '身份证号'),
      ...allInRegister(subject, row.places, 'subsidisedOn').slice(0, 5),
    ],
    message: `身份证号 ${maskIdNumber(String(row.id_number))} 在 ${row.year} 年除本次申报的 ${row.own} 个项目外，另有 ${row.further} 个登记的补贴，合计超过每年 ${row.most} 个；请核实各次补贴所属的年度`,
    evidence: [
      `合计 ${Number(row.own) + Number(row.further)} 个，上限 ${row.most} 个`,
      `登记的补贴日期 ${row.days}${row.example === null ? '' : `，其中有${quoted(String(row.example), 40)}`}`,
    ],
  }),
});
