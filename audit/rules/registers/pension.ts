import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { inRegister, trainingDays } from '../../engine/register-places.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'registers/pension',
  title: '学员培训时没有在领养老待遇',
  // 劳动合同法第四十四条（二）: the contract ends when a pension begins.
  clause: 'trainees',
  needs: ['policy', '学员花名册', 'pension register', 'persons'],
  filled: { sql: 'SELECT DISTINCT case_no FROM trained', reason: '案例没有培训日期可以与养老待遇的起始日期比较' },
  verdict: 'violation',
  sql: `
    SELECT t.case_no, t.row, id_number, t.first_day, t.last_day, p.from_day, register, part, line,
      p.from_day <= t.first_day AS before
    FROM trained t JOIN pensions p USING (id_number) WHERE p.from_day <= t.last_day
    QUALIFY row_number() OVER (PARTITION BY t.case_no, id_number ORDER BY p.from_day, t.row, register, line) = 1
    ORDER BY t.case_no, t.row`,
  opinion: (row, subject) => ({
    // Who retires within the training was staff when it began.
    verdict: row.before ? 'violation' : 'doubt',
    about: maskIdNumber(String(row.id_number)),
    where: [subject.locate('学员花名册', Number(row.row), '身份证号'), ...inRegister(subject, row, 'pensionFrom')],
    message: `身份证号 ${maskIdNumber(String(row.id_number))} 自 ${row.from_day} 起领取养老待遇，${row.before ? '培训时已经退休' : '在培训期间退休'}；请核实是否仍有劳动关系、能否作为学员`,
    evidence: [`养老待遇自 ${row.from_day}，培训期间 ${trainingDays(row)}`],
  }),
});
