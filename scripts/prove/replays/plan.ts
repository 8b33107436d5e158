import { z } from 'zod';

/** What the proof hands to the Playwright processes it starts. */
const AlteredPlan = z.object({ bundle: z.string(), path: z.string(), seed: z.number() });
export type AlteredPlan = z.infer<typeof AlteredPlan>;

export const ALTERED_PLAN_VARIABLE = 'HARNESS_ALTERED_PLAN';

export function readAlteredPlan(): AlteredPlan {
  return AlteredPlan.parse(JSON.parse(process.env[ALTERED_PLAN_VARIABLE] ?? 'null'));
}
