import { maskAccount, maskPhone } from '../../../domain/identifiers/mask.ts';
import { inRegister } from '../../engine/register-places.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'registers/units-apart',
  title: '两家申请单位登记的电话和账户不同',
  clause: 'registers',
  needs: ['policy', '企业信息.统一社会信用代码', 'units register'],
  filled: {
    sql: 'SELECT case_no FROM cases JOIN unit_facts ON code = unit_code',
    reason: '企业登记中没有申请单位',
  },
  verdict: 'doubt',
  sql: `
    WITH crowded AS (
      SELECT value, count(DISTINCT code) AS units FROM unit_facts WHERE kind = 'phone' GROUP BY value
    )
    SELECT DISTINCT ON (a.case_no, b.case_no, a.kind) a.case_no, b.case_no AS other_case, a.kind, a.value, a.register, a.part, a.line,
      units, c.shared_by_units AS most
    FROM own_facts a JOIN own_facts b ON (a.kind, a.value) = (b.kind, b.value) AND a.case_no <> b.case_no
    JOIN cases c ON c.case_no = a.case_no JOIN cases d ON d.case_no = b.case_no
    LEFT JOIN crowded ON a.kind = 'phone' AND crowded.value = a.value
    WHERE a.kind <> 'officer' AND NOT a.stated AND NOT b.stated AND c.unit_code <> d.unit_code
      AND coalesce(units <= c.shared_by_units, true)
    ORDER BY a.case_no, b.case_no, a.kind, a.register, a.line`,
  opinion: (row, subject, caseOf) => {
    const other = caseOf(row.other_case);
    const isPhone = row.kind === 'phone';
    const header = isPhone ? '联系电话' : '银行账号';
    const shown = (isPhone ? maskPhone : maskAccount)(String(row.value));
    return {
      about: header,
      where: [
        subject.locate('企业信息', undefined, header),
        other.locate('企业信息', undefined, header),
        ...inRegister(subject, row, isPhone ? 'phone' : 'account'),
      ],
      message: `企业登记中，申请单位与「${other.case.enterprise.name}」（案例「${other.case.name}」）的${header}相同（${shown}）；请核实两家是否由同一人办理或为关联单位`,
      evidence: isPhone
        ? [
            `登记同一电话的单位 ${row.units} 家，不超过 ${row.most} 家：${subject.policy.registers.sharedByUnits.reason}`,
          ]
        : ['同一账户登记在两家单位名下'],
    };
  },
});
