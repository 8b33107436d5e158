import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../lib/run.ts';
import { withScratch } from '../../lib/scratch.ts';
import type { Proof } from '../proof.ts';
import { type Change, changesOf, KINDS } from './mutation.ts';
import type { Answer, Job } from './worker.ts';

const MOST_SECONDS = 5;
const MOST_MEGABYTES = 500;
const WORKERS = 2;

type Outcome = Answer['outcome'] | 'crash' | 'slow' | 'large';
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
      const workers = Array.from({ length: WORKERS }, () => new Worker(scratch));
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

/** A process that takes one job after the other, and is replaced when it dies or is ended. */
class Worker {
  private child: Promise<{ process: ChildProcess; start: number }> | undefined;
  private readonly scratch: string;

  constructor(scratch: string) {
    this.scratch = scratch;
  }

  async run(job: Job): Promise<{ outcome: Outcome; why?: string }> {
    this.child ??= this.started();
    const { process: child, start } = await this.child;
    return new Promise((resolve) => {
      const begun = cpuSeconds(child.pid);
      const finish = (answer: { outcome: Outcome; why?: string }, over: boolean) => {
        clearInterval(watch);
        child.removeAllListeners();
        if (over) {
          child.kill('SIGKILL');
          this.child = undefined;
        }
        resolve(answer);
      };
      // Seconds of the processor: on a busy machine the clock says more about the others.
      const watch = setInterval(() => {
        if (cpuSeconds(child.pid) - begun > MOST_SECONDS) finish({ outcome: 'slow' }, true);
        else if (megabytes(child.pid) - start > MOST_MEGABYTES) finish({ outcome: 'large' }, true);
      }, 50);
      child.once('message', ({ answer }: { answer: Answer }) => finish(answer, false));
      child.once('exit', (code, signal) => finish({ outcome: 'crash', why: String(code ?? signal) }, true));
      child.send(job);
    });
  }

  end(): void {
    void this.child?.then(({ process: child }) => child.kill());
  }

  private started(): Promise<{ process: ChildProcess; start: number }> {
    return new Promise((resolve, reject) => {
      const child = fork(join(ROOT, 'scripts/prove/fuzz/worker.ts'), [this.scratch], { stdio: 'ignore' });
      child.once('error', reject);
      child.once('message', () => resolve({ process: child, start: megabytes(child.pid) }));
    });
  }
}

function megabytes(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(procFile(pid, 'status'))?.[1] ?? 0) / 1024;
}

function cpuSeconds(pid: number | undefined): number {
  const [user = 0, system = 0] = procFile(pid, 'stat').split(') ').at(-1)?.split(' ').slice(11, 13).map(Number) ?? [];
  return (user + system) / 100;
}

function procFile(pid: number | undefined, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
