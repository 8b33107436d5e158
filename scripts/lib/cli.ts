import { InputError } from '../../domain/errors.ts';
import { endWithParent } from './parent.ts';

/**
 * Runs a command: its number is the exit code. What the person gave wrongly is
 * one sentence on standard error and exit 2; a stack is shown with --debug only.
 */
export async function runCli(main: () => Promise<number | undefined> | Promise<void>): Promise<void> {
  endWithParent('SIGTERM');
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.exitCode = 2;
    if (process.argv.includes('--debug')) console.error(error);
    else if (error instanceof InputError) console.error(error.message);
    else
      console.error(
        `程序内部出错：${error instanceof Error ? error.message.split('\n')[0]?.slice(0, 200) : String(error)}。请加 --debug 重新运行，并把输出反馈给维护者。`,
      );
  }
}
