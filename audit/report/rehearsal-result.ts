import { z } from 'zod';
import { Day, Moment } from '../../domain/date.ts';
import { Finding } from '../../domain/finding.ts';
import { Receipts } from '../../evidence/receipts.ts';

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

/** What the bundle says of itself; absent where no journey was begun. */
export const BundleSummary = z.object({
  coreDigest: z.string(),
  root: z.string(),
  lines: z.number().int(),
  /** Key id of the operator; null for a run that nobody sealed. */
  sealedBy: z.string().nullable(),
  redacted: z.record(z.string(), z.number().int()),
});
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
  ...Receipts.shape,
  stages: z.array(StageResult),
  /** What the reader found in the case, in the order of the workbook. */
  findings: z.array(Finding),
  evidence: BundleSummary.optional(),
  /** Why it stopped, one sentence. */
  problem: z.string().optional(),
  seconds: z.number(),
});
export type RehearsalResult = z.infer<typeof RehearsalResult>;
