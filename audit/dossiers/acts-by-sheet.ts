import type { CASE_EVENTS } from '../../domain/case/model/schema.ts';
import type { ActName } from '../engine/portal-acts.ts';

export type CaseEvent = (typeof CASE_EVENTS)[number];

/** The acts of the journeys that a sheet's rows are used in. */
export const ACT_OF_SHEET: Readonly<Record<string, ActName>> = {
  企业信息: 'save',
  备案项目: 'save',
  学员花名册: 'roster',
  课程汇总: 'records',
  签到记录: 'records',
  学习记录: 'records',
  答疑记录: 'records',
  考试记录: 'records',
  材料清单: 'upload',
};

/** The acts that a day of 办理日期 belongs to. */
export const ACT_OF_EVENT: Readonly<Record<CaseEvent, ActName>> = {
  备案提交: 'submit',
  备案通过: 'approve',
  培训开始: 'period',
  培训结束: 'period',
  学员导入: 'roster',
  补贴申请: 'claim',
  材料寄送: 'mail',
  正式受理: 'accept',
  公示开始: 'publish',
  公示结束: 'close',
  财政核准: 'finance',
  拨付: 'pay',
};
