import { leaks } from './leaks.ts';
import type { Proof } from './proof.ts';
import { replays } from './replays/replays.ts';

/** Every long check, by the name it is asked for. */
export const PROOFS = {
  leaks,
  replays,
} as const satisfies Record<string, Proof>;
export type ProofName = keyof typeof PROOFS;
