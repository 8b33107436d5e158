import type { LearningSession } from '../../domain/case/model/schema.ts';
import { dayOf, minutesBetween } from '../../domain/date.ts';
import type { Attendance, Records, Trainee } from './model.ts';

/** What each trainee of a filing attended, by the records of the platform. */
export function attendanceOf(filingId: string, trainees: Trainee[], records: Records): Attendance[] {
  const byPerson = new Map<string, Attendance>(
    trainees.map(({ idNumber }) => [
      idNumber,
      { filingId, idNumber, minutes: 0, signInDays: [], learningDays: [], questions: 0 },
    ]),
  );
  const at = (row: { idNumber: string }) => byPerson.get(row.idNumber);
  for (const row of records.签到记录) {
    const own = at(row);
    if (own !== undefined && !own.signInDays.includes(dayOf(row.at))) own.signInDays.push(dayOf(row.at));
  }
  for (const row of records.学习记录.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const own = at(row);
    if (own === undefined) continue;
    if (!own.learningDays.includes(dayOf(row.start))) own.learningDays.push(dayOf(row.start));
    if (!isLearning(row)) continue;
    own.minutes += minutesAdded(row, own.lastLearning);
    if (own.lastLearning === undefined || row.end > own.lastLearning) own.lastLearning = row.end;
  }
  for (const row of records.答疑记录) {
    const own = at(row);
    if (own !== undefined) own.questions += 1;
  }
  for (const row of records.考试记录) {
    const own = at(row);
    // 每个培训项目学习结束后，统一安排考试: one per project; the best counts where a platform kept several.
    if (own !== undefined && (own.exam === undefined || row.score > own.exam.score))
      own.exam = { at: row.at, score: row.score };
  }
  return [...byPerson.values()];
}

/**
 * 答疑和考试不计入学习时长. The platform's records have no column for it: the chapter's name says so at its end.
 * A subject's name may end with 考核 or 问答 as well (绩效考核), so these two count as exams only with a word for how they are
 * held.
 */
const NO_LEARNING =
  /(?:考试|测验|答疑|(?:^|[章节课\s]|结业|结课|课后|课程|在线|线上|互动|随堂)(?:考核|问答))(?:环节)?(?:[（(].*[）)])?\s*$/u;

function isLearning({ chapter }: Pick<LearningSession, 'chapter'>): boolean {
  return !NO_LEARNING.test(chapter);
}

/** Minutes that a session adds to a person's learning up to `reached`: two sessions at the same time count once. */
function minutesAdded({ start, end }: LearningSession, reached: string | undefined): number {
  const from = reached !== undefined && reached > start ? reached : start;
  return end > from ? minutesBetween(from, end) : 0;
}
