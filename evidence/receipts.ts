import { z } from 'zod';
import { Day } from '../domain/date.ts';

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

/** `data/core/receipts.json`: what the portal gave back. */
export const Receipts = z.object({
  filings: z.array(FiledProject),
  claims: z.array(ClaimResult),
  deadlines: z.array(DueDate),
  /** Images as the portal stored them, in order. */
  materials: z.array(StoredMaterial),
});
export type Receipts = z.infer<typeof Receipts>;
