import { addWorkingDays, workingDaysFrom } from '../calendar/working-days.ts';
import { type Day, dayNumber, dayOf, plusDays } from '../date.ts';
import { InputError } from '../errors.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { Case } from './model/schema.ts';

/** What happens to a case, in the order of the two journeys. */
export const ACTS = [
  '备案',
  '备案审核',
  '导入与申请',
  '材料寄送',
  '正式受理',
  '审核',
  '公示',
  '公示期满',
  '财政核准',
  '拨付',
] as const;
export type Act = (typeof ACTS)[number];

/** One act on one day, for the courses that go together. */
export interface Appointment {
  day: Day;
  act: Act;
  courses: string[];
}

export interface TrainingPeriod {
  course: string;
  start: Day;
  end: Day;
}

/** Days that a played case takes where 办理日期 says nothing: usual, and well inside the limits. */
const PLAYED = { filingReview: 5, mailing: 1, acceptance: 2, review: 10, notice: 1, finance: 10, payment: 5 } as const;

/** Days between plan and training beyond which a lone record is not believed; a filing lapses after three months. */
const NEAR_PLAN = 92;

/**
 * The days of a whole case: those of 办理日期 where they are filled in (the
 * portal then judges them), played ones otherwise. Sorted by day; acts of one
 * day keep the order of the journey.
 * @throws InputError when a project has no learning record: there is nothing to claim for
 */
export function timetableOf(material: Case, today: Day, policy: PolicyPack): Appointment[] {
  const { dates } = material;
  const courses = material.projects.map((project) => project.course);
  const filedOn = dates.备案提交 ?? today;
  const approvedOn = dates.备案通过 ?? playedApproval(filedOn, trainingPeriods(material));
  return [
    { day: filedOn, act: '备案' as const, courses },
    { day: approvedOn, act: '备案审核' as const, courses },
    ...claimDays(material, policy),
  ].sort((a, b) => dayNumber(a.day) - dayNumber(b.day) || ACTS.indexOf(a.act) - ACTS.indexOf(b.act));
}

/** Appointments of filing alone: needs no training days. */
export function filingDays(material: Case, today: Day): Appointment[] {
  const courses = material.projects.map((project) => project.course);
  const filedOn = material.dates.备案提交 ?? today;
  return [
    { day: filedOn, act: '备案', courses },
    { day: material.dates.备案通过 ?? after(filedOn, PLAYED.filingReview), act: '备案审核', courses },
  ];
}

/**
 * The day to begin a played case on: late enough to be near the training, early
 * enough for a usual week of review before it. Undefined when nothing in the case has a date.
 */
export function usualStart(material: Case): Day | undefined {
  if (material.dates.备案提交 !== undefined) return material.dates.备案提交;
  const starts = material.projects.map(({ course, plannedStart }) => {
    const days = recordDays(material, course);
    // One record with a wrong year is a problem of its row; it must not move the whole case there.
    const believed =
      plannedStart && days.find((day) => Math.abs(dayNumber(day) - dayNumber(plannedStart)) <= NEAR_PLAN);
    return believed ?? days[0] ?? plannedStart;
  });
  const first = starts.filter((day) => day !== undefined).sort()[0];
  if (first === undefined) return undefined;
  let day = plusDays(first, -PLAYED.filingReview);
  while (after(day, PLAYED.filingReview) >= first) day = plusDays(day, -1);
  return day;
}

/**
 * First and last day of each project's training, as its records say.
 * @throws InputError when a project has no learning record: there is nothing to claim for
 */
export function trainingPeriods(material: Case): TrainingPeriod[] {
  const courses = material.projects.map((project) => project.course);
  const untaught = courses.filter((course) => material.sessions.every((session) => session.course !== course));
  if (untaught.length > 0)
    throw new InputError(
      `培训课程${untaught.map((course) => `「${course}」`).join('')}没有学习记录，无法演练申请补贴。请补充「学习记录」等工作表，或加 --journey filing 只演练备案。`,
    );
  return courses.map((course) => {
    const days = recordDays(material, course);
    return { course, start: days[0] as Day, end: days.at(-1) as Day };
  });
}

function recordDays(material: Case, course: string): Day[] {
  const days = new Set<Day>();
  for (const row of material.signIns) if (row.course === course) days.add(dayOf(row.at));
  for (const row of material.sessions) if (row.course === course) days.add(dayOf(row.start)).add(dayOf(row.end));
  for (const row of material.exams) if (row.course === course) days.add(dayOf(row.at));
  return [...days].sort();
}

/** A week of review, but before the training begins where the case leaves room for it. */
function playedApproval(filedOn: Day, periods: TrainingPeriod[]): Day {
  const usual = after(filedOn, PLAYED.filingReview);
  const firstStart = periods.map((period) => period.start).sort()[0];
  if (firstStart === undefined || usual < firstStart) return usual;
  const dayBefore = plusDays(firstStart, -1);
  return dayBefore > filedOn ? dayBefore : filedOn;
}

function claimDays(material: Case, policy: PolicyPack): Appointment[] {
  const { dates } = material;
  return claimGroups(trainingPeriods(material), policy.parameters.importWorkingDays).flatMap((group) => {
    const courses = group.map((period) => period.course);
    const lastEnd = group
      .map((period) => period.end)
      .sort()
      .at(-1) as Day;
    const claimed = dates.补贴申请 ?? dates.学员导入 ?? after(lastEnd, 1);
    const mailed = dates.材料寄送 ?? after(claimed, PLAYED.mailing);
    const accepted = dates.正式受理 ?? after(mailed, PLAYED.acceptance);
    const noticed = dates.公示开始 ?? after(accepted, PLAYED.review + PLAYED.notice);
    const reviewed = dates.公示开始 === undefined ? after(accepted, PLAYED.review) : accepted;
    const noticeEnd = dates.公示结束 ?? workingDaysFrom(noticed, policy.parameters.noticeWorkingDays).due;
    const closed = plusDays(noticeEnd, 1);
    const financed = dates.财政核准 ?? after(noticeEnd, PLAYED.finance);
    const paid = dates.拨付 ?? after(financed, PLAYED.payment);
    const days: [Day, Act][] = [
      [claimed, '导入与申请'],
      [mailed, '材料寄送'],
      [accepted, '正式受理'],
      [reviewed, '审核'],
      [noticed, '公示'],
      [closed, '公示期满'],
      [financed, '财政核准'],
      [paid, '拨付'],
    ];
    return days.map(([day, act]) => ({ day, act, courses }));
  });
}

/** Projects that one claim can hold: the last one ends while the first one's time to import still runs. */
export function claimGroups(periods: TrainingPeriod[], importWorkingDays: number): TrainingPeriod[][] {
  const groups: TrainingPeriod[][] = [];
  for (const period of [...periods].sort((a, b) => dayNumber(a.end) - dayNumber(b.end))) {
    const open = groups.at(-1);
    const first = open?.[0];
    if (open !== undefined && first !== undefined && after(period.end, 1) <= after(first.end, importWorkingDays))
      open.push(period);
    else groups.push([period]);
  }
  return groups;
}

function after(day: Day, workingDays: number): Day {
  return addWorkingDays(day, workingDays).due;
}
