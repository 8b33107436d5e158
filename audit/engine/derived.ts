/** A sitting whose chapter is a Q&A or an exam is no learning time (domain.md: Q&A and exam time do not count). */
export const LEARNING_SECONDS = `sum(CASE WHEN regexp_matches(chapter, '答疑|问答|考试|测验|考核') THEN 0
       ELSE greatest(0, date_diff('second', start_at, end_at)) END)::BIGINT`;

/**
 * What several rules look at, computed once: each pass over the learning records
 * costs seconds at twenty million rows.
 */
export const DERIVED = [
  `CREATE TABLE learning_days AS
   SELECT case_no, course, id_number, start_at::DATE AS day,
     ${LEARNING_SECONDS} AS seconds,
     min(start_at) AS first_start, arg_min(row, start_at) AS first_row,
     max(end_at) AS last_end, arg_max(row, end_at) AS last_row,
     count(*)::INTEGER AS sessions,
     count(*) FILTER (hour(start_at) < night_hour)::INTEGER AS at_night,
     min(row) FILTER (hour(start_at) < night_hour) AS night_row
   FROM sessions JOIN cases USING (case_no) GROUP BY ALL`,
  `CREATE TABLE learning AS
   SELECT case_no, course, id_number, sum(seconds)::BIGINT AS seconds,
     min(first_start) AS first_start, arg_min(first_row, first_start) AS first_row,
     max(last_end) AS last_end, arg_max(last_row, last_end) AS last_row,
     sum(sessions)::INTEGER AS sessions
   FROM learning_days GROUP BY ALL`,
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
] as const;
