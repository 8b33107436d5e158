import { minutes, personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/minimum-minutes',
  title: '每人学过每个章节，各章节以其时长为限的合计不少于最低要求，答疑和考试不计入',
  clause: 'minutes',
  needs: ['policy', '学员花名册', '学习记录'],
  verdict: 'violation',
  lacks: ['学习记录', '课程汇总'],
  // A plan that is itself too short is one fault of the plan (training/chapters-add-up), not one of each person.
  sql: `
    WITH short AS (
      SELECT a.*, coalesce(counted, 0) AS learnt, least(minimum_minutes, coalesce(planned_seconds / 60, minimum_minutes)) AS least
      FROM attained a JOIN cases USING (case_no)
      WHERE coalesce(counted, 0) < least(minimum_minutes * 60, planned_seconds) OR missing > 0
    ),
    unlearnt AS (
      SELECT s.case_no, s.course, s.id_number, string_agg(p.chapter, '」「' ORDER BY p.row) AS chapters, count(*) AS times
      FROM short s JOIN plan p USING (case_no, course)
      ANTI JOIN (FROM learnt WHERE seconds > 0) l
        ON (s.case_no, s.course, s.id_number, p.name) = (l.case_no, l.course, l.id_number, l.name)
      GROUP BY ALL
    )
    SELECT s.case_no, s.row, s.course, s.id_number, learnt, coalesce(s.seconds, 0) AS seconds, s.least, u.chapters, u.times,
      l.last_row, CASE WHEN unnamed THEN 'training/chapters-as-filed' END AS told_by
    FROM short s LEFT JOIN unlearnt u USING (case_no, course, id_number)
    LEFT JOIN learning l ON (s.case_no, s.course, s.id_number) = (l.case_no, l.course, l.id_number)
    ORDER BY s.case_no, s.row`,
  cause: ({ course, learnt, chapters }) => `${course} ${learnt} ${chapters}`,
  opinion: (row, { locate }) => {
    const tooFew = Number(row.learnt) < Number(row.least) * 60;
    const said = [
      ...(tooFew ? [`学习时长合计 ${minutes(row.learnt)}，少于 ${row.least} 分钟`] : []),
      ...(row.chapters === null ? [] : [`有 ${row.times} 个章节没有学习（「${row.chapters}」）`]),
    ];
    return {
      about: personOf(row),
      where: [
        locate('学员花名册', Number(row.row), '身份证号'),
        ...(row.last_row === null ? [] : [locate('学习记录', Number(row.last_row), '结束时间')]),
      ],
      message: `${said.join('；')}；没有学足的不能享受补贴，请核对平台记录`,
      evidence:
        row.seconds === row.learnt
          ? []
          : [`各次学习合计 ${minutes(row.seconds)}，每个章节以课程汇总的时长为限，计入 ${minutes(row.learnt)}`],
    };
  },
});
