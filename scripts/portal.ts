import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { readCase } from '../domain/case/read-case.ts';
import { Day } from '../domain/date.ts';
import { InputError } from '../domain/errors.ts';
import { createMailbox } from '../mocks/mailbox/smtp.ts';
import { startPortalServer } from '../mocks/server.ts';
import { createPortalState } from '../mocks/state/portal.ts';
import { practicePin } from '../mocks/ukey/pin.ts';
import { runCli } from './cli.ts';
import { ROOT } from './lib/run.ts';

/** The practising unit is the sample case's invented company; the seed value is fixed so that its key is too. */
const PRACTICE_SEED = 2022;
const PRACTICE_CASE = join(ROOT, 'fixtures', 'cases', 'sample');
const LOGIN = '/zzjbdl/jsp/login.html';

await runCli(async () => {
  const options = new Command('npm run portal --')
    .description('启动供手工练习的模拟门户（仅限本机访问）')
    .option('--port <N>', '端口，默认任选一个空闲端口', portNumber, 0)
    .option('--today <DATE>', '模拟时钟的起始日期，如 2022-04-25', dayArgument, '2022-04-25')
    .option('--data <DIR>', '保存办理状态的文件夹，下次启动接着办')
    .option('--debug', '出错时显示技术细节')
    .helpOption('--help', '显示本说明')
    .parse()
    .opts<{ port: number; today: string; data?: string }>();

  const { case: practice } = await readCase(PRACTICE_CASE);
  if (practice === undefined)
    throw new InputError('随项目提供的样例案例无法读取，请恢复 fixtures/cases/sample 后重试。');
  const dataDir = options.data === undefined ? undefined : resolve(options.data);
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });

  const state = await createPortalState({
    enterprises: [practice.enterprise],
    today: options.today,
    seed: PRACTICE_SEED,
    ...(dataDir !== undefined && { dataDir }),
  });
  const mailbox = await createMailbox(state);
  const server = await startPortalServer(options.port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new InputError(`端口 ${options.port} 已被占用，请换一个（--port 端口号），或不写 --port 由程序任选。`);
    throw error;
  });
  const practicePinOfUnit = practicePin(PRACTICE_SEED, practice.enterprise.creditCode);
  server.mount({ state, smtpPort: mailbox.port, practicePin: practicePinOfUnit });

  console.log(`${server.origin}${LOGIN}`);
  console.log(`模拟环境 · 非官方网站。练习企业：${practice.enterprise.name}，练习口令：${practicePinOfUnit}`);
  console.log(
    `区审核 ${server.origin}/desk，模拟时钟 ${server.origin}/sim/clock，UKey ${server.origin}/ukey，收信端口 ${mailbox.port}。按 Ctrl+C 结束。`,
  );
  console.log(
    dataDir === undefined ? '本次办理的内容在结束后不保留；要保留请加 --data 文件夹。' : `办理状态保存在 ${dataDir}。`,
  );

  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  await Promise.all([server.close(), mailbox.close()]);
  state.close();
});

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new InvalidArgumentError('端口须为 1 至 65535 的整数。');
  return port;
}

function dayArgument(text: string): string {
  if (!Day.safeParse(text).success) throw new InvalidArgumentError('日期须写成 2022-04-25 的样子，且真实存在。');
  return text;
}
