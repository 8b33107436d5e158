import { z } from 'zod';
import { Day } from '../date.ts';

/** How sure a parameter is: S seed, T public text, I inferred, P a parameter that must stay configurable. */
const Certainty = z.enum(['S', 'T', 'I', 'P']);

/** Everything a rule or the portal may vary by year or district. A new year is a new entry, not new code. */
export const PolicyPack = z.object({
  id: z.string(),
  title: z.string(),
  issuer: z.string(),
  citation: z.string(),
  validFrom: Day,
  validTo: Day,
  /** Only for this district; every district when absent. */
  district: z.string().optional(),
  parameters: z.object({
    minimumMinutes: z.number().int(),
    minutesPerClassHour: z.number().int(),
    monthsToTrain: z.number().int(),
    importWorkingDays: z.number().int(),
    mailWorkingDays: z.number().int(),
    reviewWorkingDays: z.number().int(),
    noticeWorkingDays: z.number().int(),
    financeWorkingDays: z.number().int(),
    passMark: z.number(),
    projectsPerPersonAndYear: z.number().int(),
    /** Yuan per person and project; `share` of the recognised cost up to `cap`, or the flat `amount`. */
    subsidy: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('flat'), amount: z.number() }),
      z.object({ kind: z.literal('share'), share: z.number(), cap: z.number() }),
    ]),
  }),
  certainty: z.record(z.string(), Certainty),
  undertakings: z.array(z.object({ text: z.string(), source: z.enum(['seed', 'ours']) })),
});
export type PolicyPack = z.infer<typeof PolicyPack>;
