import { maskAccount } from '../../../domain/identifiers/mask.ts';
import { allInRegister, unitNamed } from '../../engine/register-places.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'registers/own-account',
  title: '补贴账户登记在申请单位名下',
  clause: 'account',
  needs: ['policy', '企业信息.统一社会信用代码', 'units register'],
  filled: {
    sql: `SELECT case_no FROM own_facts WHERE stated AND kind = 'account' AND (
        case_no IN (SELECT case_no FROM own_facts WHERE NOT stated AND kind = 'account')
        OR value IN (SELECT value FROM unit_facts WHERE kind = 'account'))`,
    reason: '企业登记中没有申请单位的银行账号，或案例没有填写',
  },
  // A unit may have further accounts that the register does not name.
  verdict: 'doubt',
  sql: `
    WITH stated AS (SELECT case_no, value FROM own_facts WHERE stated AND kind = 'account'),
    known AS (
      SELECT case_no, string_agg(value, ' ' ORDER BY value) AS accounts,
        string_agg(register || ':' || part || ':' || line, ' ' ORDER BY register, line) AS places
      FROM own_facts WHERE NOT stated AND kind = 'account' GROUP BY case_no
    ), others AS (
      SELECT s.case_no, arg_min(u.unit, (register, line)) AS unit, min(u.code) AS code,
        string_agg(register || ':' || part || ':' || line, ' ' ORDER BY register, line) AS places
      FROM stated s JOIN cases c USING (case_no) JOIN unit_facts u ON u.kind = 'account' AND u.value = s.value AND u.code <> c.unit_code
      GROUP BY s.case_no
    )
    SELECT s.case_no, s.value, k.accounts, o.unit, o.code, coalesce(o.places, k.places) AS places
    FROM stated s LEFT JOIN known k USING (case_no) LEFT JOIN others o USING (case_no)
    WHERE NOT coalesce(list_contains(string_split(k.accounts, ' '), s.value), false)
      AND (k.accounts IS NOT NULL OR o.code IS NOT NULL)
    ORDER BY s.case_no`,
  opinion: (row, subject) => ({
    verdict: row.code === null ? 'doubt' : 'violation',
    where: [
      subject.locate('企业信息', undefined, '银行账号'),
      ...allInRegister(subject, row.places, 'account').slice(0, 5),
    ],
    message:
      row.code === null
        ? `申报的银行账号（${maskAccount(String(row.value))}）不在登记的本单位账户之中；请核实账户的户名`
        : `申报的银行账号（${maskAccount(String(row.value))}）登记在${unitNamed(row.unit)}（${row.code}）名下；请核实账户的户名`,
    evidence:
      row.accounts === null
        ? ['企业登记中没有本单位的账户']
        : [`登记的本单位账户：${String(row.accounts).split(' ').map(maskAccount).join('、')}`],
  }),
});
