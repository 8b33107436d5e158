import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';

/** Lets the lines of the running cases through as they happen; the end is told by rehearse.ts. */
export default class RehearsalReporter implements Reporter {
  printsToStdio(): boolean {
    return true;
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  onStdOut(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  /** Faults outside any case: a worker that could not start, a configuration that does not load. */
  onError(error: TestError): void {
    process.stderr.write(`演练程序出错：${firstLine(error.message)}\n`);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (process.env.HARNESS_DEBUG === undefined) return;
    for (const error of result.errors) process.stderr.write(`${test.title}\n${error.stack ?? error.message}\n`);
  }
}

function firstLine(text = '原因不明'): string {
  return text.split('\n')[0] ?? text;
}
