import { personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/examined',
  title: '每人每个项目都参加了考试',
  clause: 'exam',
  needs: ['学员花名册', '考试记录'],
  verdict: 'violation',
  lacks: ['考试记录'],
  sql: `
    SELECT r.case_no, r.row, r.course, r.id_number FROM roster r
    ANTI JOIN exams e ON (r.case_no, r.course, r.id_number) = (e.case_no, e.course, e.id_number)
    ORDER BY r.case_no, r.row`,
  cause: ({ course }) => String(course),
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('学员花名册', Number(row.row), '身份证号')],
    message: '没有考试记录；没有考试的不能享受补贴，请核对平台记录',
  }),
});
