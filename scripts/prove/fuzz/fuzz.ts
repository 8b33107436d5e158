import { withScratch } from '../../lib/scratch.ts';
import { LimitedWorker, type Over } from '../limited-worker.ts';
import type { Proof } from '../proof.ts';
import { type Change, changesOf, KINDS } from './mutation.ts';
import type { Answer, Job } from './worker.ts';

const LIMITS = { seconds: 5, megabytes: 500 };
const WORKERS = 2;

type Outcome = Answer['outcome'] | Over['outcome'];
type Worker = LimitedWorker<Job, Answer>;
const BAD: readonly Outcome[] = ['internal', 'differs', 'crash', 'slow', 'large'];

/**
 * Seeded changes of every file of a small case go through the reader, the marked copy and the portal's import, each
 * in a process that is ended beyond 5 s or 500 MB: whatever a file holds, the answer is a reading or one sentence.
 */
export const fuzz: Proof = {
  size: 20_000,
  prove: ({ size, seed, say }) =>
    withScratch('fuzz', async (scratch) => {
      const counts = new Map<string, number>();
      const failures: string[] = [];
      const places = new Set<string>();
      const workers = Array.from(
        { length: WORKERS },
        (): Worker => new LimitedWorker('scripts/prove/fuzz/worker.ts', [scratch], LIMITS),
      );
      let next = 0;
      const drive = async (worker: Worker) => {
        while (next < size) {
          const index = next++;
          if (index % 500 === 0) say(`${index} / ${size}`);
          const kind = KINDS[index % KINDS.length] as Job['kind'];
          const job: Job = {
            index,
            kind,
            seed: seed * 1_000_003 + index,
            changes: changesOf(seed * 1_000_003 + index),
          };
          const answer = await worker.run(job);
          counts.set(`${kind} ${answer.outcome}`, (counts.get(`${kind} ${answer.outcome}`) ?? 0) + 1);
          if (!BAD.includes(answer.outcome)) continue;
          // One example of each place is made small; the others are counted.
          const place = `${kind} ${answer.outcome} ${answer.why ?? ''}`;
          if (places.has(place)) continue;
          places.add(place);
          const changes = await smaller(worker, job, answer.outcome);
          failures.push(`${place} (seed ${job.seed}): ${JSON.stringify(changes)}`);
        }
      };
      await Promise.all(workers.map(drive));
      for (const worker of workers) worker.end();
      return { holds: failures.length === 0, figures: figuresOf(counts), failures };
    }),
};

/** Leaves out what the fault does not need. */
async function smaller(worker: Worker, job: Job, outcome: Outcome): Promise<Change[]> {
  let { changes } = job;
  for (let at = changes.length - 1; at >= 0 && changes.length > 1; at -= 1) {
    const fewer = changes.filter((_, index) => index !== at);
    if ((await worker.run({ ...job, changes: fewer })).outcome === outcome) changes = fewer;
  }
  return changes;
}

function figuresOf(counts: ReadonlyMap<string, number>): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [name, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    figures[name] = count;
    const outcome = name.split(' ')[1] as Outcome;
    figures[`all ${outcome}`] = (figures[`all ${outcome}`] ?? 0) + count;
  }
  for (const outcome of BAD) figures[`all ${outcome}`] ??= 0;
  return figures;
}
