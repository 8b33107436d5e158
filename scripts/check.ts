import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { audit } from '../audit/engine/audit.ts';
import { masksOf } from '../audit/engine/masked.ts';
import { ranking } from '../audit/engine/ranking.ts';
import { inputOfReading } from '../audit/engine/read-input.ts';
import type { AuditInput } from '../audit/engine/subject.ts';
import { unreadable } from '../audit/engine/unreadable.ts';
import { countsOf, isProblem } from '../audit/engine/verdicts.ts';
import { markWorkbook } from '../domain/case/mark-workbook.ts';
import { type CaseReading, readCase } from '../domain/case/read-case.ts';
import { inWorkbookOrder } from '../domain/case/workbook-order.ts';
import { InputError } from '../domain/errors.ts';
import { type Checked, printCase, printRanking } from './check/print.ts';
import { runCli } from './cli.ts';
import { type NamedCase, namedCases } from './lib/cases.ts';
import { command } from './lib/command.ts';
import { withScratch } from './lib/scratch.ts';

/** `npm run check`: what reading a case finds, and what every rule says of it; several cases are compared as well. */
await runCli(async () => {
  const parsed = command('check', '读取案例并逐条规则核查，列出全部问题（文件、工作表、单元格）')
    .argument(
      '<CASE...>',
      '案例：含 case.xlsx 和 materials 的文件夹，或 .xlsx、case.json 文件；也可给出装有多个案例的文件夹',
    )
    .option('--json', '以 JSON 输出')
    .option('--out <FILE.xlsx>', '另存一份标注了全部问题的表格副本')
    .parse();
  const options = parsed.opts<{ json?: true; out?: string }>();
  const cases = await namedCases(parsed.args);
  if (options.out !== undefined && cases.length > 1) throw new InputError('--out 一次只能标注一个案例，请分别运行。');

  const { checked, readings } = await withScratch('audit', (scratch) => check(cases, scratch));
  if (options.out !== undefined) await mark(checked, readings, options.out);
  const findings = checked.flatMap((one) => one.findings);
  if (options.json)
    console.log(
      JSON.stringify({
        findings,
        counts: countsOf(findings),
        ...(checked.length > 1 && { ranking: ranking(checked) }),
      }),
    );
  else {
    for (const one of checked) printCase(one, checked.length === 1);
    if (checked.length > 1) printRanking(ranking(checked));
    if (options.out !== undefined) console.log(`标注副本：${options.out}`);
  }
  return findings.some((finding) => finding.verdict === 'violation') ? 1 : 0;
});

async function check(
  cases: readonly NamedCase[],
  scratch: string,
): Promise<{ checked: Checked[]; readings: CaseReading[] }> {
  const readings: CaseReading[] = [];
  const checked: Checked[] = [];
  const inputs: AuditInput[] = [];
  for (const { name, path } of cases) {
    const prefix = cases.length > 1 ? `${name}/` : '';
    const reading = await readCase(path, { scratch }).catch((error) => {
      // One unreadable file must not keep the other cases from being checked.
      if (cases.length === 1 || !(error instanceof InputError)) throw error;
      return error;
    });
    if (reading instanceof InputError) {
      checked.push({ case: name, findings: [unreadable({ name, path }, reading.message)] });
      continue;
    }
    readings.push(reading);
    checked.push({
      case: name,
      findings: reading.findings.map((finding) => ({
        ...finding,
        where: finding.where.map((at) => ({ ...at, file: prefix + at.file })),
      })),
    });
    inputs.push(await inputOfReading(reading, name, prefix));
  }
  for (const { case: name, findings } of await audit(inputs, { scratch })) {
    const one = checked.find((candidate) => candidate.case === name);
    if (one === undefined) continue;
    const problems = inWorkbookOrder([...one.findings, ...findings.filter(isProblem)]);
    one.findings = [...problems, ...findings.filter((finding) => !isProblem(finding))];
  }
  const masked = masksOf(readings);
  for (const one of checked) one.findings = masked(one.findings);
  return { checked, readings };
}

async function mark(checked: readonly Checked[], [reading]: readonly CaseReading[], out: string): Promise<void> {
  const workbook = reading?.files.workbook ?? '';
  if (!workbook.endsWith('.xlsx'))
    throw new InputError(`${workbook} 不是 .xlsx 案例，不能生成标注副本；请去掉 --out。`);
  if (resolve(out) === resolve(workbook)) throw new InputError('--out 不能与案例表格是同一个文件，请换一个文件名。');
  const problems = checked.flatMap(({ findings }) => findings).filter(isProblem);
  await writeFile(out, await markWorkbook(await readFile(workbook), problems));
}
