import { ATTAINED } from './attained-table.ts';
import { CHAPTERS } from './chapter-tables.ts';
import { LEARNING, withSeconds, withSecondsOnce } from './learning-seconds.ts';

/**
 * What several rules look at, computed once: each pass over the learning records
 * costs seconds at twenty million rows. Of two rows that tie, the row number decides.
 */
export const DERIVED = [
  // One pass over each person's sessions in order: overlapping, gaps, and a fingerprint of the lengths.
  `CREATE TABLE rhythm AS
   SELECT case_no, course, id_number, count(*)::INTEGER AS sessions, min(row) AS first_row,
     count(*) FILTER (start_at < before_end)::INTEGER AS overlapping,
     min(row) FILTER (start_at < before_end) AS overlap_row,
     count(*) FILTER (start_at >= before_end AND date_diff('second', before_end, start_at) <= tight_seconds)::INTEGER AS tight,
     min(row) FILTER (start_at >= before_end AND date_diff('second', before_end, start_at) <= tight_seconds) AS tight_row,
     bit_xor(hash(place, date_diff('second', start_at, end_at))) AS lengths
   FROM (
     SELECT s.case_no, course, id_number, row, start_at, end_at, tight_seconds,
       lag(end_at) OVER session AS before_end, row_number() OVER session AS place
     FROM sessions s JOIN cases USING (case_no)
     WINDOW session AS (PARTITION BY s.case_no, course, id_number ORDER BY start_at, row)
   ) GROUP BY ALL`,
  // Overlapping sessions need a sort, which is slow: only people who have them are counted that way. The records may
  // keep an exam as a session as well, so the last one (last_end) is not always the end of the learning.
  `CREATE TABLE learning_days AS
   WITH repeated AS (SELECT case_no, course, id_number FROM rhythm WHERE overlapping > 0),
   named AS (SELECT *, ${LEARNING} AS learning FROM sessions),
   counted AS (
     ${withSeconds('named ANTI JOIN repeated USING (case_no, course, id_number)', 'learning')}
     UNION ALL ${withSecondsOnce('named SEMI JOIN repeated USING (case_no, course, id_number)', 'learning')}
   )
   SELECT case_no, course, id_number, start_at::DATE AS day, sum(seconds)::BIGINT AS seconds,
     min(start_at) AS first_start, arg_min(row, (start_at, row)) AS first_row,
     max(end_at) AS last_end, arg_max(row, (end_at, row)) FILTER (end_at IS NOT NULL) AS last_row,
     count(*)::INTEGER AS sessions,
     count(*) FILTER (hour(start_at) < night_hour)::INTEGER AS at_night,
     min(row) FILTER (hour(start_at) < night_hour) AS night_row
   FROM counted JOIN cases USING (case_no) GROUP BY ALL`,
  `CREATE TABLE learning AS
   SELECT case_no, course, id_number, sum(seconds)::BIGINT AS seconds,
     min(first_start) AS first_start, arg_min(first_row, (first_start, first_row)) AS first_row,
     max(last_end) AS last_end, arg_max(last_row, (last_end, last_row)) FILTER (last_end IS NOT NULL) AS last_row,
     sum(sessions)::INTEGER AS sessions
   FROM learning_days GROUP BY ALL`,
  ...CHAPTERS,
  ATTAINED,
] as const;
