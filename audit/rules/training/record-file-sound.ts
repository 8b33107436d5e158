import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { rowRule } from '../../engine/rule.ts';

/** What the reader says of each row of a sheet, for learning records that stay in a Parquet file. */
export default rowRule({
  id: 'training/record-file-sound',
  title: '记录文件的每一行完整，且属于花名册中的学员',
  clause: 'minutes',
  needs: ['学员花名册', 'record files'],
  verdict: 'violation',
  sql: `
    WITH judged AS (
      SELECT s.case_no, s.row, s.id_number, CASE
        WHEN s.course IS NULL OR s.id_number IS NULL OR s.chapter IS NULL OR s.start_at IS NULL OR s.end_at IS NULL THEN '有空值'
        WHEN s.end_at <= s.start_at THEN '结束不晚于开始'
        WHEN r.id_number IS NULL THEN '学员不在该课程的花名册中' END AS problem
      FROM sessions s LEFT JOIN (SELECT DISTINCT case_no, course, id_number FROM roster) r
        ON (s.case_no, s.course, s.id_number) = (r.case_no, r.course, r.id_number)
    )
    SELECT case_no, problem, count(*) AS records, min(row) AS row, arg_min(id_number, row) AS id_number
    FROM judged WHERE problem IS NOT NULL GROUP BY case_no, problem ORDER BY case_no, row`,
  opinion: (row, { locate }) => ({
    about: String(row.problem),
    where: [locate('学习记录', Number(row.row), row.problem === '结束不晚于开始' ? '结束时间' : '身份证号')],
    message: `${row.records} 条记录${row.problem}，第一条在第 ${row.row} 行（身份证号 ${maskIdNumber(String(row.id_number ?? ''))}）；请核对平台导出的数据`,
  }),
});
