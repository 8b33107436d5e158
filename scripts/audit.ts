import { auditDossiers } from '../audit/dossiers/audit-dossiers.ts';
import { plainFinding } from '../audit/report/audit-json.ts';
import { coverOf } from '../audit/report/report-cover.ts';
import { sha256 } from '../evidence/canonical-json.ts';
import { readIdentity } from '../evidence/keys.ts';
import { type CallBackFlags, callBackOf } from './audit/call-back.ts';
import { printAudit } from './audit/print-audit.ts';
import { registersOf } from './audit/registers.ts';
import { writeReports } from './audit/write-reports.ts';
import { runCli } from './lib/cli.ts';
import { command, dayArgument, oneOf, percentage, wholeNumber } from './lib/command.ts';
import { namedDossiers } from './lib/dossiers.ts';
import { withScratch } from './lib/scratch.ts';
import { type TrustOptions, trustOf, withTrust } from './lib/trust.ts';

/** Of so many cases paper still holds all; of more it is a summary unless the auditor wants it whole. */
const PRINTED_WHOLE = 12;
const PRINTS = ['full', 'summary'] as const;

interface ReportFlags {
  out: string;
  date?: string;
  by?: string;
  print?: (typeof PRINTS)[number];
  rules?: true;
  json?: true;
}

/** `npm run audit`: verifies bundles, asks every rule of every case and bundle, compares them, and writes the reports. */
async function audit(argv: string[]): Promise<number> {
  const parsed = withTrust(command('audit', '审计案例和证据包：核验封存、逐条规则核查、跨案例比对，写出审计报告'))
    .argument(
      '<BUNDLE|CASE|DIR...>',
      '证据包（文件夹或 .zip）、案例，或装有多个证据包或案例的文件夹（可以是演练的输出）',
    )
    .option('--identity <FILE>', '审计方的解密密钥（age）；没有时，证据包中需要本人信息的规则不适用')
    .option(
      '--register <FILE>',
      '独立登记（参保、养老待遇、学籍、死亡、补贴、企业；.xlsx、.csv 或 .parquet），与案例比对；可重复给出',
      (file: string, files: string[]) => [...files, file],
      [],
    )
    .option('--seed <N>', '电话回访和现场检查抽样的种子值', wholeNumber(0, 4_294_967_295), 1)
    .option('--confidence <P>', '抽样的置信水平，百分数', percentage(50, 99.99), 0.95)
    .option('--error <P>', '抽样的误差范围，百分数', percentage(1, 50), 0.1)
    .option('--call-list <FILE.xlsx>', '另写一份电话回访表；含完整姓名和手机号，只写到这里指定的文件')
    .option('--answers <FILE.xlsx>', '读回填好的电话回访表，计入结论')
    .option('--out <DIR>', '报告写入的文件夹', 'audit-report')
    .option('--date <DATE>', '报告上写明的核查日期，缺省为今天；同样的输入和日期得到逐字节相同的报告', dayArgument)
    .option('--by <TEXT>', '报告封面上的核查单位；没有时留空由人填写')
    .option(
      '--print <HOW>',
      `打印和 audit.pdf 印多少：full 每个案例全部，summary 每个案例只印问题的类别、处数和依据；缺省时 ${PRINTED_WHOLE} 个案例以内为 full`,
      oneOf(PRINTS),
    )
    .option('--rules', '在终端上逐条列出规则的结论')
    .option('--json', '只输出一份 JSON')
    .parse(argv, { from: 'user' });
  const options = parsed.opts<TrustOptions & CallBackFlags & ReportFlags & { identity?: string; register: string[] }>();
  const given = namedDossiers(parsed.args);
  const identity = options.identity === undefined ? undefined : readIdentity(options.identity);
  // A case on a desk has no seal: it is audited on a machine that has no keys at all.
  const keys = given.some(({ kind }) => kind === 'bundle')
    ? { ...trustOf(options), ...(identity !== undefined && { identity }) }
    : undefined;
  const callBack = callBackOf(options);
  const say = (line: string) => console.error(line);
  const report = await withScratch('audit', async (scratch) => {
    const registers = await registersOf(options.register, scratch, say);
    return auditDossiers(given, { ...(keys && { keys }), ...registers, scratch, say, callBack });
  });
  const { print = report.cases.length > PRINTED_WHOLE ? 'summary' : 'full', date = today(), by } = options;
  const { answers } = callBack;
  const cover = {
    ...coverOf(report, {
      ...{ print, date },
      ...(by !== undefined && { by }),
      alsoRead: answers ? [{ path: answers.file, bytes: answers.bytes.length, sha256: sha256(answers.bytes) }] : [],
    }),
    date,
  };
  const written = await writeReports(report, cover, options.out);
  if (options.json)
    console.log(
      JSON.stringify({
        findings: report.cases.flatMap((one) => one.findings.map(plainFinding)),
        counts: report.counts,
        ...(given.length > 1 && { ranking: report.ranking }),
      }),
    );
  else printAudit(report, { number: cover.number, written, rules: options.rules === true });
  return report.counts.violation > 0 ? 1 : 0;
}

/** In Shanghai, where a report is dated. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

await runCli(() => audit(process.argv.slice(2)));
