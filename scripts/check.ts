import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { inputOfReading } from '../audit/engine/input-of-reading.ts';
import { judgeCases } from '../audit/engine/judge-cases.ts';
import { findingsMasker } from '../audit/engine/mask-findings.ts';
import { ranking } from '../audit/engine/ranking.ts';
import type { AuditInput } from '../audit/engine/subject.ts';
import { unreadable } from '../audit/engine/unreadable-case.ts';
import { countsOf } from '../audit/engine/verdicts.ts';
import { markWorkbook } from '../domain/case/mark/mark-workbook.ts';
import { type CaseReading, readCase } from '../domain/case/read-case.ts';
import type { SheetMapping } from '../domain/case/read-sheets.ts';
import { inWorkbookOrder } from '../domain/case/tables/workbook-order.ts';
import { InputError } from '../domain/errors.ts';
import { type Finding, isProblem } from '../domain/finding.ts';
import {
  type Checked,
  COMPANY_WORDS,
  printCase,
  printConclusion,
  printMapping,
  printRanking,
  printRules,
  printRulesSum,
} from './check/print.ts';
import { type NamedCase, namedCases } from './lib/cases.ts';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';
import { withScratch } from './lib/scratch.ts';
import { shellWord } from './lib/shell-word.ts';

/** `npm run check`: what reading a case finds, and what every rule says of it; several cases are compared as well. */
await runCli(async () => {
  const parsed = command('check', '读取案例并逐条规则核查，列出全部问题（文件、工作表、单元格）')
    .argument(
      '<CASE...>',
      '案例：含 case.xlsx 和 materials 的文件夹，或 .xlsx、case.json 文件；也可给出装有多个案例的文件夹',
    )
    .option('--rules', '逐条列出规则的结论和依据')
    .option('--json', '以 JSON 输出')
    .option('--out <FILE.xlsx>', '另存一份标注了全部问题的表格副本')
    .parse();
  const options = parsed.opts<{ rules?: true; json?: true; out?: string }>();
  const cases = await namedCases(parsed.args);
  if (options.out !== undefined && cases.length > 1) throw new InputError('--out 一次只能标注一个案例，请分别运行。');

  const answer = await withScratch('audit', (scratch) => check(cases, scratch));
  const { checked, readings, mapping, unreadable: problems } = answer;
  if (options.out !== undefined) await mark(checked, readings, options.out);
  const findings = checked.flatMap((one) => one.findings);
  if (options.json)
    console.log(
      JSON.stringify({
        findings,
        counts: countsOf(findings),
        mapping: [...mapping.values()].flat(),
        unreadable: problems,
        ...(checked.length > 1 && { ranking: ranking(checked) }),
      }),
    );
  else {
    for (const one of checked) {
      printMapping(one.case, mapping.get(one.case) ?? []);
      printCase(one, COMPANY_WORDS);
      if (options.rules) printRules(one.findings, COMPANY_WORDS);
    }
    if (!options.rules) printRulesSum(checked.map((one) => one.findings));
    if (checked.length > 1) printRanking(ranking(checked), COMPANY_WORDS);
    printConclusion(ranking(checked), COMPANY_WORDS);
    if (options.out !== undefined) console.log(`标注副本：${options.out}`);
    else console.log(nextStep(parsed.args, findings));
  }
  return findings.some((finding) => finding.verdict === 'violation') ? 1 : 0;
});

/** The command to type next, with the paths as they were written. */
function nextStep(paths: readonly string[], findings: readonly Finding[]): string {
  const given = paths.map(shellWord).join(' ');
  if (!findings.some(({ verdict }) => verdict === 'violation')) return `下一步：npm run rehearse -- ${given}`;
  return paths.length === 1
    ? `下一步：更正后重新运行；要在表格上逐格标出，请运行 npm run check -- ${given} --out 标注副本.xlsx`
    : '下一步：更正后重新运行同一命令。';
}

interface Answer {
  checked: Checked[];
  readings: CaseReading[];
  /** By the case's name. */
  mapping: Map<string, SheetMapping[]>;
  unreadable: { file: string; problem: string }[];
}

async function check(cases: readonly NamedCase[], scratch: string): Promise<Answer> {
  const readings: CaseReading[] = [];
  const mapping: Answer['mapping'] = new Map();
  const problems: Answer['unreadable'] = [];
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
      problems.push({ file: path, problem: reading.message });
      continue;
    }
    readings.push(reading);
    mapping.set(
      name,
      reading.mapping.map((one) => ({ ...one, file: prefix + one.file })),
    );
    checked.push({
      case: name,
      findings: reading.findings.map((finding) => ({
        ...finding,
        where: finding.where.map((at) => ({ ...at, file: prefix + at.file })),
      })),
    });
    inputs.push(await inputOfReading(reading, name, prefix));
  }
  for (const { case: name, findings, stake } of await judgeCases(inputs, { scratch })) {
    const one = checked.find((candidate) => candidate.case === name);
    if (one === undefined) continue;
    const problems = inWorkbookOrder([...one.findings, ...findings.filter(isProblem)]);
    one.stake = stake;
    one.findings = [...problems, ...findings.filter((finding) => !isProblem(finding))];
  }
  const masked = findingsMasker(readings);
  for (const one of checked) one.findings = masked(one.findings);
  return { checked, readings, mapping, unreadable: problems };
}

async function mark(checked: readonly Checked[], [reading]: readonly CaseReading[], out: string): Promise<void> {
  const workbook = reading?.files.workbook ?? '';
  const ending = extname(workbook).toLowerCase();
  if (!['.xlsx', '.xlsm'].includes(ending))
    throw new InputError(`${workbook} 不是 .xlsx 案例，不能生成标注副本；请去掉 --out。`);
  // Excel opens a workbook with macros under no other ending.
  if (extname(out).toLowerCase() !== ending)
    throw new InputError(`--out 的文件名须以 ${ending} 结尾，与案例表格相同，否则 Excel 打不开。`);
  if (resolve(out) === resolve(workbook)) throw new InputError('--out 不能与案例表格是同一个文件，请换一个文件名。');
  const problems = checked.flatMap(({ findings }) => findings).filter(isProblem);
  const { bytes, notKept } = await markWorkbook(basename(workbook), await readFile(workbook), problems);
  for (const sentence of notKept) console.error(`标注副本：${sentence}`);
  await writeFile(out, bytes);
}
