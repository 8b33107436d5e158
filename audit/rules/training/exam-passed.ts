import { personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/exam-passed',
  title: '考试成绩合格',
  clause: 'exam',
  needs: ['policy', '考试记录'],
  verdict: 'violation',
  lacks: ['考试记录'],
  sql: `
    SELECT case_no, course, id_number, arg_max(row, score) AS row, max(score) AS best, any_value(pass_mark) AS pass_mark
    FROM exams JOIN cases USING (case_no)
    GROUP BY case_no, course, id_number HAVING max(score) < any_value(pass_mark)
    ORDER BY case_no, row`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('考试记录', Number(row.row), '成绩')],
    message: `最好成绩 ${row.best} 低于合格分数 ${row.pass_mark}；考试不合格的不能享受补贴，请核对平台记录`,
  }),
});
