import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/chapter-hours',
  title: '课时与时长相符',
  clause: 'minutes',
  needs: ['policy', '课程汇总'],
  verdict: 'violation',
  sql: `
    SELECT case_no, row, course, chapter, hours, minutes, minutes_per_class_hour AS per_hour
    FROM chapters JOIN cases USING (case_no)
    WHERE abs(hours * minutes_per_class_hour - minutes) > 0.5 ORDER BY case_no, row`,
  opinion: (row, { locate }) => ({
    about: `${row.course} · ${row.chapter}`,
    where: [locate('课程汇总', Number(row.row), '时长(分钟)')],
    message: `${row.hours} 课时应为 ${Number(row.hours) * Number(row.per_hour)} 分钟，现填 ${row.minutes} 分钟；请核对`,
  }),
});
