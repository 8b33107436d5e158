import type { RosterEntry } from '../../domain/case/model/schema.ts';
import { birthDay } from '../../domain/identifiers/id-number.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import type { Context } from './context.ts';
import { approvedFilings, type Judged, whyClosed } from './importable.ts';
import type { ImportProblem } from './model.ts';
import { traineesOf } from './training.ts';

/** Who may be imported of a roster. */
export function judgeRoster(context: Context, creditCode: string, rows: RosterEntry[]): Judged<RosterEntry[]> {
  const filings = approvedFilings(context, creditCode);
  const problems: ImportProblem[] = [];
  const seen = new Map<string, number>();
  const heads = new Map(filings.map((filing) => [filing.id, traineesOf(context, filing.id).length]));
  const good = rows.filter((row) => {
    const bad = (field: string, reason: string) => {
      problems.push({ sheet: '学员花名册', row: row.row, field, reason });
      return false;
    };
    const filing = filings.find((candidate) => candidate.course === row.course);
    if (filing === undefined) return bad('培训课程', `「${row.course}」不是本单位备案通过的课程`);
    const why = whyClosed(context, filing);
    if (why !== undefined) return bad('培训课程', why);
    const born = birthDay(row.idNumber);
    if (born > context.today()) return bad('身份证号', '第 7 至 14 位（出生日期）晚于今天，请按证件核对');
    if (row.insurance !== '已缴纳') return bad('参保状态', '未缴纳社会保险的人员不能享受补贴');
    const key = `${row.course} ${row.idNumber}`;
    const before = seen.get(key);
    if (before !== undefined) return bad('身份证号', `${maskIdNumber(row.idNumber)} 与第 ${before} 行重复`);
    seen.set(key, row.row);
    if (traineesOf(context, filing.id).some((trainee) => trainee.idNumber === row.idNumber))
      return bad('身份证号', `${maskIdNumber(row.idNumber)} 已导入该课程`);
    const head = (heads.get(filing.id) ?? 0) + 1;
    if (head > filing.plannedTrainees)
      return bad('培训课程', `超过「${filing.course}」备案的拟培训人数 ${filing.plannedTrainees}`);
    heads.set(filing.id, head);
    return true;
  });
  return { pending: good, good: good.length, problems };
}

export function keepRoster(context: Context, creditCode: string, rows: RosterEntry[]): void {
  for (const filing of approvedFilings(context, creditCode)) {
    const added = rows
      .filter((row) => row.course === filing.course)
      .map(({ name, idNumber, phone, employment, insurance }) => ({
        filingId: filing.id,
        name,
        idNumber,
        phone,
        employment,
        insurance,
      }));
    if (added.length > 0)
      context.tables.trainees.put(filing.id, { rows: [...traineesOf(context, filing.id), ...added] });
  }
}
