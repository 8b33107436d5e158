import { allInRegister, unitNamed } from '../../engine/register-places.ts';
import { rowRule } from '../../engine/rule.ts';

const WORDS: Readonly<Record<string, string>> = { officer: '法定代表人', phone: '联系电话', account: '银行账号' };

export default rowRule({
  id: 'registers/related-parties',
  title: '培训平台和其他单位与申请单位没有相同的负责人、电话或账户',
  clause: 'registers',
  needs: ['policy', '备案项目', '企业信息.统一社会信用代码', 'units register'],
  filled: {
    sql: 'SELECT case_no FROM cases JOIN unit_facts ON code = unit_code UNION SELECT case_no FROM providers JOIN unit_facts USING (code)',
    reason: '企业登记中没有申请单位，也没有培训平台',
  },
  verdict: 'doubt',
  // Of units that are neither: an account alone is a sign, a phone only with the same officer. Other cases are compared
  // in registers/units-apart.
  sql: `
    WITH crowded AS (
      SELECT value, count(DISTINCT code) AS units FROM unit_facts WHERE kind = 'phone' GROUP BY value
    ), same AS (
      SELECT DISTINCT o.case_no, u.code, u.unit, o.kind, u.register, u.part, u.line
      FROM own_facts o JOIN cases c USING (case_no) JOIN unit_facts u ON (u.kind, u.value) = (o.kind, o.value) AND u.code <> c.unit_code
      LEFT JOIN crowded ON o.kind = 'phone' AND crowded.value = o.value
      WHERE coalesce(units <= shared_by_units, true)
    ), pairs AS (
      SELECT case_no, code, any_value(unit) AS unit,
        bool_or(kind = 'officer') AS officer, bool_or(kind = 'phone') AS phone, bool_or(kind = 'account') AS account,
        string_agg(DISTINCT kind, ' ' ORDER BY kind DESC) AS kinds,
        string_agg(DISTINCT register || ':' || part || ':' || line, ' ' ORDER BY register || ':' || part || ':' || line) AS places
      FROM same GROUP BY case_no, code
    )
    SELECT p.case_no, p.code, p.unit, p.kinds, p.places, min(v.row) AS row, any_value(shared_by_units) AS most
    FROM pairs p JOIN cases c USING (case_no) LEFT JOIN providers v USING (case_no, code)
    WHERE v.row IS NOT NULL OR (p.code NOT IN (SELECT unit_code FROM cases WHERE unit_code IS NOT NULL) AND (account OR phone AND officer))
    GROUP BY p.case_no, p.code, p.unit, p.kinds, p.places ORDER BY p.case_no, row NULLS LAST, p.code`,
  opinion: (row, subject) => {
    const same = String(row.kinds)
      .split(' ')
      .map((kind) => WORDS[kind])
      .join('、');
    const isProvider = row.row !== null;
    return {
      about: `统一社会信用代码 ${row.code}`,
      where: [
        isProvider
          ? subject.locate('备案项目', Number(row.row), '平台提供商统一社会信用代码')
          : subject.locate('企业信息', undefined, '统一社会信用代码'),
        ...allInRegister(subject, row.places, 'creditCode').slice(0, 5),
      ],
      message: `${isProvider ? '培训平台提供商' : ''}${unitNamed(row.unit)}（${row.code}）与申请单位的${same}相同；请核实两家是否为关联单位，${isProvider ? '培训费用是否真实支付' : '双方有无人员和资金往来'}`,
      evidence: [
        `相同的有 ${String(row.kinds).split(' ').length} 项：${same}`,
        ...(String(row.kinds).includes('phone')
          ? [`登记同一电话的单位不超过 ${row.most} 家：${subject.policy.registers.sharedByUnits.reason}`]
          : []),
      ],
    };
  },
});
