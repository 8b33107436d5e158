import type { Chapter, LearningSession } from '../../domain/case/model/schema.ts';
import { dayOf, minutesBetween } from '../../domain/date.ts';
import { fold } from '../../domain/fold.ts';
import type { Attendance, Records, Trainee } from './model.ts';

/** What each trainee of a filing attended, by the records of the platform and the chapters of the plan. */
export function attendanceOf(
  filingId: string,
  trainees: Trainee[],
  records: Records,
  plan: readonly Chapter[],
): Attendance[] {
  const lengths = lengthsOf(plan);
  const learnt = new Map(trainees.map(({ idNumber }) => [idNumber, new Map<string, number>()]));
  const byPerson = new Map<string, Attendance>(
    trainees.map(({ idNumber }) => [
      idNumber,
      {
        filingId,
        idNumber,
        minutes: 0,
        counted: 0,
        missing: [],
        unknown: [],
        signInDays: [],
        learningDays: [],
        questions: 0,
      },
    ]),
  );
  const at = (row: { idNumber: string }) => byPerson.get(row.idNumber);
  for (const row of records.签到记录) {
    const own = at(row);
    if (own !== undefined && !own.signInDays.includes(dayOf(row.at))) own.signInDays.push(dayOf(row.at));
  }
  const reached = new Map<string, string>();
  for (const row of records.学习记录.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const own = at(row);
    if (own === undefined) continue;
    if (!own.learningDays.includes(dayOf(row.start))) own.learningDays.push(dayOf(row.start));
    if (!isLearning(row)) continue;
    const until = reached.get(row.idNumber);
    own.minutes += minutesAdded(row, until);
    if (until === undefined || row.end > until) reached.set(row.idNumber, row.end);
    if (!lengths.has(fold(row.chapter))) {
      if (!own.unknown.includes(row.chapter)) own.unknown.push(row.chapter);
      continue;
    }
    const chapters = learnt.get(row.idNumber);
    const before = chapters?.get(fold(row.chapter)) ?? 0;
    chapters?.set(fold(row.chapter), before + minutesAdded(row, own.lastLearning));
    if (own.lastLearning === undefined || row.end > own.lastLearning) own.lastLearning = row.end;
  }
  for (const own of byPerson.values())
    for (const [name, { chapter, minutes }] of lengths) {
      const spent = learnt.get(own.idNumber)?.get(name) ?? 0;
      own.counted += Math.min(spent, minutes);
      if (spent === 0) own.missing.push(chapter);
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

/** How long each chapter of the plan is; one that is listed in parts is as long as these together. */
function lengthsOf(plan: readonly Chapter[]): Map<string, Pick<Chapter, 'chapter' | 'minutes'>> {
  const lengths = new Map<string, Pick<Chapter, 'chapter' | 'minutes'>>();
  for (const { chapter, minutes } of plan.filter(isLearning)) {
    const name = fold(chapter);
    lengths.set(name, { chapter, minutes: (lengths.get(name)?.minutes ?? 0) + minutes });
  }
  return lengths;
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
