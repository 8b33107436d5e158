import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Day } from '../../domain/date.ts';

/** What `npm run rehearse` hands to the Playwright processes it starts. */
export const RehearsalPlan = z.object({
  journey: z.enum(['filing', 'claim', 'full']),
  /** Absolute folder; every case gets one of its own in it. */
  out: z.string(),
  seed: z.number().int().nonnegative(),
  /** The day the portal's clock starts at; otherwise it follows from the case. */
  today: Day.optional(),
  headed: z.boolean(),
  slowMo: z.number().nonnegative(),
  /** Folder of the keys that seal the bundles; a replay seals nothing. */
  keys: z.string().optional(),
  /** Goes on where a run before was cut off. */
  resume: z.boolean(),
  /** Playwright's own scratch folder: nothing of it stays. */
  scratch: z.string(),
  cases: z.array(z.object({ name: z.string(), path: z.string() })),
});
export type RehearsalPlan = z.infer<typeof RehearsalPlan>;

export const PLAN_VARIABLE = 'HARNESS_REHEARSAL';

export function readPlan(): RehearsalPlan {
  const path = process.env[PLAN_VARIABLE];
  if (path === undefined) throw new Error(`${PLAN_VARIABLE} is not set: start a rehearsal by npm run rehearse`);
  return RehearsalPlan.parse(JSON.parse(readFileSync(path, 'utf8')));
}
