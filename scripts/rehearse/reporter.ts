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
    if (process.env.HARNESS_DEBUG === undefined) {
      // How a case went is told by its result: an error is a fault of the program, or a run that was cut off and has
      // told why by itself.
      const fault = result.errors.find((error) => !/^RunCutOff/.test(error.message ?? ''));
      if (/worker process exited/.test(fault?.message ?? ''))
        process.stderr.write(`[${test.title}] ✗ 演练进程意外退出（被结束，或内存不足）\n`);
      else if (fault !== undefined) process.stderr.write(`[${test.title}] 演练程序出错：${firstLine(fault.message)}\n`);
      return;
    }
    for (const error of result.errors) process.stderr.write(`${test.title}\n${error.stack ?? error.message}\n`);
  }
}

function firstLine(text = '原因不明'): string {
  return text.split('\n')[0] ?? text;
}
