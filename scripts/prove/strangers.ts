import type { Proof } from './proof.ts';

export const strangers: Proof = { size: 200, prove: async () => ({ holds: false, figures: {}, failures: [] }) };
