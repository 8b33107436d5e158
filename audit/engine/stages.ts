import type { CASE_EVENTS } from '../../domain/case/model/schema.ts';
import type { DeadlineEvent } from '../../domain/deadlines/deadline.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { LIMITS } from '../../domain/policy/sentences.ts';
import type { DueDate } from '../../evidence/receipts.ts';
import type { ActName } from './portal-acts.ts';

type CaseEvent = (typeof CASE_EVENTS)[number];

/** A stage of the journeys as the audit knows it: the portal has a table of its own. */
export interface Stage {
  name: string;
  owner: string;
  /** The days of 办理日期 that it begins and ends on. */
  from: CaseEvent;
  to: CaseEvent;
  /** The portal's acts that begin it (where only one act can) and that end it. */
  acts: { begun?: ActName; ended: ActName };
  /** What starts the limit; without one the stage has none. */
  event?: DeadlineEvent;
  limit?: (parameters: PolicyPack['parameters']) => string;
  /** No day of 办理日期 says when it ended: it was over on the day `to` at the latest, so a late `to` proves nothing. */
  overBy?: true;
}

/** Both journeys, in their order and in the words of the portal. */
export const STAGES = [
  {
    name: '备案审核',
    owner: '区人社局',
    from: '备案提交',
    to: '备案通过',
    acts: { begun: 'submit', ended: 'approve' },
  },
  {
    name: '组织培训',
    owner: '物学网',
    from: '备案通过',
    to: '培训结束',
    event: 'filing-approved',
    limit: LIMITS.training,
    acts: { ended: 'period' },
  },
  {
    name: '导入学员并申请补贴',
    owner: '企业',
    from: '培训结束',
    to: '补贴申请',
    event: 'training-ended',
    limit: LIMITS.import,
    acts: { ended: 'claim' },
  },
  {
    name: '寄送材料',
    owner: '企业',
    from: '补贴申请',
    to: '材料寄送',
    event: 'claim-submitted',
    limit: LIMITS.mail,
    acts: { begun: 'claim', ended: 'mail' },
  },
  { name: '正式受理', owner: '区就促中心', from: '材料寄送', to: '正式受理', acts: { begun: 'mail', ended: 'accept' } },
  {
    name: '审核和材料复核',
    owner: '区人社局',
    from: '正式受理',
    to: '公示开始',
    event: 'claim-accepted',
    limit: LIMITS.review,
    overBy: true,
    acts: { begun: 'accept', ended: 'review' },
  },
  {
    name: '网上公示',
    owner: '区人社局',
    from: '公示开始',
    to: '公示结束',
    event: 'notice-started',
    limit: LIMITS.notice,
    acts: { ended: 'close' },
  },
  {
    name: '财政核准',
    owner: '区财政',
    from: '公示结束',
    to: '财政核准',
    event: 'notice-ended',
    limit: LIMITS.finance,
    acts: { ended: 'finance' },
  },
  { name: '拨付', owner: '区财政', from: '财政核准', to: '拨付', acts: { begun: 'finance', ended: 'pay' } },
] as const satisfies readonly Stage[];
export type StageName = (typeof STAGES)[number]['name'];

/** Undefined for a word that no stage has. */
export function stageNamed(name: string): Stage | undefined {
  return STAGES.find((stage) => stage.name === name);
}

/** What the portal said of a stage; of the first subject that has one, where none is given. */
export function grantedStage(deadlines: readonly DueDate[], name: StageName, subject?: string): DueDate | undefined {
  return deadlines.find((one) => one.stage === name && (subject === undefined || one.subject === subject));
}
