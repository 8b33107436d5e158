import { personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/asked-a-question',
  title: '每人每个项目至少参加一次互动问答',
  clause: 'questions',
  needs: ['学员花名册', '答疑记录'],
  verdict: 'violation',
  lacks: ['答疑记录'],
  sql: `
    SELECT r.case_no, r.row, r.course, r.id_number FROM roster r
    ANTI JOIN questions q ON (r.case_no, r.course, r.id_number) = (q.case_no, q.course, q.id_number)
    ORDER BY r.case_no, r.row`,
  cause: ({ course }) => String(course),
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('学员花名册', Number(row.row), '身份证号')],
    message: '没有答疑记录；请核对平台数据',
  }),
});
