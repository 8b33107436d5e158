import { inReceipts } from '../../engine/granted.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/inside-granted-period',
  title: '学习在备案通过之后、在门户登记的培训起止日期之内',
  clause: 'order',
  needs: ['学习记录', 'training periods'],
  verdict: 'violation',
  sql: `
    SELECT f.case_no, f.row, f.course, f.approved, f.started, f.ended,
      min(first_start)::DATE AS first_day, arg_min(first_row, first_start) AS first_row,
      max(last_end)::DATE AS last_day, arg_max(last_row, last_end) AS last_row
    FROM granted_filings f JOIN learning l USING (case_no, course)
    WHERE f.ended IS NOT NULL
    GROUP BY f.case_no, f.row, f.course, f.approved, f.started, f.ended
    HAVING first_day < greatest(approved, started) OR last_day > ended
    ORDER BY f.case_no, f.row`,
  opinion: (row, { locate }) => {
    const { course, approved, started, ended, first_day: first, last_day: last } = row;
    const early = String(first) < String(approved) || String(first) < String(started);
    const place = early
      ? locate('学习记录', Number(row.first_row), '开始时间')
      : locate('学习记录', Number(row.last_row), '结束时间');
    return {
      about: String(course),
      where: [inReceipts(`/filings/${row.row}/course`), place],
      message: `门户接受了「${course}」${started} 至 ${ended} 的培训，备案于 ${approved} 通过，而学习记录自 ${first} 至 ${last}；请核对门户的登记`,
    };
  },
});
