import type { Day } from '../../domain/date.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { LIMITS } from '../../domain/policy/sentences.ts';

export interface ProgressStage {
  /** The filing's course or the claim's receipt. */
  subject: string;
  stage: string;
  state: '已完成' | '进行中' | '未开始' | '已逾期';
  /** Who must act next. */
  owner: '企业' | '区人社局' | '区就促中心' | '区财政' | '物学网';
  startedOn?: Day;
  doneOn?: Day;
  due?: Day;
  /** Working days (or months) of the limit, in words. */
  limit?: string;
}

/** One stage between two acts of a journey. */
export interface Stage {
  title: string;
  /** Who must act next. */
  owner: ProgressStage['owner'];
  /** How long it may take, in words; absent where no limit is set. */
  limit?: (parameters: PolicyPack['parameters']) => string;
}

/** The stages of a filing, in order. */
export const FILING_STAGES = {
  review: { title: '备案审核', owner: '区人社局' },
  training: { title: '组织培训', owner: '物学网', limit: LIMITS.training },
  import: { title: '导入学员并申请补贴', owner: '企业', limit: LIMITS.import },
} as const satisfies Record<string, Stage>;

/** The stages of a claim, in order. */
export const CLAIM_STAGES = {
  mailing: { title: '寄送材料', owner: '企业', limit: LIMITS.mail },
  acceptance: { title: '正式受理', owner: '区就促中心' },
  review: { title: '审核和材料复核', owner: '区人社局', limit: LIMITS.review },
  notice: { title: '网上公示', owner: '区人社局', limit: LIMITS.notice },
  finance: { title: '财政核准', owner: '区财政', limit: LIMITS.finance },
  payment: { title: '拨付', owner: '区财政' },
} as const satisfies Record<string, Stage>;
