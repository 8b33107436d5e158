import { quoted } from '../../../domain/case/cells/quoted.ts';
import { concerned } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'signs/shared-device',
  title: '没有许多人共用一台设备',
  clause: 'signs',
  needs: ['policy', '学习记录'],
  filled: {
    sql: "SELECT DISTINCT case_no FROM sessions WHERE device <> ''",
    reason: '「学习记录」的「设备」一行也没有填写',
  },
  verdict: 'doubt',
  sql: `
    SELECT u.case_no, u.device AS used, count(*) AS persons, min(row) AS row,
      string_agg(id_number, ' ' ORDER BY row) AS people, any_value(device_persons) AS most
    FROM (SELECT case_no, device, id_number, min(row) AS row FROM sessions WHERE device <> '' GROUP BY ALL) u
    JOIN cases USING (case_no)
    GROUP BY u.case_no, u.device HAVING count(*) > any_value(device_persons) ORDER BY u.case_no, row`,
  opinion: (row, { locate, policy }) => ({
    about: `设备${quoted(String(row.used), 40)}`,
    where: [locate('学习记录', Number(row.row), '设备')],
    message: `${row.persons} 人使用同一设备${quoted(String(row.used), 40)}；请核对是否各人本人学习`,
    evidence: [
      `同一设备 ${row.persons} 人，阈值 ${row.most} 人：${policy.signs.devicePersons.reason}`,
      concerned(row.people),
    ],
  }),
});
