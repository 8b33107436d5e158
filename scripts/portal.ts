import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readCase } from '../domain/case/read-case.ts';
import { InputError } from '../domain/errors.ts';
import { createMailbox } from '../mocks/mailbox/smtp.ts';
import { startPortalServer } from '../mocks/server.ts';
import { createPortalState } from '../mocks/state/portal.ts';
import { practicePin } from '../mocks/ukey/practice-pin.ts';
import { runCli } from './lib/cli.ts';
import { command, dayArgument, wholeNumber } from './lib/command.ts';
import { ROOT } from './lib/run.ts';

/** The practising unit is the sample case's invented company; the seed value is fixed so that its key is too. */
const PRACTICE_SEED = 2022;
const PRACTICE_CASE = join(ROOT, 'fixtures', 'cases', 'sample');
const LOGIN = '/zzjbdl/jsp/login.html';

await runCli(async () => {
  const options = command('portal', '启动供手工练习的模拟门户（仅限本机访问）')
    .option('--port <N>', '端口，默认任选一个空闲端口', wholeNumber(1, 65_535), 0)
    .option('--today <DATE>', '模拟时钟的起始日期，如 2022-04-25', dayArgument, '2022-04-25')
    .option('--data <DIR>', '保存办理状态的文件夹，下次启动接着办')
    .parse()
    .opts<{ port: number; today: string; data?: string }>();

  const { case: practice } = await readCase(PRACTICE_CASE);
  if (practice === undefined)
    throw new InputError('随项目提供的样例案例无法读取，请恢复 fixtures/cases/sample 后重试。');
  const dataDir = options.data === undefined ? undefined : resolve(options.data);
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });

  const state = await createPortalState({
    // The licence is on file, as the seed says it usually is; the other papers are uploaded by hand.
    enterprises: [
      { ...practice.enterprise, licenceImage: await readFile(join(PRACTICE_CASE, 'materials', '营业执照.jpg')) },
    ],
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
