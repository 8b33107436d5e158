import { maskIdNumber } from '../../../domain/identifiers/mask.ts';
import { rowRule } from '../../engine/rule.ts';

/** Where the wrong cell of a row is, for what is not about the person. */
const PLACES: Readonly<Record<string, string>> = {
  结束不晚于开始: '结束时间',
  '成绩不在 0 至 100 之间': '成绩',
};

/** What the reader says of each row of a sheet, for records that stay in a Parquet file. */
export default rowRule({
  id: 'training/record-file-sound',
  title: '记录文件的每一行完整，且属于花名册中的学员',
  clause: 'records',
  needs: ['学员花名册', 'record files'],
  verdict: 'violation',
  sql: `
    WITH records AS (
      SELECT case_no, '学习记录' AS sheet, row, course, id_number,
        chapter IS NULL OR start_at IS NULL OR end_at IS NULL AS gap,
        CASE WHEN end_at <= start_at THEN '结束不晚于开始' END AS wrong
      FROM sessions
      UNION ALL SELECT case_no, '签到记录', row, course, id_number, signed_at IS NULL, NULL FROM sign_ins
      UNION ALL SELECT case_no, '答疑记录', row, course, id_number, asked_at IS NULL, NULL FROM questions
      UNION ALL SELECT case_no, '考试记录', row, course, id_number, taken_at IS NULL OR score IS NULL,
        CASE WHEN NOT score BETWEEN 0 AND 100 THEN '成绩不在 0 至 100 之间' END FROM exams
    ), judged AS (
      SELECT s.case_no, s.sheet, s.row, s.id_number, r.id_number AS listed, CASE
        WHEN s.course IS NULL OR s.id_number IS NULL OR gap THEN '有空值'
        WHEN wrong IS NOT NULL THEN wrong
        WHEN r.id_number IS NULL THEN '学员不在该课程的花名册中' END AS problem
      FROM records s SEMI JOIN record_files USING (case_no, sheet)
      LEFT JOIN (SELECT DISTINCT case_no, course, id_number FROM roster) r
        ON (s.case_no, s.course, s.id_number) = (r.case_no, r.course, r.id_number)
    )
    SELECT case_no, sheet, problem, count(*) AS records, min(row) AS row, arg_min(id_number, row) AS id_number,
      string_agg(DISTINCT listed, ' ') AS people
    FROM judged WHERE problem IS NOT NULL GROUP BY case_no, sheet, problem ORDER BY case_no, sheet, row`,
  opinion: (row, { locate }) => ({
    about: `${row.sheet} · ${row.problem}`,
    where: [locate(String(row.sheet), Number(row.row), PLACES[String(row.problem)] ?? '身份证号')],
    message: `${row.records} 条记录${row.problem}，第一条在第 ${row.row} 行（身份证号 ${maskIdNumber(String(row.id_number ?? ''))}）；请核对平台导出的「${row.sheet}」`,
  }),
});
