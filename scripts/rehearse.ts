import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { InputError } from '../domain/errors.ts';
import { onDisk } from '../evidence/cut-off.ts';
import { readTimeAuthority } from '../evidence/timestamp.ts';
import { namedCases } from './lib/cases.ts';
import { runCli } from './lib/cli.ts';
import { command, dayArgument, wholeNumber } from './lib/command.ts';
import { shellWord } from './lib/shell-word.ts';
import { EARLIER, refuseTaken, tidy } from './rehearse/case-folder.ts';
import type { RehearsalPlan } from './rehearse/plan.ts';
import { runRehearsal } from './rehearse/run.ts';
import { sealingKeys } from './rehearse/sealing-keys.ts';
import { resultsIn, writeSummary } from './rehearse/summary.ts';
import { say, tellResult, tellUnfinished } from './rehearse/tell-result.ts';
import { unfinishedIn } from './rehearse/unfinished.ts';

interface Options {
  journey: RehearsalPlan['journey'];
  out: string;
  headed?: true;
  slowMo: number;
  workers: number;
  shard?: string;
  seed: number;
  today?: string;
  tsa?: string;
  tsaCert?: string;
  resume?: true;
  debug?: true;
}

/** `npm run rehearse`: turns cases into Playwright tests, runs them, and says how each went. Exit code. */
export async function rehearse(argv: string[]): Promise<number> {
  const parsed = rehearseCommand().parse(argv, { from: 'user' });
  const options = parsed.opts<Options>();
  const cases = await namedCases(parsed.args, [EARLIER, 'summary.json', 'index.html']);
  const out = resolve(options.out);
  // Other shards may be at work in the same folder; each looks at its own cases when their turn comes.
  if (options.shard === undefined)
    await refuseTaken(
      out,
      cases.map((given) => given.name),
    );
  onDisk(out, () => mkdirSync(out, { recursive: true }));

  const plan: Omit<RehearsalPlan, 'scratch'> = {
    journey: options.journey,
    out,
    ...(await sealingKeys()),
    ...(options.tsa !== undefined && { tsa: timeAuthority(options.tsa, options.tsaCert) }),
    resume: options.resume === true,
    seed: options.seed,
    headed: options.headed === true,
    slowMo: options.slowMo,
    cases,
    ...(options.today !== undefined && { today: options.today }),
  };
  const goOn = `npm run rehearse -- ${[...argv.filter((word) => word !== '--resume'), '--resume'].map(shellWord).join(' ')}`;
  const { code, turns } = await runRehearsal(plan, {
    ...options,
    interrupted(begun) {
      say('\n演练被中断。');
      for (const { name } of cases) if (begun.get(name) === 'begun') tellUnfinished(unfinishedIn(out, name));
      say(`接着演练：${goOn}`);
    },
  });
  tidy(out);
  if (turns.size === 0)
    throw new InputError(code === 0 ? '这一份里没有案例。' : '演练没有得到任何结果，原因见上；请加 --debug 查看细节。');
  const results = cases.flatMap(({ name }) => (turns.get(name) === 'begun' ? [] : resultsIn(join(out, name))));
  const unfinished = cases.filter(({ name }) => turns.get(name) === 'begun').map(({ name }) => unfinishedIn(out, name));
  for (const result of results) tellResult(result, out);
  for (const one of unfinished) tellUnfinished(one);
  if (unfinished.length > 0) say(`接着演练：${goOn}`);
  const { summary, index } = writeSummary(out, results, unfinished);
  const failed = results.filter((result) => result.outcome !== 'passed').length + unfinished.length;
  const all = results.length + unfinished.length;
  say(
    `共演练 ${all} 个案例，${all - failed} 个全程办结${failed === 0 ? '' : `，${failed} 个未办结`}。汇总：${summary}，总览：${index}`,
  );
  if (unfinished.length > 0) return 2;
  return code === 0 && failed === 0 ? 0 : 1;
}

function rehearseCommand() {
  return command('rehearse', '在真实浏览器里、对着模拟门户，把案例的备案和申请补贴全程走一遍')
    .argument(
      '<CASE...>',
      '案例：含 case.xlsx 和 materials 的文件夹，或 .xlsx、case.json 文件；也可给出装有多个案例的文件夹',
    )
    .option('--journey <filing|claim|full>', '演练范围：备案、申请补贴或全程', journeyArgument, 'full' as const)
    .option('--out <DIR>', '结果文件夹', 'rehearsals')
    .option('--headed', '显示浏览器窗口')
    .option('--slow-mo <MS>', '每个动作之间停顿的毫秒数', wholeNumber(0, 60_000), 0)
    .option('--workers <N>', '同时演练的案例数', wholeNumber(1, 64), 2)
    .option('--shard <i/n>', '只演练第 i 份（共 n 份）', shardArgument)
    .option('--seed <N>', '种子值，同一案例同一种子值得到同样的回执', wholeNumber(0, 4_294_967_295), 1)
    .option('--resume', '接着上次中断的演练：此前各步逐条核对，不重复备案')
    .option('--today <DATE>', '模拟时钟的起始日期', dayArgument)
    .option('--tsa <URL>', '封存后请该时间戳机构（RFC 3161）盖时间戳；不给此项就不与任何外部地址通信')
    .option('--tsa-cert <FILE>', '该机构的证书（PEM），给出 --tsa 时必填');
}

/** Refused before anything is driven, like a missing key. */
function timeAuthority(url: string, certificate: string | undefined): NonNullable<RehearsalPlan['tsa']> {
  readTimeAuthority(url, certificate);
  return { url, certificate: resolve(certificate ?? '') };
}

function journeyArgument(text: string): RehearsalPlan['journey'] {
  if (text !== 'filing' && text !== 'claim' && text !== 'full')
    throw new InvalidArgumentError('可填 filing（备案）、claim（申请补贴）或 full（全程）。');
  return text;
}

function shardArgument(text: string): string {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  if (match === null || Number(match[1]) < 1 || Number(match[1]) > Number(match[2]))
    throw new InvalidArgumentError('须写成 1/3 的样子。');
  return text;
}

if (import.meta.main) await runCli(() => rehearse(process.argv.slice(2)));
