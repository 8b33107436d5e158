import { z } from 'zod';
import { Day, Moment } from '../../date.ts';

/** Every record keeps the row (1-based, as a spreadsheet counts) it was read from. */
const row = { row: z.number().int().positive() };

export const ENTERPRISE_TYPES = ['大型企业', '中小微企业'] as const;
export const EMPLOYMENT_FORMS = ['劳动合同', '劳务派遣'] as const;
export const INSURANCE_STATES = ['已缴纳', '未缴纳'] as const;
export const MATERIAL_TYPES = ['营业执照', '法人登记证书', '培训方案', '服务协议', '第三方平台资质证明'] as const;
export const CASE_EVENTS = [
  '备案提交',
  '备案通过',
  '培训开始',
  '培训结束',
  '学员导入',
  '补贴申请',
  '材料寄送',
  '正式受理',
  '公示开始',
  '公示结束',
  '财政核准',
  '拨付',
] as const;

export const Enterprise = z.object({
  name: z.string(),
  creditCode: z.string(),
  type: z.enum(ENTERPRISE_TYPES),
  /** 税收所属区: where the unit's taxes are collected, not where insurance is paid. */
  district: z.string(),
  insuredStaff: z.number().int().nonnegative(),
  dispatchedStaff: z.number().int().nonnegative(),
  business: z.string(),
  contact: z.string(),
  phone: z.string(),
  bank: z.string(),
  accountName: z.string(),
  accountNumber: z.string(),
});
export type Enterprise = z.infer<typeof Enterprise>;

export const Project = z.object({
  ...row,
  number: z.number().int().positive(),
  course: z.string(),
  platformName: z.string(),
  platformCreditCode: z.string(),
  plannedTrainees: z.number().int().positive(),
  plannedStart: Day.optional(),
  plannedEnd: Day.optional(),
  /** Yuan per person; absent when the unit did not state a cost. */
  costPerPerson: z.number().nonnegative().optional(),
});
export type Project = z.infer<typeof Project>;

export const RosterEntry = z.object({
  ...row,
  number: z.number().int().positive(),
  name: z.string(),
  idNumber: z.string(),
  phone: z.string(),
  employment: z.enum(EMPLOYMENT_FORMS),
  insurance: z.enum(INSURANCE_STATES),
  course: z.string(),
});
export type RosterEntry = z.infer<typeof RosterEntry>;

/** One class hour (课时) is 45 minutes. */
export const Chapter = z.object({
  ...row,
  course: z.string(),
  chapter: z.string(),
  hours: z.number().positive(),
  minutes: z.number().positive(),
});
export type Chapter = z.infer<typeof Chapter>;

export const SignIn = z.object({ ...row, course: z.string(), idNumber: z.string(), at: Moment });
export type SignIn = z.infer<typeof SignIn>;

export const LearningSession = z.object({
  ...row,
  course: z.string(),
  idNumber: z.string(),
  chapter: z.string(),
  start: Moment,
  end: Moment,
  device: z.string(),
  address: z.string(),
});
export type LearningSession = z.infer<typeof LearningSession>;

export const Question = z.object({
  ...row,
  course: z.string(),
  idNumber: z.string(),
  askedAt: Moment,
  answeredAt: Moment.optional(),
});
export type Question = z.infer<typeof Question>;

export const Exam = z.object({
  ...row,
  course: z.string(),
  idNumber: z.string(),
  at: Moment,
  score: z.number().min(0).max(100),
});
export type Exam = z.infer<typeof Exam>;

export const MaterialItem = z.object({
  ...row,
  type: z.enum(MATERIAL_TYPES),
  /** As written in the workbook, relative to the case's materials/ folder. */
  fileName: z.string(),
  order: z.number().int().positive(),
});
export type MaterialItem = z.infer<typeof MaterialItem>;

export const Case = z.object({
  /** The folder's or file's name without its ending. */
  name: z.string(),
  enterprise: Enterprise,
  projects: z.array(Project),
  roster: z.array(RosterEntry),
  chapters: z.array(Chapter),
  signIns: z.array(SignIn),
  sessions: z.array(LearningSession),
  questions: z.array(Question),
  exams: z.array(Exam),
  materials: z.array(MaterialItem),
  dates: z.partialRecord(z.enum(CASE_EVENTS), Day),
});
export type Case = z.infer<typeof Case>;

/** A case as far as it could be read: whole rows only, the unit's items that were readable. What the audit judges. */
export type ReadableCase = Omit<Case, 'enterprise'> & { enterprise: Partial<Enterprise> };
