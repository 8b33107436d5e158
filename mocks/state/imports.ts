import { type ImportSheet, readImport } from '../../domain/case/import.ts';
import type { Exam, LearningSession, Question, RosterEntry, SignIn } from '../../domain/case/schema.ts';
import { type Day, dayOf } from '../../domain/date.ts';
import { InputError } from '../../domain/errors.ts';
import { fold } from '../../domain/fold.ts';
import { birthDay } from '../../domain/identifiers/id-number.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { attendanceOf, type Records } from './attendance.ts';
import { type Context, need } from './context.ts';
import { type Filing, type ImportPreview, type ImportProblem, RECORD_KINDS, type Trainee } from './model.ts';
import { Refusal } from './refusal.ts';

type Pending = { rows: RosterEntry[] } | { rows: Partial<Records> };

/** Imports in two steps: a preview that keeps nothing, and a person's word. */
export function importRules(context: Context, importBy: (filing: Filing) => Day | undefined) {
  const { tables, store } = context;

  const approved = (creditCode: string) =>
    tables.filings.all().filter((filing) => filing.creditCode === creditCode && filing.status === '备案通过');
  const traineesOf = (filingId: string): Trainee[] => tables.trainees.get(filingId)?.rows ?? [];

  /** Why nothing may be imported for this filing now; undefined when it may. */
  function closed(filing: Filing): string | undefined {
    if (filing.training === undefined) return `「${filing.course}」尚未登记培训起止日期，请先登记`;
    if (filing.claimId !== undefined) return `「${filing.course}」已申请补贴，不能再导入`;
    const due = importBy(filing);
    return due !== undefined && context.today() > due
      ? `「${filing.course}」的学员信息应在培训结束后 10 个工作日内（${due} 前）导入，现已逾期`
      : undefined;
  }

  async function preview<S extends ImportSheet>(
    creditCode: string,
    kind: ImportPreview['kind'],
    fileName: string,
    bytes: Uint8Array,
    sheets: readonly S[],
    judge: (reading: Awaited<ReturnType<typeof readImport<S>>>) => {
      pending: Pending;
      good: number;
      problems: ImportProblem[];
    },
  ): Promise<ImportPreview> {
    if (approved(creditCode).length === 0) throw new Refusal('本单位没有备案通过的项目，暂不能导入。');
    const reading = await readImport(fileName, bytes, sheets).catch((error) => {
      throw error instanceof InputError ? new Refusal(error.message) : error;
    });
    // What folds to the same is the same project.
    const filed = new Map(approved(creditCode).map(({ course }) => [fold(course), course]));
    for (const row of (Object.values(reading.rows) as { course: string }[][]).flat())
      row.course = filed.get(fold(row.course)) ?? row.course;
    return store.atomic(() => {
      const judged = judge(reading);
      const id = context.id('I');
      tables.pending.put(id, { rows: judged.pending.rows });
      const problems = [...reading.problems, ...judged.problems].sort(
        (a, b) => sheets.indexOf(a.sheet as S) - sheets.indexOf(b.sheet as S) || a.row - b.row,
      );
      return tables.previews.put(id, {
        id,
        creditCode,
        kind,
        fileName,
        total: reading.total,
        good: judged.good,
        problems,
        status: '待确认',
      });
    });
  }

  function judgeRoster(
    creditCode: string,
    rows: RosterEntry[],
  ): { pending: Pending; good: number; problems: ImportProblem[] } {
    const filings = approved(creditCode);
    const problems: ImportProblem[] = [];
    const seen = new Map<string, number>();
    const heads = new Map(filings.map((filing) => [filing.id, traineesOf(filing.id).length]));
    const good = rows.filter((row) => {
      const bad = (field: string, reason: string) => {
        problems.push({ sheet: '学员花名册', row: row.row, field, reason });
        return false;
      };
      const filing = filings.find((candidate) => candidate.course === row.course);
      if (filing === undefined) return bad('培训课程', `「${row.course}」不是本单位备案通过的课程`);
      const why = closed(filing);
      if (why !== undefined) return bad('培训课程', why);
      const born = birthDay(row.idNumber);
      if (born > context.today()) return bad('身份证号', `出生日期 ${born} 晚于今天，请按证件核对第 7 至 14 位`);
      if (row.insurance !== '已缴纳') return bad('参保状态', '未缴纳社会保险的人员不能享受补贴');
      const key = `${row.course} ${row.idNumber}`;
      const before = seen.get(key);
      if (before !== undefined) return bad('身份证号', `${maskIdNumber(row.idNumber)} 与第 ${before} 行重复`);
      seen.set(key, row.row);
      if (traineesOf(filing.id).some((trainee) => trainee.idNumber === row.idNumber))
        return bad('身份证号', `${maskIdNumber(row.idNumber)} 已导入该课程`);
      const head = (heads.get(filing.id) ?? 0) + 1;
      if (head > filing.plannedTrainees)
        return bad('培训课程', `超过「${filing.course}」备案的拟培训人数 ${filing.plannedTrainees}`);
      heads.set(filing.id, head);
      return true;
    });
    return { pending: { rows: good }, good: good.length, problems };
  }

  function judgeRecords(
    creditCode: string,
    rows: Partial<Records>,
  ): { pending: Pending; good: number; problems: ImportProblem[] } {
    const filings = new Map(approved(creditCode).map((filing) => [filing.course, filing]));
    const rosters = new Map(
      [...filings.values()].map((filing) => [
        filing.course,
        new Set(traineesOf(filing.id).map((trainee) => trainee.idNumber)),
      ]),
    );
    const known = new Map([...filings.values()].map((filing) => [filing.course, new Set(storedKeys(filing.id))]));
    const problems: ImportProblem[] = [];
    const kept: Partial<Records> = {};
    let good = 0;
    for (const kind of RECORD_KINDS) {
      const list = rows[kind];
      if (list === undefined) continue;
      const fits = (list as (SignIn | LearningSession | Question | Exam)[]).filter((row) => {
        const fault = recordFault(kind, row, filings.get(row.course), rosters.get(row.course));
        const key = recordKey(kind, row);
        const twice =
          fault === undefined && known.get(row.course)?.has(key)
            ? { field: '身份证号', reason: `${maskIdNumber(row.idNumber)} 的同一条${kind}已导入或在文件中重复` }
            : undefined;
        known.get(row.course)?.add(key);
        const wrong = fault ?? twice;
        if (wrong !== undefined) problems.push({ sheet: kind, row: row.row, ...wrong });
        return wrong === undefined;
      });
      kept[kind] = fits as never;
      good += fits.length;
    }
    return { pending: { rows: kept }, good, problems };
  }

  function recordFault(
    kind: string,
    row: SignIn | LearningSession | Question | Exam,
    filing: Filing | undefined,
    roster: Set<string> | undefined,
  ): { field: string; reason: string } | undefined {
    if (filing === undefined) return { field: '培训课程', reason: `「${row.course}」不是本单位备案通过的课程` };
    const why = closed(filing);
    if (why !== undefined) return { field: '培训课程', reason: why };
    if (roster?.has(row.idNumber) !== true)
      return { field: '身份证号', reason: `${maskIdNumber(row.idNumber)} 不在已导入的学员中，请先导入学员花名册` };
    const moment = momentOf(row);
    const day = dayOf(moment);
    const field =
      { 签到记录: '签到时间', 学习记录: '开始时间', 答疑记录: '提问时间', 考试记录: '考试时间' }[kind] ?? '时间';
    if (filing.training !== undefined && (day < filing.training.start || day > filing.training.end))
      return { field, reason: `${day} 不在登记的培训期间（${filing.training.start} 至 ${filing.training.end}）` };
    if ('end' in row && row.end <= row.start) return { field: '结束时间', reason: '结束时间不晚于开始时间' };
    return undefined;
  }

  function storedKeys(filingId: string): string[] {
    const stored = tables.records.get(filingId) as Records | undefined;
    return stored === undefined ? [] : RECORD_KINDS.flatMap((kind) => stored[kind].map((row) => recordKey(kind, row)));
  }

  function keepRoster(creditCode: string, rows: RosterEntry[]): void {
    for (const filing of approved(creditCode)) {
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
      if (added.length > 0) tables.trainees.put(filing.id, { rows: [...traineesOf(filing.id), ...added] });
    }
  }

  function keepRecords(creditCode: string, rows: Partial<Records>): void {
    for (const filing of approved(creditCode)) {
      const stored = (tables.records.get(filing.id) as Records | undefined) ?? {
        签到记录: [],
        学习记录: [],
        答疑记录: [],
        考试记录: [],
      };
      const merged = Object.fromEntries(
        RECORD_KINDS.map((kind) => [
          kind,
          [...stored[kind], ...((rows[kind] ?? []) as SignIn[]).filter((row) => row.course === filing.course)],
        ]),
      ) as unknown as Records;
      tables.records.put(filing.id, merged);
      tables.attendance.put(filing.id, { rows: attendanceOf(filing.id, traineesOf(filing.id), merged) });
    }
  }

  function decide(
    creditCode: string,
    id: string,
    to: '已导入' | '已放弃',
    keep: (preview: ImportPreview) => void,
  ): ImportPreview {
    return store.atomic(() => {
      const preview = need(tables.previews.get(id), '该次导入');
      if (preview.creditCode !== creditCode) throw new Refusal('该次导入不属于本单位。');
      if (preview.status === to) return preview;
      if (preview.status !== '待确认') throw new Refusal(`该次导入${preview.status}，请重新上传文件。`);
      keep(preview);
      tables.pending.remove(id);
      return tables.previews.put(id, { ...preview, status: to });
    });
  }

  return {
    previewRoster: (creditCode: string, fileName: string, bytes: Uint8Array) =>
      preview(creditCode, '学员花名册', fileName, bytes, ['学员花名册'], (reading) =>
        judgeRoster(creditCode, reading.rows.学员花名册 ?? []),
      ),
    previewRecords: (creditCode: string, fileName: string, bytes: Uint8Array) =>
      preview(creditCode, '培训记录', fileName, bytes, RECORD_KINDS, (reading) =>
        judgeRecords(creditCode, reading.rows),
      ),
    imports: (creditCode: string) =>
      tables.previews
        .all()
        .filter((preview) => preview.creditCode === creditCode)
        .reverse(),
    importPreview(creditCode: string, id: string): ImportPreview {
      const preview = need(tables.previews.get(id), '该次导入');
      if (preview.creditCode !== creditCode) throw new Refusal('该次导入不属于本单位。');
      return preview;
    },
    confirmImport: (creditCode: string, id: string, onlyGood: boolean) =>
      decide(creditCode, id, '已导入', (preview) => {
        if (preview.good === 0) throw new Refusal('没有可以导入的行，请修改文件后重新上传。');
        if (preview.problems.length > 0 && !onlyGood)
          throw new Refusal(
            `文件中有 ${preview.problems.length} 处错误，未导入任何内容。请修改后重新上传，或选择仅导入正确的行。`,
          );
        const pending = need(tables.pending.get(id), '该次导入的内容') as Pending;
        if (preview.kind === '学员花名册') keepRoster(creditCode, pending.rows as RosterEntry[]);
        else keepRecords(creditCode, pending.rows as Partial<Records>);
      }),
    discardImport: (creditCode: string, id: string) => decide(creditCode, id, '已放弃', () => {}),
  };
}

function momentOf(row: SignIn | LearningSession | Question | Exam): string {
  return 'start' in row ? row.start : 'askedAt' in row ? row.askedAt : row.at;
}

function recordKey(kind: string, row: SignIn | LearningSession | Question | Exam): string {
  return `${kind} ${row.idNumber} ${momentOf(row)}`;
}
