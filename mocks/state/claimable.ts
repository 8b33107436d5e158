import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { subsidyFor } from '../../domain/policy/policy.ts';
import { LIMITS } from '../../domain/policy/sentences.ts';
import type { Context } from './context.ts';
import type { Attendance, Filing, Trainee } from './model.ts';
import { importBy, traineesOf } from './training.ts';

export interface Claimable {
  filing: Filing;
  trainees: Trainee[];
  amount: number;
  /** Why it may not be claimed. */
  refusal?: string;
}

/** The approved filings of a unit that no claim holds: how much each is, or why not. */
export function claimableFilings(context: Context, creditCode: string): Claimable[] {
  return context.tables.filings
    .all()
    .filter(
      (filing) => filing.creditCode === creditCode && filing.status === '备案通过' && filing.claimId === undefined,
    )
    .map((filing) => {
      const trainees = traineesOf(context, filing.id);
      const refusal = refusalOf(context, filing, trainees);
      return {
        filing,
        trainees,
        amount: subsidyFor(context.policy(creditCode), trainees.length),
        ...(refusal !== undefined && { refusal }),
      };
    });
}

function refusalOf(context: Context, filing: Filing, trainees: Trainee[]): string | undefined {
  const { parameters } = context.policy(filing.creditCode);
  if (filing.training === undefined) return '尚未登记培训起止日期';
  if (trainees.length === 0) return '尚未导入学员花名册';
  const due = importBy(context, filing);
  if (due !== undefined && context.today() > due) return `应在${LIMITS.import(parameters)}（${due} 前）申请，现已逾期`;
  const plan = context.tables.plans.get(filing.id)?.chapters ?? [];
  if (plan.length === 0) return '尚未导入课程汇总，无法核对各章节的学习时长；请上传含「课程汇总」的案例表格';
  const rows = context.tables.attendance.get(filing.id)?.rows ?? [];
  const attendance = new Map(rows.map((own) => [own.idNumber, own]));
  for (const [fails, sentence] of shortcomings(parameters)) {
    const failing = trainees.filter((trainee) => fails(attendance.get(trainee.idNumber)));
    const [first] = failing;
    if (first === undefined) continue;
    const unknown = [...new Set(failing.flatMap(({ idNumber }) => attendance.get(idNumber)?.unknown ?? []))];
    const uncounted = unknown.length === 0 ? '' : `；学习记录的章节「${unknown.join('」「')}」不在课程汇总中，没有计入`;
    return `有 ${failing.length} 名学员${sentence}（如 ${maskIdNumber(first.idNumber)}）${uncounted}`;
  }
  return undefined;
}

/** What a trainee may lack, in the order in which it is said. */
function shortcomings({
  minimumMinutes,
  passMark,
}: PolicyPack['parameters']): [fails: (own: Attendance | undefined) => boolean, sentence: string][] {
  return [
    // To the second: sums of fractions of a minute fall short of what they are.
    [(own) => Math.round((own?.counted ?? 0) * 60) < minimumMinutes * 60, `学习时长不足 ${minimumMinutes} 分钟`],
    [(own) => (own?.missing ?? []).length > 0, '没有学完课程汇总的全部章节'],
    [(own) => !(own?.learningDays ?? []).every((day) => own?.signInDays.includes(day)), '有学习日未签到'],
    [(own) => (own?.questions ?? 0) === 0, '没有互动答疑记录'],
    [(own) => own?.exam === undefined, '没有课后考试记录'],
    [
      (own) => own?.exam !== undefined && own.lastLearning !== undefined && own.exam.at < own.lastLearning,
      '考试早于学习结束',
    ],
    [(own) => own?.exam !== undefined && own.exam.score < passMark, `考试成绩低于 ${passMark} 分`],
  ];
}
