import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/run.ts';

/** What a job came to that its process did not answer. */
export interface Over {
  outcome: 'crash' | 'slow' | 'large';
  why?: string;
}

export interface Limits {
  seconds: number;
  megabytes: number;
}

/** A process that takes one job after the other within limits, and is replaced when it dies or is ended. Its first message says that it is ready. */
export class LimitedWorker<Job, Answer> {
  private child: Promise<{ process: ChildProcess; start: number }> | undefined;
  private readonly script: string;
  private readonly args: string[];
  private readonly limits: Limits;

  constructor(script: string, args: string[], limits: Limits) {
    this.script = script;
    this.args = args;
    this.limits = limits;
  }

  async run(job: Job): Promise<Answer | Over> {
    this.child ??= this.started();
    const { process: child, start } = await this.child;
    return new Promise((resolve) => {
      const begun = cpuSeconds(child.pid);
      const finish = (answer: Answer | Over, over: boolean) => {
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
        if (cpuSeconds(child.pid) - begun > this.limits.seconds) finish({ outcome: 'slow' }, true);
        else if (megabytes(child.pid) - start > this.limits.megabytes) finish({ outcome: 'large' }, true);
      }, 50);
      child.once('message', ({ answer }: { answer: Answer }) => finish(answer, false));
      child.once('exit', (code, signal) => finish({ outcome: 'crash', why: String(code ?? signal) }, true));
      child.send(job as object);
    });
  }

  end(): void {
    void this.child?.then(({ process: child }) => child.kill());
  }

  private started(): Promise<{ process: ChildProcess; start: number }> {
    return new Promise((resolve, reject) => {
      const child = fork(join(ROOT, this.script), this.args, { stdio: 'ignore' });
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
