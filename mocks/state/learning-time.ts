import type { LearningSession } from '../../domain/case/schema.ts';
import { minutesBetween } from '../../domain/date.ts';

/**
 * 答疑和考试不计入学习时长. The platform's records have no column for it: the chapter's name says so at its end.
 * 考核 and 问答 may end a subject's name as well (绩效考核), so these are taken for it with a word of how they are held alone.
 */
const NO_LEARNING =
  /(?:考试|测验|答疑|(?:^|[章节课\s]|结业|结课|课后|课程|在线|线上|互动|随堂)(?:考核|问答))(?:环节)?(?:[（(].*[）)])?\s*$/u;

export function isLearning({ chapter }: Pick<LearningSession, 'chapter'>): boolean {
  return !NO_LEARNING.test(chapter);
}

/** Minutes that a session adds to what one person learnt until `reached`: two at the same time are learnt once. */
export function minutesAdded({ start, end }: LearningSession, reached: string | undefined): number {
  const from = reached !== undefined && reached > start ? reached : start;
  return end > from ? minutesBetween(from, end) : 0;
}
