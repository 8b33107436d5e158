import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  /** The keys as they were when the rehearsal began: others seal nothing. */
  begunWith: z.object({ keyId: z.string(), recipient: z.string() }).optional(),
  /** The authority that stamps the seals, and the PEM file of its certificates. */
  tsa: z.object({ url: z.string(), certificate: z.string() }).optional(),
  /** Goes on where a run before was cut off. */
  resume: z.boolean(),
  /** Folder of what the processes of this rehearsal need while it runs: nothing of it stays. */
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

/** How far a case's turn came: `done` when its folder holds a result of this rehearsal. */
export type Turn = 'begun' | 'done';

/** Tells the command how far this case's turn came. */
export function markTurn(plan: RehearsalPlan, name: string, turn: Turn): void {
  const folder = join(plan.scratch, 'turns');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${plan.cases.findIndex((given) => given.name === name)}.${turn}`), '');
}

/** The cases whose turn came, by name. */
export function turnsOf(plan: RehearsalPlan): ReadonlyMap<string, Turn> {
  const folder = join(plan.scratch, 'turns');
  mkdirSync(folder, { recursive: true });
  const marks = new Set(readdirSync(folder));
  const turns = new Map<string, Turn>();
  for (const [index, { name }] of plan.cases.entries())
    for (const turn of ['begun', 'done'] as const) if (marks.has(`${index}.${turn}`)) turns.set(name, turn);
  return turns;
}
