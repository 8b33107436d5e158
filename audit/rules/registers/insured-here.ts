import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { concerned, share } from '../../engine/finding-words.ts';
import { allInRegister, trainingDays, unitNamed } from '../../engine/register-places.ts';
import { rowRule } from '../../engine/rule.ts';

/**
 * Every month of the training must be insured, by this unit where the roster says 劳动合同. Insurance may begin
 * `insured_late_days` after the work did; whoever has a row that cannot be read, or may be meant by a number that
 * cannot, is not accused.
 */
const HELD = `
  WITH months AS (
    SELECT m.*, unit_key, c.unit_code, insured_late_days AS late, register_share AS least,
      greatest(month, m.first_day) AS since
    FROM training_months m JOIN cases c USING (case_no) JOIN applicants USING (case_no)
  ), rows AS (
    SELECT insured.*, key FROM insured LEFT JOIN unit_names ON written = unit
  ), held AS (
    SELECT m.case_no, m.id_number, m.month, any_value(m.least) AS least,
      min(m.row) AS row, any_value(m.employment) AS employment, min(m.first_day) AS first_day, max(m.last_day) AS last_day,
      coalesce(bool_or(r.key = m.unit_key OR r.unit_code = m.unit_code OR coalesce(r.unit, r.unit_code) IS NULL), false) AS here,
      count(r.line) > 0 AS anywhere, arg_min(r.unit, (r.register, r.line)) AS unit,
      string_agg(r.register || ':' || r.part || ':' || r.line, ' ' ORDER BY r.register, r.line) AS places
    FROM months m LEFT JOIN rows r ON r.id_number = m.id_number
      AND coalesce(r.from_day - m.late::INTEGER <= m.since, true) AND coalesce(r.to_day >= m.month, true)
    GROUP BY m.case_no, m.id_number, m.month
  ), people AS (
    SELECT case_no, id_number, min(row) AS row, any_value(employment) AS employment, any_value(least) AS least,
      min(first_day) AS first_day, max(last_day) AS last_day,
      bool_or(NOT anywhere) AS nowhere, bool_or(anywhere AND NOT here) AS elsewhere,
      string_agg(strftime(month, '%Y-%m'), '、' ORDER BY month) FILTER (NOT anywhere) AS months_nowhere,
      string_agg(strftime(month, '%Y-%m'), '、' ORDER BY month) FILTER (anywhere AND NOT here) AS months_elsewhere,
      arg_min(unit, month) FILTER (anywhere AND NOT here) AS unit,
      arg_min(places, month) FILTER (anywhere AND NOT here) AS places,
      EXISTS (FROM insured i WHERE i.id_number = held.id_number) AS known,
      EXISTS (FROM insured i WHERE i.id_number = held.id_number AND NOT whole)
        OR left(id_number, 14) IN (SELECT beginning FROM unidentified) AS unclear
    FROM held GROUP BY case_no, id_number
  ), shares AS (
    SELECT case_no, count(*) AS heads, count(*) FILTER (known OR unclear) AS found,
      count(*) FILTER (known OR unclear) < any_value(least) * count(*) AS few
    FROM people GROUP BY case_no
  )`;

export default rowRule({
  id: 'registers/insured-here',
  title: '参保登记与花名册的参保状态、用工形式一致',
  clause: 'trainees',
  needs: ['policy', '学员花名册', '企业信息.企业全称', 'insurance register', 'persons'],
  filled: {
    sql: 'SELECT DISTINCT case_no FROM training_months',
    reason: '案例没有培训日期，或参保登记的期间不含培训的月份',
  },
  verdict: 'violation',
  sql: `${HELD}
    SELECT case_no, row, id_number, NULL AS people, employment, first_day, last_day,
      CASE WHEN nowhere THEN 'nowhere' ELSE 'elsewhere' END AS kind,
      CASE WHEN nowhere THEN months_nowhere ELSE months_elsewhere END AS months, unit, places, NULL AS found, NULL AS heads, least,
      (SELECT string_agg(register || ':' || part || ':' || line, ' ' ORDER BY register, line)
       FROM insured i WHERE i.id_number = people.id_number) AS known_places
    FROM people JOIN shares USING (case_no)
    WHERE NOT unclear AND (nowhere AND (known OR NOT few) OR NOT nowhere AND elsewhere AND employment = '劳动合同')
    UNION ALL
    SELECT case_no, min(row), NULL, string_agg(id_number, ' ' ORDER BY row), NULL, NULL, NULL, 'few', NULL, NULL, NULL,
      any_value(found), any_value(heads), any_value(least), NULL
    FROM people JOIN shares USING (case_no) WHERE few AND NOT known AND NOT unclear GROUP BY case_no
    ORDER BY case_no, row`,
  opinion: (row, subject) => {
    const { locate, policy } = subject;
    const at = (header: string) => locate('学员花名册', Number(row.row), header);
    const { insuredLateDays, registerShare } = policy.registers;
    if (row.kind === 'few')
      return {
        verdict: 'doubt',
        where: [at('参保状态')],
        message: `${row.heads} 名学员中，参保登记里只找得到 ${row.found} 名；请核实登记的范围，或其余学员是否在本单位参保`,
        evidence: [`找得到的${share(row.found, row.heads, row.least)}：${registerShare.reason}`, concerned(row.people)],
      };
    const who = `身份证号 ${maskIdNumber(String(row.id_number))}（${row.employment}）`;
    const evidence = [
      `培训期间 ${trainingDays(row)}，缺 ${row.months}`,
      `参保可以晚于用工 ${insuredLateDays.value} 天：${insuredLateDays.reason}`,
    ];
    if (row.kind === 'elsewhere')
      return {
        verdict: 'doubt',
        about: maskIdNumber(String(row.id_number)),
        where: [at('用工形式'), ...allInRegister(subject, row.places, 'unit').slice(0, 3)],
        message: `${who}在 ${row.months} 由${unitNamed(row.unit)}参保，不是本单位；请核实劳动关系，是否由关联单位代缴或属于劳务派遣`,
        evidence,
      };
    return {
      verdict: row.employment === '劳动合同' ? 'violation' : 'doubt',
      about: maskIdNumber(String(row.id_number)),
      where: [at('参保状态'), ...allInRegister(subject, row.known_places, 'insuredTo').slice(0, 3)],
      message: `${who}在 ${row.months} 没有参保记录，与花名册的参保状态不符；请核实该学员是否在职并参保`,
      evidence,
    };
  },
});
