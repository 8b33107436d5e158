import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditDossiers } from '../audit/dossiers/audit-dossiers.ts';
import { auditPage } from '../audit/report/audit-html.ts';
import { auditJson, plainFinding } from '../audit/report/audit-json.ts';
import type { AuditReport } from '../audit/report/audit-report.ts';
import { auditWorkbook } from '../audit/report/audit-xlsx.ts';
import { InputError } from '../domain/errors.ts';
import { readIdentity } from '../evidence/keys.ts';
import { type CallBackFlags, callBackOf } from './audit/call-back.ts';
import { registersOf } from './audit/registers.ts';
import { AUDIT_WORDS, printCase, printConclusion, printRanking } from './check/print.ts';
import { runCli } from './lib/cli.ts';
import { command, percentage, wholeNumber } from './lib/command.ts';
import { namedDossiers } from './lib/dossiers.ts';
import { withScratch } from './lib/scratch.ts';
import { type TrustOptions, trustOf, withTrust } from './lib/trust.ts';

/** Each report by its file's name. */
const REPORTS: Readonly<Record<string, (report: AuditReport, folder: string) => string | Promise<Uint8Array>>> = {
  'audit.json': auditJson,
  'audit.xlsx': (report, folder) => auditWorkbook(report, { folder }),
  'audit.html': (report, folder) => auditPage(report, { folder }),
};

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
    .option('--json', '只输出一份 JSON')
    .parse(argv, { from: 'user' });
  const options = parsed.opts<
    TrustOptions & CallBackFlags & { identity?: string; register: string[]; out: string; json?: true }
  >();
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
  const written = await write(report, options.out);
  const findings = report.cases.flatMap((one) => one.findings.map(plainFinding));
  if (options.json)
    console.log(
      JSON.stringify({ findings, counts: report.counts, ...(given.length > 1 && { ranking: report.ranking }) }),
    );
  else {
    for (const one of report.cases)
      printCase({ case: one.name, findings: one.findings.map(plainFinding) }, given.length === 1, AUDIT_WORDS);
    if (given.length > 1) printRanking(report.ranking, AUDIT_WORDS);
    console.log(`\n审计报告：${written.join('、')}`);
    printConclusion(report.ranking, AUDIT_WORDS);
  }
  return report.counts.violation > 0 ? 1 : 0;
}

async function write(report: AuditReport, out: string): Promise<string[]> {
  const written: string[] = [];
  try {
    mkdirSync(out, { recursive: true });
    for (const [name, make] of Object.entries(REPORTS)) {
      const path = join(out, name);
      writeFileSync(path, await make(report, out));
      written.push(path);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new InputError(`审计报告写不进「${out}」（${code}）。请检查路径和权限，或用 --out 另选一个文件夹。`);
  }
  return written;
}

await runCli(() => audit(process.argv.slice(2)));
