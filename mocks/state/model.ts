import { z } from 'zod';
import {
  Chapter,
  EMPLOYMENT_FORMS,
  ENTERPRISE_TYPES,
  Exam,
  INSURANCE_STATES,
  LearningSession,
  MATERIAL_TYPES,
  Question,
  RosterEntry,
  SignIn,
} from '../../domain/case/model/schema.ts';
import { Day, Moment } from '../../domain/date.ts';

/**
 * The portal's tables. One schema is the type, the check on write and the
 * documentation; handlers and views get these objects and nothing else.
 */

export const FILING_STATUSES = ['草稿', '待审核', '备案通过', '已退回', '已失效'] as const;
export const CLAIM_STATUSES = [
  '待寄送材料', // submitted; the e-mail with the materials is due
  '待受理', // e-mail received
  '审核中', // formally accepted
  '已退回', // sent back with reasons; may be claimed again
  '审核通过',
  '公示中',
  '公示期满', // over, no objection
  '公示异议', // objection raised: ends here
  '财政核准',
  '拨付失败', // the account refused it; claimed again
  '已拨付',
] as const;

export const PortalEnterprise = z.object({
  creditCode: z.string(),
  name: z.string(),
  type: z.enum(ENTERPRISE_TYPES),
  district: z.string(),
  insuredStaff: z.number().int(),
  dispatchedStaff: z.number().int(),
  /** What the portal already holds: the licence is then filled in and needs no upload. */
  licenceOnFile: z.boolean(),
});
export type PortalEnterprise = z.infer<typeof PortalEnterprise>;

export const Filing = z.object({
  id: z.string(),
  creditCode: z.string(),
  applicationId: z.string(),
  type: z.enum(ENTERPRISE_TYPES),
  course: z.string(),
  platformName: z.string(),
  platformCreditCode: z.string(),
  plannedTrainees: z.number().int(),
  /** Yuan, computed by the portal from the policy in force. */
  plannedSubsidy: z.number(),
  status: z.enum(FILING_STATUSES),
  receipt: z.string().optional(),
  submittedAt: Moment.optional(),
  reviewedAt: Moment.optional(),
  reasons: z.array(z.string()),
  /** Last day to carry the training out (rolled, domain.md). */
  trainBy: Day.optional(),
  training: z.object({ start: Day, end: Day }).optional(),
  claimId: z.string().optional(),
});
export type Filing = z.infer<typeof Filing>;

export const Seal = z.object({
  /** Centre of the seal as a share (0 to 1) of the letter page's width and height. */
  x: z.number(),
  y: z.number(),
  certificateSerial: z.string(),
  /** The signer's certificate, so that the seal can be checked at any time. */
  certificatePem: z.string(),
  /** Base64 RSA-SHA256 over the letter's digest and the place of the seal. */
  signature: z.string(),
  at: Moment,
});
export const Letter = z.object({
  id: z.string(),
  applicationId: z.string(),
  /** Canonical text that is signed: undertakings, unit, district, filings, date. */
  text: z.string(),
  sha256: z.string(),
  generatedAt: Moment,
  seal: Seal.optional(),
  /** SHA-256 of the sealed PDF among the blobs; absent when the seal was put without the document. */
  pdf: z.string().optional(),
  /** Why the letter no longer counts; it stays in the history. */
  voidedBecause: z.string().optional(),
});
export type Letter = z.infer<typeof Letter>;

export const Material = z.object({
  id: z.string(),
  applicationId: z.string(),
  type: z.enum(MATERIAL_TYPES),
  fileName: z.string(),
  /** 1-based page within its type. */
  page: z.number().int(),
  sha256: z.string(),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  /** True for the licence that the portal fills in itself. */
  byPortal: z.boolean(),
});
export type Material = z.infer<typeof Material>;

/** The working set of filings of one unit; a new one begins after a submission. */
export const Application = z.object({
  id: z.string(),
  creditCode: z.string(),
  status: z.enum(['编辑中', '已提交']),
  submittedAt: Moment.optional(),
  /** The receipt of the whole submission; every filing in it has its own too. */
  receipt: z.string().optional(),
});
export type Application = z.infer<typeof Application>;

export const Trainee = z.object({
  filingId: z.string(),
  name: z.string(),
  idNumber: z.string(),
  phone: z.string(),
  employment: z.enum(EMPLOYMENT_FORMS),
  insurance: z.enum(INSURANCE_STATES),
});
export type Trainee = z.infer<typeof Trainee>;

export const RECORD_KINDS = ['签到记录', '学习记录', '答疑记录', '考试记录'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Records of one filing as imported; kinds as in the workbook. */
export const Records = z.object({
  签到记录: z.array(SignIn),
  学习记录: z.array(LearningSession),
  答疑记录: z.array(Question),
  考试记录: z.array(Exam),
});
export type Records = z.infer<typeof Records>;

/** The chapters of a filing's course as its 课程汇总 lists them. */
export const Plan = z.object({ chapters: z.array(Chapter) });

/** The good rows of a preview, until a person decides; `chapters` of the 课程汇总 in the same file. */
export const Pending = z.object({
  rows: z.union([z.array(RosterEntry), Records.partial()]),
  chapters: z.array(Chapter).optional(),
});
export type Pending = z.infer<typeof Pending>;

/** One row of an import, good or bad; the row number is the file's own. */
export const ImportProblem = z.object({
  sheet: z.string(),
  row: z.number().int(),
  field: z.string(),
  reason: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;
export const ImportPreview = z.object({
  id: z.string(),
  creditCode: z.string(),
  kind: z.enum(['学员花名册', '培训记录']),
  fileName: z.string(),
  total: z.number().int(),
  good: z.number().int(),
  problems: z.array(ImportProblem),
  status: z.enum(['待确认', '已导入', '已放弃']),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** What the platform's records add up to for one trainee of one filing. */
export const Attendance = z.object({
  filingId: z.string(),
  idNumber: z.string(),
  /** All learning, as the platform counts it. */
  minutes: z.number(),
  /** What of it counts: in the chapters of the plan, up to the length of each. */
  counted: z.number(),
  /** Chapters of the plan without any learning. */
  missing: z.array(z.string()),
  /** Chapters of the records that the plan does not have. */
  unknown: z.array(z.string()),
  signInDays: z.array(Day),
  learningDays: z.array(Day),
  questions: z.number().int(),
  exam: z.object({ at: Moment, score: z.number() }).optional(),
  lastLearning: Moment.optional(),
});
export type Attendance = z.infer<typeof Attendance>;

export const ClaimLine = z.object({
  filingId: z.string(),
  course: z.string(),
  trainees: z.array(z.string()),
  amount: z.number(),
});
export const Claim = z.object({
  id: z.string(),
  creditCode: z.string(),
  status: z.enum(CLAIM_STATUSES),
  receipt: z.string(),
  lines: z.array(ClaimLine),
  amount: z.number(),
  account: z.object({ bank: z.string(), name: z.string(), number: z.string() }),
  submittedAt: Moment,
  mailedAt: Moment.optional(),
  acceptedAt: Moment.optional(),
  reviewedAt: Moment.optional(),
  reasons: z.array(z.string()),
  noticeId: z.string().optional(),
  financeAt: Moment.optional(),
  paidAt: Moment.optional(),
  paymentFailure: z.string().optional(),
  callBacks: z.array(
    z.object({
      idNumber: z.string(),
      filingId: z.string(),
      result: z.enum(['待回访', '属实', '存疑', '未接通']),
      note: z.string(),
    }),
  ),
});
export type Claim = z.infer<typeof Claim>;

export const Notice = z.object({
  id: z.string(),
  batch: z.number().int(),
  district: z.string(),
  title: z.string(),
  issuer: z.string(),
  from: Day,
  to: Day,
  claimIds: z.array(z.string()),
  status: z.enum(['公示中', '公示期满', '公示异议']),
  objection: z.string().optional(),
});
export type Notice = z.infer<typeof Notice>;

export const Mail = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  receivedAt: Moment,
  attachments: z.array(
    z.object({ fileName: z.string(), contentType: z.string(), bytes: z.number().int(), sha256: z.string() }),
  ),
  /** The claim whose receipt stands in the subject, when it was found. */
  claimId: z.string().optional(),
});
export type Mail = z.infer<typeof Mail>;

export const Session = z.object({ token: z.string(), creditCode: z.string(), lastSeen: Moment, csrf: z.string() });
export type Session = z.infer<typeof Session>;
