import { Refusal } from '../base/refusal.ts';
import type { CLAIM_STATUSES, FILING_STATUSES } from './model.ts';

export type FilingStatus = (typeof FILING_STATUSES)[number];
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

/** A named step: where it may start, where it leads, and what the portal says elsewhere. */
export interface Transition<S extends string> {
  title: string;
  from: readonly S[];
  to: S;
  /** What has to be so first; the sentence names the status it is in. */
  needs: string;
}

/** Every step a filing can take. Nothing changes a status but these. */
export const FILING_TRANSITIONS = {
  edit: { title: '修改备案信息', from: ['草稿'], to: '草稿', needs: '只有未提交的备案信息可以修改' },
  remove: { title: '删除备案信息', from: ['草稿'], to: '草稿', needs: '只有未提交的备案信息可以删除' },
  submit: { title: '提交备案', from: ['草稿'], to: '待审核', needs: '只有未提交的备案信息可以提交' },
  approve: { title: '备案通过', from: ['待审核'], to: '备案通过', needs: '只有待审核的备案可以通过' },
  return: { title: '退回备案', from: ['待审核'], to: '已退回', needs: '只有待审核的备案可以退回' },
  reopen: { title: '重新办理', from: ['已退回'], to: '草稿', needs: '只有被退回的备案可以重新办理' },
  lapse: { title: '备案失效', from: ['备案通过'], to: '已失效', needs: '只有备案通过的项目会逾期失效' },
  train: { title: '登记培训', from: ['备案通过'], to: '备案通过', needs: '备案通过后才能登记培训' },
} as const satisfies Record<string, Transition<FilingStatus>>;

/** Every step a claim can take after it was submitted. */
export const CLAIM_TRANSITIONS = {
  receiveMail: {
    title: '收到申请材料',
    from: ['待寄送材料'],
    to: '待受理',
    needs: '本申请的材料已经收到，或申请已被退回',
  },
  accept: { title: '正式受理', from: ['待受理'], to: '审核中', needs: '收到企业寄送的材料后才能正式受理' },
  callBack: { title: '电话回访', from: ['审核中'], to: '审核中', needs: '正式受理后、审核通过前才能回访' },
  approve: { title: '审核通过', from: ['审核中'], to: '审核通过', needs: '正式受理后才能审核' },
  return: { title: '退回申请', from: ['待受理', '审核中'], to: '已退回', needs: '只有待受理或审核中的申请可以退回' },
  publish: { title: '发布公示', from: ['审核通过'], to: '公示中', needs: '审核通过后才能公示' },
  closeNotice: { title: '公示期满', from: ['公示中'], to: '公示期满', needs: '公示中的申请才能期满' },
  object: { title: '登记异议', from: ['公示中'], to: '公示异议', needs: '公示期间才能登记异议' },
  approveFinance: { title: '财政核准', from: ['公示期满'], to: '财政核准', needs: '公示期满无异议后才能报财政核准' },
  pay: { title: '拨付', from: ['财政核准'], to: '已拨付', needs: '财政核准后才能拨付' },
  failPayment: { title: '登记拨付失败', from: ['财政核准'], to: '拨付失败', needs: '财政核准后才能登记拨付失败' },
  resubmit: {
    title: '重新申请',
    from: ['已退回', '拨付失败'],
    to: '待寄送材料',
    needs: '只有被退回或拨付失败的申请可以重新申请',
  },
} as const satisfies Record<string, Transition<ClaimStatus>>;

/** The status after the step. @throws Refusal that names the step, the record and its status */
export function step<S extends string>(transition: Transition<S>, status: S, subject: string): S {
  if (!transition.from.includes(status)) {
    throw new Refusal(`「${subject}」当前状态为「${status}」，不能${transition.title}：${transition.needs}。`);
  }
  return transition.to;
}
