import { minutes } from '../../engine/finding-words.ts';
import { inReceipts } from '../../engine/granted.ts';
import { type Row, rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/claimed-attained',
  title: '门户给予补贴的人都学满、签到、提问并考试合格',
  clause: 'minutes',
  needs: ['policy', '学员花名册', 'claims'],
  verdict: 'violation',
  lacks: ['课程汇总', '签到记录', '学习记录', '答疑记录', '考试记录'],
  // Receipts mask persons: where a mask is paid more often than people with it attained everything, one of them did
  // not.
  sql: `
    WITH persons AS (
      SELECT a.*, minimum_minutes AS least, pass_mark FROM attained a JOIN cases USING (case_no)
    ),
    alike AS (
      SELECT case_no, course, masked, count(*) FILTER (attained OR unnamed) AS attained, count(*) AS persons
      FROM persons GROUP BY ALL
    ),
    places AS (
      SELECT *, row_number() OVER (PARTITION BY case_no, course, masked ORDER BY claim, line, row) AS nth FROM claimed
    ),
    lacking AS (
      SELECT *, row_number() OVER (PARTITION BY case_no, course, masked ORDER BY row) AS nth FROM persons WHERE NOT (attained OR coalesce(unnamed, false))
    )
    SELECT p.case_no, p.row, p.course, p.masked, p.claim, p.line, l.id_number, l.row AS roster_row, coalesce(l.counted, 0) AS seconds, l.missing, l.missed_days,
      l.questions, l.score, l.passed, l.least, l.pass_mark
    FROM places p JOIN alike a ON (p.case_no, p.course, p.masked) = (a.case_no, a.course, a.masked)
    JOIN lacking l ON (p.case_no, p.course, p.masked, p.nth - a.attained) = (l.case_no, l.course, l.masked, l.nth)
    ORDER BY p.case_no, p.claim, p.line, p.row`,
  cause: (row) => [row.claim, row.line, ...lacking(row)].join(' '),
  together: (rows, persons) =>
    `门户给予 ${persons} 人「${rows[0]?.course}」的补贴，但${lacking(rows[0] ?? {}).join('、')}；请核对门户的审核`,
  opinion: (row, { locate }) => ({
    about: `${row.masked} · ${row.course}`,
    where: [
      inReceipts(`/claims/${row.claim}/lines/${row.line}/traineesMasked/${row.row}`),
      locate('学员花名册', Number(row.roster_row), '身份证号'),
    ],
    message: `门户给予 ${row.masked}「${row.course}」的补贴，但${lacking(row).join('、')}；请核对门户的审核`,
  }),
});

function lacking({ seconds, missing, missed_days, questions, score, passed, least, pass_mark }: Row): string[] {
  return [
    ...(Number(seconds ?? 0) < Number(least) * 60 ? [`学习时长 ${minutes(seconds ?? 0)}，少于 ${least} 分钟`] : []),
    ...(Number(missing) > 0 ? [`有 ${missing} 个章节没有学习`] : []),
    ...(missed_days === null ? [] : [`有 ${missed_days} 个学习日没有签到`]),
    ...(questions === null ? ['没有答疑记录'] : []),
    ...(score === null
      ? ['没有考试记录']
      : passed
        ? []
        : [Number(score) < Number(pass_mark) ? `考试成绩 ${score} 分，低于 ${pass_mark} 分` : '考试早于学习结束']),
  ];
}
