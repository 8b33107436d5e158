import { z } from 'zod';
import { Day, Moment } from '../../domain/date.ts';
import { Finding } from '../../domain/finding.ts';

/** One stage of a journey as it went, in the order of the journey. */
export const StageResult = z.object({
  name: z.string(),
  /** The portal's clock when the stage ended. */
  at: Moment,
  ok: z.boolean(),
  /** Wall-clock seconds; observed, never compared. */
  seconds: z.number(),
  /** Path of the masked picture, relative to the bundle. */
  screenshot: z.string().optional(),
  /** What the stage gave, as short Chinese sentences (receipts, amounts). */
  notes: z.array(z.string()),
});
export type StageResult = z.infer<typeof StageResult>;

export const FiledProject = z.object({
  course: z.string(),
  receipt: z.string(),
  plannedTrainees: z.number().int(),
  plannedSubsidy: z.number(),
});
export const ClaimResult = z.object({
  receipt: z.string(),
  status: z.string(),
  /** Yuan. */
  amount: z.number(),
  lines: z.array(
    z.object({
      course: z.string(),
      trainees: z.number().int(),
      traineesMasked: z.array(z.string()),
      amount: z.number(),
    }),
  ),
});
/** An image as the portal stored it. */
export const StoredMaterial = z.object({
  type: z.string(),
  page: z.number().int(),
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
});
/** What the bundle says of itself; absent where no journey was begun. */
export const BundleSummary = z.object({
  coreDigest: z.string(),
  root: z.string(),
  lines: z.number().int(),
  /** Key id of the operator; null for a run that nobody sealed. */
  sealedBy: z.string().nullable(),
  redacted: z.record(z.string(), z.number().int()),
});
export const DueDate = z.object({
  subject: z.string(),
  stage: z.string(),
  state: z.string(),
  /** The day that the limit counts from. */
  startedOn: Day.optional(),
  due: Day.optional(),
  doneOn: Day.optional(),
  limit: z.string().optional(),
  owner: z.string(),
});
export type DueDate = z.infer<typeof DueDate>;

/** What one rehearsed case comes to. Personal data is masked in it. */
export const RehearsalResult = z.object({
  case: z.string(),
  /** `passed` to the end; `stopped` by a refusal or a fault; `unreadable` when the case cannot be used. */
  outcome: z.enum(['passed', 'stopped', 'unreadable']),
  journey: z.enum(['filing', 'claim', 'full']),
  seed: z.number().int(),
  today: Day,
  enterprise: z.string().optional(),
  district: z.string().optional(),
  policy: z.string().optional(),
  filings: z.array(FiledProject),
  /** Images as the portal stored them, in order. */
  materials: z.array(StoredMaterial),
  claims: z.array(ClaimResult),
  deadlines: z.array(DueDate),
  stages: z.array(StageResult),
  /** What the reader found in the case, in the order of the workbook. */
  findings: z.array(Finding),
  evidence: BundleSummary.optional(),
  /** Why it stopped, one sentence. */
  problem: z.string().optional(),
  seconds: z.number(),
});
export type RehearsalResult = z.infer<typeof RehearsalResult>;

/** `data/core/receipts.json`: what the portal gave back. */
export const Receipts = RehearsalResult.pick({ filings: true, claims: true, deadlines: true, materials: true });
export type Receipts = z.infer<typeof Receipts>;
