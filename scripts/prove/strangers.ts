import { strangers as bundles } from '../../fixtures/evidence/strangers/strangers.ts';
import { shells } from '../../fixtures/evidence/strangers/tools.ts';
import { withScratch } from '../lib/scratch.ts';
import type { Proof, ProofOptions, ProofResult } from './proof.ts';

/** Issue 3, "Strangers agree": good and bad bundles, each held up to every tool. */
export const strangers: Proof = {
  size: 200,
  prove: (options) => withScratch('strangers', (scratch) => prove(options, scratch)),
};

async function prove({ size, seed, say }: ProofOptions, scratch: string): Promise<ProofResult> {
  const failures: string[] = [];
  const count = { good: 0, bad: 0 };
  for await (const { number, good, what, differing } of bundles(scratch, seed, size)) {
    count[good ? 'good' : 'bad'] += 1;
    failures.push(...differing.map((sentence) => `第 ${number} 号（${what}）：${sentence}`));
    if ((number + 1) % 20 === 0) say(`已比对 ${number + 1} 个证据包，不一致 ${failures.length} 处`);
  }
  return {
    holds: failures.length === 0,
    figures: {
      ...count,
      shells: shells()
        .map((words) => words.join(' '))
        .join('、'),
      disagreements: failures.length,
    },
    failures,
  };
}
