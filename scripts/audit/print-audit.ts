import { plainFinding } from '../../audit/report/audit-json.ts';
import type { AuditedCase, AuditReport } from '../../audit/report/audit-report.ts';
import { conclusionOf } from '../../audit/report/conclusion.ts';
import { ruleVerdicts } from '../../audit/report/rule-verdicts.ts';
import { printCase, printRanking, printRules } from '../check/print.ts';

interface Told {
  number: string;
  /** Paths of the reports. */
  written: readonly string[];
  /** Each rule's verdict as well. */
  rules: boolean;
}

/** The problems case by case, and last what the audit comes to: what a terminal shows when it is over. */
export function printAudit(report: AuditReport, { number, written, rules }: Told): void {
  const { cases, ranking } = report;
  for (const one of cases) {
    const findings = one.findings.map(plainFinding);
    printCase({ case: one.name, findings }, false);
    if (rules) printRules(findings);
  }
  if (!rules) console.log(`\n${rulesLine(cases)}`);
  if (cases.length > 1) printRanking(ranking);
  const { heading, sentences, warning } = conclusionOf(report);
  console.log(
    [
      `\n结论：${heading}。${sentences.join('')}`,
      ...(warning === undefined ? [] : [warning]),
      `报告编号 ${number}`,
      `审计报告：${written.join('、')}`,
    ].join('\n'),
  );
}

/** The rules that found nothing are two numbers: each of them is in the report. */
function rulesLine(cases: readonly AuditedCase[]): string {
  const said = cases.flatMap(({ findings }) => [...ruleVerdicts(findings)]).filter(([id]) => !id.startsWith('reader/'));
  const of = (wanted: string) => said.filter(([, { verdict }]) => verdict === wanted).length;
  return `规则：符合 ${of('pass')} 项，不适用 ${of('not-applicable')} 项（缺少资料或未到该阶段）；逐条结论见报告，或加 --rules。`;
}
