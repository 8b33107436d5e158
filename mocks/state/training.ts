import { addWorkingDays } from '../../domain/calendar/working-days.ts';
import { type Day, Day as DaySchema, dayOf } from '../../domain/date.ts';
import { LIMITS } from '../../domain/policy/sentences.ts';
import { Refusal } from '../base/refusal.ts';
import { type Context, need } from './context.ts';
import type { Attendance, Filing, RecordKind, Trainee } from './model.ts';
import { FILING_TRANSITIONS, step } from './transitions.ts';

/** The training of an approved filing: its period and what has been imported for it. */
export function trainingRules(context: Context) {
  const { tables, store } = context;

  return {
    importBy: (filing: Filing) => importBy(context, filing),
    trainable: (creditCode: string) =>
      tables.filings
        .all()
        .filter(
          (filing) => filing.creditCode === creditCode && (filing.status === '备案通过' || filing.status === '已失效'),
        ),
    reportTraining(creditCode: string, filingId: string, period: { start: string; end: string }): Filing {
      return store.atomic(() => {
        const filing = need(tables.filings.get(filingId), '该备案');
        if (filing.creditCode !== creditCode) throw new Refusal('该备案不属于本单位，不能办理。');
        const status = step(FILING_TRANSITIONS.train, filing.status, filing.course);
        if (traineesOf(context, filingId).length > 0)
          throw new Refusal(`「${filing.course}」已导入学员，不能再修改培训起止日期。`);
        const fields = periodFaults(context, filing, period);
        if (Object.keys(fields).length > 0) throw new Refusal('培训起止日期有误，请按提示修改。', fields);
        return tables.filings.put(filingId, { ...filing, status, training: { start: period.start, end: period.end } });
      });
    },
    trainees: (filingId: string) => traineesOf(context, filingId),
    attendance: (filingId: string): Attendance[] => tables.attendance.get(filingId)?.rows ?? [],
    recordCount(filingId: string): Record<RecordKind, number> {
      const records = tables.records.get(filingId);
      return {
        签到记录: records?.签到记录.length ?? 0,
        学习记录: records?.学习记录.length ?? 0,
        答疑记录: records?.答疑记录.length ?? 0,
        考试记录: records?.考试记录.length ?? 0,
      };
    },
  };
}

/** Last day to import the trainees; undefined until the training is reported. */
export function importBy(context: Context, filing: Filing): Day | undefined {
  if (filing.training === undefined) return undefined;
  return addWorkingDays(filing.training.end, context.policy(filing.creditCode).parameters.importWorkingDays).due;
}

export function traineesOf({ tables }: Context, filingId: string): Trainee[] {
  return tables.trainees.get(filingId)?.rows ?? [];
}

function periodFaults(
  context: Context,
  filing: Filing,
  { start, end }: { start: string; end: string },
): Record<string, string> {
  const fields: Record<string, string> = {};
  const today = context.today();
  const approved = filing.reviewedAt === undefined ? today : dayOf(filing.reviewedAt);
  const { district } = context.enterprise(filing.creditCode);
  const within = `应在${LIMITS.training(context.policyOn(approved, district).parameters)}（${filing.trainBy} 前）`;
  if (!DaySchema.safeParse(start).success) fields.start = '请填写培训开始日期';
  else if (start < approved) fields.start = `培训不能早于备案通过之日 ${approved}（先备案、后培训）`;
  else if (filing.trainBy !== undefined && start > filing.trainBy) fields.start = `${within}开展培训`;
  if (!DaySchema.safeParse(end).success) fields.end = '请填写培训结束日期';
  else if (end < start) fields.end = '培训结束日期不能早于开始日期';
  else if (end > today) fields.end = `培训结束后才能登记，今天是 ${today}`;
  else if (filing.trainBy !== undefined && end > filing.trainBy) fields.end = `${within}完成培训`;
  return fields;
}
