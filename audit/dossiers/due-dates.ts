import { CalendarError } from '../../domain/calendar/working-days.ts';
import type { CASE_EVENTS } from '../../domain/case/schema.ts';
import type { Day } from '../../domain/date.ts';
import { type DeadlineEvent, deadlineAfter } from '../../domain/deadlines/deadline.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { LIMITS } from '../../domain/policy/sentences.ts';
import type { DueDate } from '../../evidence/receipts.ts';
import type { Subject } from '../engine/subject.ts';
import { TO_CHECK } from '../report/due-dates/is-late.ts';

type CaseEvent = (typeof CASE_EVENTS)[number];
interface Stage {
  stage: string;
  owner: string;
  from: CaseEvent;
  to: CaseEvent;
  /** What starts the limit; without one the stage has none. */
  event?: DeadlineEvent;
  limit?: (parameters: PolicyPack['parameters']) => string;
  /** The end itself is not among the days: by `to` it was over, and where that is late, nobody knows since when. */
  overBy?: true;
}

/** The stages of both journeys between two days of 办理日期, in the words of the portal. */
const STAGES: readonly Stage[] = [
  { stage: '备案审核', owner: '区人社局', from: '备案提交', to: '备案通过' },
  {
    stage: '组织培训',
    owner: '物学网',
    from: '备案通过',
    to: '培训结束',
    event: 'filing-approved',
    limit: LIMITS.training,
  },
  {
    stage: '导入学员并申请补贴',
    owner: '企业',
    from: '培训结束',
    to: '补贴申请',
    event: 'training-ended',
    limit: LIMITS.import,
  },
  {
    stage: '寄送材料',
    owner: '企业',
    from: '补贴申请',
    to: '材料寄送',
    event: 'claim-submitted',
    limit: LIMITS.mail,
  },
  { stage: '正式受理', owner: '区就促中心', from: '材料寄送', to: '正式受理' },
  {
    stage: '审核和材料复核',
    owner: '区人社局',
    from: '正式受理',
    to: '公示开始',
    event: 'claim-accepted',
    limit: LIMITS.review,
    overBy: true,
  },
  {
    stage: '网上公示',
    owner: '区人社局',
    from: '公示开始',
    to: '公示结束',
    event: 'notice-started',
    limit: LIMITS.notice,
  },
  {
    stage: '财政核准',
    owner: '区财政',
    from: '公示结束',
    to: '财政核准',
    event: 'notice-ended',
    limit: LIMITS.finance,
  },
  { stage: '拨付', owner: '区财政', from: '财政核准', to: '拨付' },
];

/** The stages that 办理日期 shows as begun, with their due days; of a bundle, what its portal said. */
export function dueDatesOf({ case: { dates }, policy, granted }: Subject): DueDate[] {
  if (granted !== undefined) return granted.receipts.deadlines;
  return STAGES.flatMap(({ stage, owner, from, to, event, limit, overBy }) => {
    const [startedOn, over] = [dates[from], dates[to]];
    if (startedOn === undefined) return [];
    const due = event && policy && dueOn(event, startedOn, policy);
    const unknown = overBy && due !== undefined && over !== undefined && over > due;
    const doneOn = unknown ? undefined : over;
    return [
      {
        subject: '办理日期',
        stage,
        state: unknown ? TO_CHECK : over === undefined ? '进行中' : '已完成',
        owner,
        startedOn,
        ...(due !== undefined && { due }),
        ...(doneOn !== undefined && { doneOn }),
        ...(limit && policy && { limit: limit(policy.parameters) }),
      },
    ];
  });
}

/** Undefined where the calendar ends: never a guess. */
function dueOn(event: DeadlineEvent, from: Day, policy: PolicyPack): Day | undefined {
  try {
    return deadlineAfter(event, from, policy).due;
  } catch (error) {
    if (error instanceof CalendarError) return undefined;
    throw error;
  }
}
