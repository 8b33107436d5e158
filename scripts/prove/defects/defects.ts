import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DEFECTS } from '../../../fixtures/factories/defects/index.ts';
import type { Proof } from '../proof.ts';
import type { Share, ShareResult } from './worker.ts';

/** `size` seed values: every defect in each of them is found at its place, and clean cases give no violation and no doubt. */
export const defects: Proof = {
  size: 20,
  prove: async ({ size, seed, say }) => {
    const of = availableParallelism();
    const shares = await Promise.all(
      Array.from({ length: of }, (_, from) => proveInWorker({ size, seed, from, of }, say)),
    );
    const sum = (key: 'kinds' | 'planted' | 'cleanCases') => shares.reduce((total, share) => total + share[key], 0);
    const failures = shares.flatMap((share) => share.failures).sort();
    const kinds = sum('kinds');
    return {
      holds: failures.length === 0,
      figures: {
        kinds,
        lastRightValues: DEFECTS.length - kinds,
        seeds: size,
        planted: sum('planted'),
        cleanCases: sum('cleanCases'),
      },
      failures,
    };
  },
};

function proveInWorker(share: Share, say: (line: string) => void): Promise<ShareResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: share });
    worker.on('message', (said: string | ShareResult) => (typeof said === 'string' ? say(said) : resolve(said)));
    worker.once('error', reject);
    // After its result this says nothing any more.
    worker.once('exit', (code) => reject(new Error(`a share of the proof ended early, with code ${code}`)));
  });
}
