import { LEARNING, withSeconds, withSecondsOnce } from './learning-seconds.ts';

/** 全角 forms of ASCII, as a Chinese keyboard types them. */
const WIDE = Array.from({ length: 94 }, (_, index) => 0xff01 + index);
const characters = (codes: readonly number[]) => String.fromCodePoint(...codes).replaceAll("'", "''");

/** The form in which names of chapters are compared: width, case, blanks, dashes and what no screen shows. */
const folded = (column: string) =>
  `lower(regexp_replace(regexp_replace(
    translate(nfc_normalize(${column}), '${characters(WIDE)}', '${characters(WIDE.map((code) => code - 0xfee0))}'),
    '[\\s\\p{Z}\\p{Cf}]+', '', 'g'), '\\p{Pd}', '-', 'g'))`;

const PERSON = 'case_no, course, id_number';

/**
 * Learning by the chapters of the plan: minutes count up to the chapter's length (课程汇总), in no other chapter, and
 * once. Where a course has no plan, all learning counts: training/chapters-add-up says what is missing. Only people
 * of a roster or with an exam are counted: millions of rows of others need no memory.
 */
export const CHAPTERS = [
  `CREATE TABLE plan AS
   SELECT case_no, course, ${folded('chapter')} AS name, min(row) AS row, arg_min(chapter, row) AS chapter,
     ceil(round(sum(minutes) * 60, 3))::BIGINT AS seconds
   FROM chapters WHERE ${LEARNING} GROUP BY case_no, course, name`,
  // One pass for the names: what is said of a chapter is worked out once a name, not once a row.
  `CREATE TABLE chapter_names AS
   SELECT n.*, p.name IS NOT NULL OR NOT has_plan AS planned FROM (
     SELECT *, ${folded('chapter')} AS name, ${LEARNING} AS learning,
       EXISTS (FROM plan WHERE (plan.case_no, plan.course) = (given.case_no, given.course)) AS has_plan
     FROM (
       SELECT case_no, course, coalesce(chapter, '') AS chapter, min(row) AS row, count(*) AS records
       FROM sessions GROUP BY ALL
     ) given
   ) n LEFT JOIN plan p ON (n.case_no, n.course, n.name) = (p.case_no, p.course, p.name)`,
  `CREATE TABLE learnt AS
   WITH repeated AS (SELECT ${PERSON} FROM rhythm WHERE overlapping > 0),
   listed AS (SELECT ${PERSON} FROM roster UNION SELECT ${PERSON} FROM exams),
   own AS (
     SELECT ${PERSON}, row, coalesce(chapter, '') AS chapter, start_at, end_at
     FROM sessions SEMI JOIN listed USING (${PERSON})
   ),
   overlapping AS (
     SELECT own.*, learning, planned
     FROM own SEMI JOIN repeated USING (${PERSON}) JOIN chapter_names USING (case_no, course, chapter)
   ),
   counted AS (
     SELECT ${PERSON}, chapter, end_at, seconds FROM (${withSeconds(`own ANTI JOIN repeated USING (${PERSON})`, 'true')})
     UNION ALL SELECT ${PERSON}, chapter, end_at, seconds FROM (${withSecondsOnce('overlapping', 'learning', 'learning AND planned')})
   ),
   by_chapter AS (
     SELECT ${PERSON}, chapter, sum(seconds)::BIGINT AS seconds, max(end_at) AS until FROM counted GROUP BY ALL
   )
   SELECT ${PERSON}, name, planned, sum(seconds)::BIGINT AS seconds, max(until) AS until
   FROM by_chapter JOIN chapter_names USING (case_no, course, chapter) WHERE learning GROUP BY ALL`,
  `CREATE TABLE studied AS
   SELECT ${PERSON},
     (coalesce(sum(least(l.seconds, coalesce(p.seconds, l.seconds))) FILTER (planned), 0))::BIGINT AS counted,
     max(until) FILTER (planned) AS learnt_until,
     (count(*) FILTER (planned AND l.seconds > 0))::INTEGER AS chapters,
     (coalesce(sum(l.seconds) FILTER (NOT planned), 0))::BIGINT AS unplanned_seconds,
     (count(*) FILTER (NOT planned AND l.seconds > 0))::INTEGER AS unplanned
   FROM learnt l LEFT JOIN plan p USING (case_no, course, name) GROUP BY ALL`,
] as const;
