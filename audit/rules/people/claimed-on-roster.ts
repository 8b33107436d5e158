import { inReceipts } from '../../engine/granted.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'people/claimed-on-roster',
  title: '门户给予补贴的人都在该项目的花名册上，每人一次',
  clause: 'trainees',
  needs: ['学员花名册', 'claims'],
  verdict: 'violation',
  lacks: ['学员花名册'],
  // Receipts mask persons: a mask may occur as often as the roster has people with it.
  sql: `
    SELECT c.case_no, c.row, c.course, c.masked, c.claim, c.line, coalesce(persons, 0) AS persons, nth FROM (
      SELECT *, row_number() OVER (PARTITION BY case_no, course, masked ORDER BY claim, line, row) AS nth FROM claimed
    ) c LEFT JOIN (
      SELECT case_no, course, masked, count(DISTINCT id_number) AS persons FROM roster GROUP BY ALL
    ) r ON (c.case_no, c.course, c.masked) = (r.case_no, r.course, r.masked)
    WHERE nth > coalesce(persons, 0) ORDER BY c.case_no, c.claim, c.line, c.row`,
  opinion: ({ row, course, masked, claim, line, persons, nth }) => ({
    about: `${masked} · ${course}`,
    where: [inReceipts(`/claims/${claim}/lines/${line}/traineesMasked/${row}`)],
    message:
      persons === 0
        ? `门户给予补贴的 ${masked} 不在「${course}」的花名册上；请核对门户的记录`
        : `${masked} 在「${course}」中第 ${nth} 次计入补贴，花名册上只有 ${persons} 人；请核对门户的记录`,
  }),
});
