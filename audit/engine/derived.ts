import { ATTAINED } from './attained.ts';

/**
 * A chapter that is learning: Q&A and exam time do not count (domain.md). Told by the whole name, with what may stand
 * around it (「第六章 结业考试」「在线答疑（二）」): 「绩效考核管理」 is something to be learnt.
 */
export const LEARNS = `NOT regexp_full_match(chapter, '\\s*(第[0-9一二三四五六七八九十]+[章节讲课]|[0-9一二三四五六七八九十]+[、.．])?\\s*((课程|课后|结课|结业|期中|期末|单元|章节|阶段|随堂|模拟|在线|线上|互动|集中|培训|理论|实操|综合|与|和|及|、)*(答疑|问答|考试|测验|测试|考核))+(环节|时间|课|题|直播)?\\s*([(（]?[0-9一二三四五六七八九十]+[)）]?)?\\s*')`;

/** Learning sittings with the seconds that each adds: what overlaps an earlier one was learnt once. `sessions` is a query. */
export const learntSittings = (sessions: string): string => `
  SELECT *, greatest(0, date_diff('second', greatest(start_at, coalesce(reached, start_at)), end_at)) AS seconds
  FROM (
    SELECT *, max(end_at) OVER (PARTITION BY case_no, course, id_number ORDER BY start_at, row
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
    FROM (${sessions}) WHERE ${LEARNS}
  )`;

const LENGTH = "greatest(0, date_diff('second', start_at, end_at))";

/**
 * What several rules look at, computed once: each pass over the learning records
 * costs seconds at twenty million rows.
 */
export const DERIVED = [
  // One look at each person's sittings in order: overlapping, gaps, and a fingerprint of the lengths.
  `CREATE TABLE rhythm AS
   SELECT case_no, course, id_number, count(*)::INTEGER AS sessions, min(row) AS first_row,
     count(*) FILTER (start_at < before_end)::INTEGER AS overlapping,
     min(row) FILTER (start_at < before_end) AS overlap_row,
     count(*) FILTER (start_at >= before_end AND date_diff('second', before_end, start_at) <= tight_seconds)::INTEGER AS tight,
     min(row) FILTER (start_at >= before_end AND date_diff('second', before_end, start_at) <= tight_seconds) AS tight_row,
     bit_xor(hash(place, date_diff('second', start_at, end_at))) AS lengths
   FROM (
     SELECT s.case_no, course, id_number, row, start_at, end_at, tight_seconds,
       lag(end_at) OVER sitting AS before_end, row_number() OVER sitting AS place
     FROM sessions s JOIN cases USING (case_no)
     WINDOW sitting AS (PARTITION BY s.case_no, course, id_number ORDER BY start_at, row)
   ) GROUP BY ALL`,
  `CREATE TABLE learning_days AS
   SELECT case_no, course, id_number, start_at::DATE AS day,
     sum(CASE WHEN learns THEN ${LENGTH} ELSE 0 END)::BIGINT AS seconds,
     max(end_at) FILTER (learns) AS learnt_until,
     min(start_at) AS first_start, arg_min(row, start_at) AS first_row,
     max(end_at) AS last_end, arg_max(row, end_at) AS last_row,
     count(*)::INTEGER AS sessions,
     count(*) FILTER (hour(start_at) < night_hour)::INTEGER AS at_night,
     min(row) FILTER (hour(start_at) < night_hour) AS night_row
   FROM (SELECT *, ${LEARNS} AS learns FROM sessions) JOIN cases USING (case_no) GROUP BY ALL`,
  // Of those alone whose sittings overlap: to put everybody's in order once more would cost seconds.
  `UPDATE learning_days d SET seconds = o.seconds FROM (
     SELECT case_no, course, id_number, start_at::DATE AS day, sum(seconds)::BIGINT AS seconds
     FROM (${learntSittings('SELECT * FROM sessions SEMI JOIN (FROM rhythm WHERE overlapping > 0) USING (case_no, course, id_number)')})
     GROUP BY ALL
   ) o WHERE (d.case_no, d.course, d.id_number, d.day) = (o.case_no, o.course, o.id_number, o.day)`,
  `CREATE TABLE learning AS
   SELECT case_no, course, id_number, sum(seconds)::BIGINT AS seconds, max(learnt_until) AS learnt_until,
     min(first_start) AS first_start, arg_min(first_row, first_start) AS first_row,
     max(last_end) AS last_end, arg_max(last_row, last_end) AS last_row,
     sum(sessions)::INTEGER AS sessions
   FROM learning_days GROUP BY ALL`,
  ATTAINED,
] as const;
