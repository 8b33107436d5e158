/**
 * What each person of the rosters attained in each project, one row a person: learning seconds, those of them that
 * count by the chapters of the plan, chapters not learnt, days signed in and days missed, questions, the best score, and whether an exam after the
 * learning was passed; whether that is everything, and for how many of the project it is.
 * `unnamed`: too little counts, but enough would if sessions whose chapter is in no plan were those of the chapters that
 * are missing. The name is then the cause (training/chapters-as-filed), and the person is not accused.
 * Amounts, reports and the rules that check what the portal granted all use this table.
 */
export const ATTAINED = `
  CREATE TABLE attained AS
  SELECT *, count(*) FILTER (attained) OVER (PARTITION BY case_no, course)::INTEGER AS heads FROM (
    SELECT r.case_no, r.row, r.course, r.id_number, r.masked, l.seconds, t.counted, p.planned_seconds,
      coalesce(p.chapters, 0) - coalesce(t.chapters, 0) AS missing, s.days AS sign_in_days, m.days AS missed_days,
      q.questions, e.score, e.passed,
      coalesce(t.counted, 0) >= c.minimum_minutes * 60 AND missing <= 0 AS learnt_enough,
      (coalesce(t.counted, 0) < least(c.minimum_minutes * 60, planned_seconds) OR missing > 0)
        AND t.unplanned > 0 AND t.unplanned >= missing
        AND t.counted + t.unplanned_seconds >= least(c.minimum_minutes * 60, planned_seconds) AS unnamed,
      learnt_enough AND m.days IS NULL AND q.questions IS NOT NULL AND coalesce(e.passed, false) AS attained
    FROM (SELECT case_no, course, id_number, masked, min(row) AS row FROM roster GROUP BY ALL) r
    JOIN cases c USING (case_no)
    LEFT JOIN learning l ON (r.case_no, r.course, r.id_number) = (l.case_no, l.course, l.id_number)
    LEFT JOIN studied t ON (r.case_no, r.course, r.id_number) = (t.case_no, t.course, t.id_number)
    LEFT JOIN (
      SELECT case_no, course, count(*) AS chapters, sum(seconds) AS planned_seconds FROM plan GROUP BY ALL
    ) p ON (r.case_no, r.course) = (p.case_no, p.course)
    LEFT JOIN (
      SELECT case_no, course, id_number, count(DISTINCT signed_at::DATE) AS days FROM sign_ins GROUP BY ALL
    ) s ON (r.case_no, r.course, r.id_number) = (s.case_no, s.course, s.id_number)
    LEFT JOIN (
      SELECT d.case_no, d.course, d.id_number, count(*) AS days FROM learning_days d
      ANTI JOIN (SELECT DISTINCT case_no, course, id_number, signed_at::DATE AS day FROM sign_ins) s
        ON (d.case_no, d.course, d.id_number, d.day) = (s.case_no, s.course, s.id_number, s.day)
      GROUP BY ALL
    ) m ON (r.case_no, r.course, r.id_number) = (m.case_no, m.course, m.id_number)
    LEFT JOIN (SELECT case_no, course, id_number, count(*) AS questions FROM questions GROUP BY ALL) q
      ON (r.case_no, r.course, r.id_number) = (q.case_no, q.course, q.id_number)
    LEFT JOIN (
      SELECT e.case_no, e.course, e.id_number, max(score) AS score,
        bool_or(score >= pass_mark AND (learnt_until IS NULL OR taken_at >= learnt_until)) AS passed
      FROM exams e JOIN cases USING (case_no)
      LEFT JOIN studied t ON (e.case_no, e.course, e.id_number) = (t.case_no, t.course, t.id_number)
      GROUP BY ALL
    ) e ON (r.case_no, r.course, r.id_number) = (e.case_no, e.course, e.id_number)
  )`;
