import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { yuan } from '../audit/report/document.ts';
import { rehearsalIndex } from '../audit/report/rehearsal-index.ts';
import { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import { InputError } from '../domain/errors.ts';
import { placesInWords } from '../domain/finding.ts';
import { onDisk } from '../evidence/cut-off.ts';
import { defaultKeyFolder } from '../evidence/keys.ts';
import { RESULT } from '../evidence/layout.ts';
import { holdsAnything, makeKeys, readSealingKeys } from '../evidence/sealing-keys.ts';
import { readTimeAuthority } from '../evidence/timestamp.ts';
import { namedCases } from './lib/cases.ts';
import { runCli } from './lib/cli.ts';
import { command, dayArgument, wholeNumber } from './lib/command.ts';
import { EARLIER, refuseTaken, tidy } from './rehearse/case-folder.ts';
import type { RehearsalPlan } from './rehearse/plan.ts';
import { runRehearsal } from './rehearse/run.ts';
import { type Unfinished, unfinishedIn } from './rehearse/unfinished.ts';

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
  const parsed = command('rehearse', '在真实浏览器里、对着模拟门户，把案例的备案和申请补贴全程走一遍')
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
    .option('--tsa-cert <FILE>', '该机构的证书（PEM），给出 --tsa 时必填')
    .parse(argv, { from: 'user' });
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
  const goOn = `npm run rehearse -- ${[...argv.filter((word) => word !== '--resume'), '--resume'].map(quoted).join(' ')}`;
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
  for (const result of results) tell(result, out);
  for (const one of unfinished) tellUnfinished(one);
  if (unfinished.length > 0) say(`接着演练：${goOn}`);
  const summary = [
    ...results.map((result) => summaryOf(result, out)),
    ...unfinished.map((one) => unfinishedSummary(one, out)),
  ];
  writeWhole(join(out, 'summary.json'), `${JSON.stringify({ cases: summary }, null, 1)}\n`);
  writeWhole(join(out, 'index.html'), rehearsalIndex(results, unfinished));
  const failed = results.filter((result) => result.outcome !== 'passed').length + unfinished.length;
  say(
    `共演练 ${summary.length} 个案例，${summary.length - failed} 个全程办结${failed === 0 ? '' : `，${failed} 个未办结`}。汇总：${join(out, 'summary.json')}，总览：${join(out, 'index.html')}`,
  );
  if (unfinished.length > 0) return 2;
  return code === 0 && failed === 0 ? 0 : 1;
}

/** On first use a set of keys is made; a folder of keys that lacks one is refused before anything is driven. */
async function sealingKeys(): Promise<Pick<RehearsalPlan, 'keys' | 'begunWith'>> {
  const folder = resolve(defaultKeyFolder());
  if (!holdsAnything(folder)) {
    try {
      await makeKeys(folder);
      console.error(`首次使用：已生成封存密钥和审计密钥，存放在 ${folder}（可用 HARNESS_KEYS 另行指定）。`);
    } catch (error) {
      // Another rehearsal made them at the same moment: then they are there to be read.
      if (!holdsAnything(folder)) throw error;
    }
  }
  const { keyId, recipient } = readSealingKeys(folder);
  return { keys: folder, begunWith: { keyId, recipient } };
}

/** Refused before anything is driven, like a missing key. */
function timeAuthority(url: string, certificate: string | undefined): NonNullable<RehearsalPlan['tsa']> {
  readTimeAuthority(url, certificate);
  return { url, certificate: resolve(certificate ?? '') };
}

function resultsIn(folder: string): RehearsalResult[] {
  const path = join(folder, RESULT);
  return existsSync(path) ? [RehearsalResult.parse(JSON.parse(readFileSync(path, 'utf8')))] : [];
}

/** An earlier summary stays as it was until the new one is whole. */
function writeWhole(path: string, text: string): void {
  onDisk(path, () => {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  });
}

function tellUnfinished({ name, told }: Unfinished): void {
  say(`\n═══ ${name}：${told}`);
}

function unfinishedSummary({ name, receipts }: Unfinished, out: string) {
  return {
    case: name,
    outcome: 'unfinished',
    filingReceipts: receipts.filter((receipt) => receipt.startsWith('SH')),
    claimReceipts: receipts.filter((receipt) => receipt.startsWith('SQ')),
    coreDigest: null,
    sealedBy: '没有封存',
    bundle: join(out, name),
    seconds: 0,
  };
}

function quoted(word: string): string {
  return /^[\p{L}\p{N}_./=:-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** One case at the end: what was filed, receipts, amounts, due dates, every problem, and where the report is. */
function tell(result: RehearsalResult, out: string): void {
  say(
    `\n═══ ${result.case}：${{ passed: '全程办结', stopped: '中途停下', unreadable: '案例无法使用' }[result.outcome]}（${result.seconds} 秒）`,
  );
  if (result.problem !== undefined) say(result.problem);
  for (const filing of result.filings)
    say(
      `备案  ${filing.receipt}  ${filing.course}  ${filing.plannedTrainees} 人  拟补贴 ${yuan(filing.plannedSubsidy)} 元`,
    );
  for (const claim of result.claims) {
    say(`申请  ${claim.receipt}  ${claim.status}  合计 ${yuan(claim.amount)} 元`);
    for (const line of claim.lines) say(`      ${line.course}  ${line.trainees} 人  ${yuan(line.amount)} 元`);
  }
  for (const due of result.deadlines.filter((deadline) => deadline.due !== undefined))
    say(
      `时限  ${due.due}  ${due.subject}：${due.stage}（${due.limit ?? ''}）${due.doneOn === undefined ? due.state : `办结于 ${due.doneOn}`}`,
    );
  result.findings.forEach((finding, index) => {
    const place = placesInWords(finding.where).join('，');
    say(`问题 ${index + 1}  [${finding.verdict === 'violation' ? '错误' : '存疑'}] ${place}：${finding.message}`);
  });
  say(
    result.evidence === undefined
      ? '证据  没有封存，不能作为证据'
      : `证据  ${join(out, result.case)}  核心校验值 ${result.evidence.coreDigest}`,
  );
  say(`报告  ${join(out, result.case, 'data', 'reports', 'report.html')}`);
}

function summaryOf(result: RehearsalResult, out: string) {
  return {
    case: result.case,
    outcome: result.outcome,
    filingReceipts: result.filings.map((filing) => filing.receipt),
    claimReceipts: result.claims.map((claim) => claim.receipt),
    coreDigest: result.evidence?.coreDigest ?? null,
    sealedBy: result.evidence?.sealedBy ?? '没有封存',
    bundle: join(out, result.case),
    seconds: result.seconds,
  };
}

function say(line: string): void {
  console.log(line);
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
