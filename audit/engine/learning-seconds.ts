/** How an exam or a round of questions is held, before the word itself. */
const HELD =
  '线上|在线|网上|现场|课堂|课前|课后|课程|随堂|单元|章节|本章|阶段|期中|期末|结业|结课|培训|学习|理论|技能|实操|综合|统一|集中|最终|互动|直播';
/** Where a name begins behind its number: 第七章, 7., 模块七. */
const BEGINNING = String.raw`(^|[^\p{Han}]|[章节讲课篇元一二三四五六七八九十])`;
/** Which one it is: 测验3, 问答（第二次）. */
const WHICH = String.raw`[\s\d第一二三四五六七八九十次场]*([（(].*[）)])?`;

/**
 * Whether a session or chapter is learning, by its `chapter`: Q&A and exam time do not count (domain.md). No sheet has a
 * column that says so; the name must. 「结业考试」 and 「在线答疑」 end with the word, 「考试组织与管理」 is about it.
 * A subject may itself end with 考核 or 问答 (绩效考核): these two make up the whole name but for how they are held.
 */
export const LEARNING = `NOT regexp_matches(coalesce(chapter, ''),
  '(考试|测验|答疑(讨论|互动|交流|辅导|课|会)?|${BEGINNING}(${HELD})*(考核|问答(互动)?))(环节|时间)?${WHICH}$')`;

const secondsFrom = (counts: string, start: string) =>
  `CASE WHEN ${counts} AND start_at < end_at THEN greatest(0, date_diff('second', ${start}, end_at)) ELSE 0 END AS seconds`;

/** Sessions with their seconds, of those that count; for persons whose sessions do not overlap. */
export const withSeconds = (sessions: string, counts: string) =>
  `SELECT *, ${secondsFrom(counts, 'start_at')} FROM ${sessions}`;

/**
 * The same with seconds counted once, in the session that began first: two at the same time are not twice the time.
 * `shades`: which sessions take the time from those that begin later.
 */
export const withSecondsOnce = (sessions: string, counts: string, shades = counts) => `
  SELECT * EXCLUDE (before_end), ${secondsFrom(counts, 'greatest(start_at, before_end)')} FROM (
    SELECT *, max(end_at) FILTER (${shades}) OVER (PARTITION BY case_no, course, id_number ORDER BY start_at, row
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_end
    FROM ${sessions}
  )`;
