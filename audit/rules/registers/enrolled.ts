import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { inRegister, trainingDays } from '../../engine/register-places.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'registers/enrolled',
  title: '学员培训时不是在籍学生',
  clause: 'trainees',
  needs: ['policy', '学员花名册', 'school register', 'persons'],
  filled: { sql: 'SELECT DISTINCT case_no FROM trained', reason: '案例没有培训日期可以与学籍的起止日期比较' },
  // Somebody may study in the evening: a person must ask.
  verdict: 'doubt',
  sql: `
    SELECT t.case_no, t.row, id_number, t.first_day, t.last_day, e.from_day, e.to_day, register, part, line
    FROM trained t JOIN cases c USING (case_no) JOIN enrolments e USING (id_number)
    WHERE e.from_day <= t.last_day
      AND coalesce(e.to_day, e.from_day + to_years(study_years::INTEGER)) > t.first_day
    QUALIFY row_number() OVER (PARTITION BY t.case_no, id_number ORDER BY e.from_day DESC, t.row, register, line) = 1
    ORDER BY t.case_no, t.row`,
  opinion: (row, subject) => ({
    about: maskIdNumber(String(row.id_number)),
    where: [subject.locate('学员花名册', Number(row.row), '身份证号'), ...inRegister(subject, row, 'enrolledFrom')],
    message: `身份证号 ${maskIdNumber(String(row.id_number))} 培训时有学籍（${row.from_day} 至 ${row.to_day ?? '今'}）；请核实是全日制学生还是在职学习，以及与本单位的劳动关系`,
    evidence: [
      `学籍 ${row.from_day} 至 ${row.to_day ?? '今'}，培训期间 ${trainingDays(row)}`,
      ...(row.to_day === null
        ? [
            `学籍没有止期，按入学后 ${subject.policy.registers.studyYears.value} 年计：${subject.policy.registers.studyYears.reason}`,
          ]
        : []),
    ],
  }),
});
