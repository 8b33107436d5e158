import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { inRegister, trainingDays } from '../../engine/register-places.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'registers/alive',
  title: '学员在培训时没有死亡登记',
  clause: 'trainees',
  needs: ['policy', '学员花名册', 'death register', 'persons'],
  filled: { sql: 'SELECT DISTINCT case_no FROM trained', reason: '案例没有培训日期可以与死亡日期比较' },
  verdict: 'violation',
  // Records of a day after the death contradict it; a training that went on after it is only to be looked at.
  sql: `
    SELECT t.case_no, t.row, id_number, t.first_day, t.last_day, t.last_act, d.died, register, part, line,
      d.died < t.first_day AS before, coalesce(t.last_act > d.died, false) AS acted
    FROM trained t JOIN deaths d USING (id_number)
    WHERE d.died < greatest(t.last_day, t.last_act)
    QUALIFY row_number() OVER (
      PARTITION BY t.case_no, id_number ORDER BY acted DESC, d.died, t.row, register, line) = 1
    ORDER BY t.case_no, t.row`,
  opinion: (row, subject) => ({
    verdict: row.before || row.acted ? 'violation' : 'doubt',
    about: maskIdNumber(String(row.id_number)),
    where: [subject.locate('学员花名册', Number(row.row), '身份证号'), ...inRegister(subject, row, 'diedOn')],
    message: `身份证号 ${maskIdNumber(String(row.id_number))} 登记于 ${row.died} 死亡，${row.acted ? `此后到 ${row.last_act} 仍有培训记录` : row.before ? '在培训开始之前' : '在培训期间'}；请核实登记和学员身份`,
    evidence: [`死亡日期 ${row.died}，培训期间 ${trainingDays(row)}`],
  }),
});
