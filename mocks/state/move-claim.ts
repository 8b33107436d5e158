import { type Context, need } from './context.ts';
import type { Claim } from './model.ts';
import { CLAIM_TRANSITIONS, step } from './transitions.ts';

/** One step of a claim, and what else changes with it. @throws Refusal that names the status it is in */
export function moveClaim(
  { tables, store }: Context,
  id: string,
  name: keyof typeof CLAIM_TRANSITIONS,
  change: (claim: Claim) => Partial<Claim> = () => ({}),
): Claim {
  return store.atomic(() => {
    const claim = need(tables.claims.get(id), '该补贴申请');
    const status = step(CLAIM_TRANSITIONS[name], claim.status, claim.receipt);
    return tables.claims.put(id, { ...claim, ...change(claim), status });
  });
}
