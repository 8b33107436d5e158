import type { Chapter } from '../../domain/case/model/schema.ts';
import { dayOf } from '../../domain/date.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { attendanceOf } from './attendance.ts';
import type { Context } from './context.ts';
import { approvedFilings, type Judged, whyClosed } from './importable.ts';
import { type Filing, type ImportProblem, RECORD_KINDS, type RecordKind, type Records } from './model.ts';
import { traineesOf } from './training.ts';

type Row = Records[RecordKind][number];
type Fault = Pick<ImportProblem, 'field' | 'reason'>;

/** The column that says when. */
const TIMES: Readonly<Record<RecordKind, string>> = {
  签到记录: '签到时间',
  学习记录: '开始时间',
  答疑记录: '提问时间',
  考试记录: '考试时间',
};

/** What may be imported of a platform's records. */
export function judgeRecords(context: Context, creditCode: string, rows: Partial<Records>): Judged<Partial<Records>> {
  const filings = new Map(
    approvedFilings(context, creditCode).map((filing) => [
      filing.course,
      {
        filing,
        roster: new Set(traineesOf(context, filing.id).map((trainee) => trainee.idNumber)),
        known: new Set(storedKeys(context, filing.id)),
      },
    ]),
  );
  const problems: ImportProblem[] = [];
  const fits = (kind: RecordKind, row: Row): boolean => {
    const own = filings.get(row.course);
    const key = keyOf(kind, row);
    const fault =
      recordFault(context, kind, row, own) ??
      (own?.known.has(key)
        ? { field: '身份证号', reason: `${maskIdNumber(row.idNumber)} 的同一条${kind}已导入或在文件中重复` }
        : undefined);
    own?.known.add(key);
    if (fault !== undefined) problems.push({ sheet: kind, row: row.row, ...fault });
    return fault === undefined;
  };
  const pending: Partial<Records> = {};
  // A loop over the kinds would lose which rows belong to which kind.
  if (rows.签到记录) pending.签到记录 = rows.签到记录.filter((row) => fits('签到记录', row));
  if (rows.学习记录) pending.学习记录 = rows.学习记录.filter((row) => fits('学习记录', row));
  if (rows.答疑记录) pending.答疑记录 = rows.答疑记录.filter((row) => fits('答疑记录', row));
  if (rows.考试记录) pending.考试记录 = rows.考试记录.filter((row) => fits('考试记录', row));
  return { pending, good: Object.values(pending).reduce((sum, list) => sum + list.length, 0), problems };
}

export function keepRecords(context: Context, creditCode: string, rows: Partial<Records>): void {
  for (const { id, course } of approvedFilings(context, creditCode)) {
    const stored = context.tables.records.get(id);
    const added = <R extends Row>(list: R[] = []) => list.filter((row) => row.course === course);
    const merged: Records = {
      签到记录: [...(stored?.签到记录 ?? []), ...added(rows.签到记录)],
      学习记录: [...(stored?.学习记录 ?? []), ...added(rows.学习记录)],
      答疑记录: [...(stored?.答疑记录 ?? []), ...added(rows.答疑记录)],
      考试记录: [...(stored?.考试记录 ?? []), ...added(rows.考试记录)],
    };
    context.tables.records.put(id, merged);
    keepAttendance(context, id, merged);
  }
}

/** The newest 课程汇总 of a course is its plan: minutes count by its chapters. */
export function keepPlan(context: Context, creditCode: string, chapters: readonly Chapter[]): void {
  for (const { id, course } of approvedFilings(context, creditCode)) {
    const own = chapters.filter((row) => row.course === course);
    if (own.length === 0) continue;
    context.tables.plans.put(id, { chapters: own });
    const records = context.tables.records.get(id);
    if (records !== undefined) keepAttendance(context, id, records);
  }
}

function keepAttendance(context: Context, filingId: string, records: Records): void {
  const plan = context.tables.plans.get(filingId)?.chapters ?? [];
  context.tables.attendance.put(filingId, {
    rows: attendanceOf(filingId, traineesOf(context, filingId), records, plan),
  });
}

function recordFault(
  context: Context,
  kind: RecordKind,
  row: Row,
  own: { filing: Filing; roster: ReadonlySet<string> } | undefined,
): Fault | undefined {
  if (own === undefined) return { field: '培训课程', reason: `「${row.course}」不是本单位备案通过的课程` };
  const why = whyClosed(context, own.filing);
  if (why !== undefined) return { field: '培训课程', reason: why };
  if (!own.roster.has(row.idNumber))
    return { field: '身份证号', reason: `${maskIdNumber(row.idNumber)} 不在已导入的学员中，请先导入学员花名册` };
  const day = dayOf(momentOf(row));
  const { training } = own.filing;
  if (training !== undefined && (day < training.start || day > training.end))
    return { field: TIMES[kind], reason: `${day} 不在登记的培训期间（${training.start} 至 ${training.end}）` };
  if ('end' in row && row.end <= row.start) return { field: '结束时间', reason: '结束时间不晚于开始时间' };
  return undefined;
}

function storedKeys({ tables }: Context, filingId: string): string[] {
  const stored = tables.records.get(filingId);
  return stored === undefined ? [] : RECORD_KINDS.flatMap((kind) => stored[kind].map((row) => keyOf(kind, row)));
}

function keyOf(kind: RecordKind, row: Row): string {
  return `${kind} ${row.idNumber} ${momentOf(row)}`;
}

function momentOf(row: Row): string {
  return 'start' in row ? row.start : 'askedAt' in row ? row.askedAt : row.at;
}
