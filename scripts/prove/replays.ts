import type { Proof } from './proof.ts';

export const replays: Proof = {
  size: 50,
  prove: async () => ({ holds: false, figures: {}, failures: [] }),
};
