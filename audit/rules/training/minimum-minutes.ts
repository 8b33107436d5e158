import { minutes, personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/minimum-minutes',
  title: '每人每个项目的学习时长不少于最低要求，答疑和考试不计入',
  clause: 'minutes',
  needs: ['policy', '学员花名册', '学习记录'],
  verdict: 'violation',
  lacks: ['学习记录'],
  sql: `
    SELECT r.case_no, r.row, r.course, r.id_number, coalesce(l.seconds, 0) AS seconds, l.last_row, minimum_minutes AS least
    FROM roster r JOIN cases USING (case_no)
    LEFT JOIN learning l ON (r.case_no, r.course, r.id_number) = (l.case_no, l.course, l.id_number)
    WHERE coalesce(l.seconds, 0) < minimum_minutes * 60
    ORDER BY r.case_no, r.row`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [
      locate('学员花名册', Number(row.row), '身份证号'),
      ...(row.last_row === null ? [] : [locate('学习记录', Number(row.last_row), '结束时间')]),
    ],
    message: `学习时长合计 ${minutes(row.seconds)}，少于 ${row.least} 分钟；请补足学习或不为该学员申请补贴`,
  }),
});
