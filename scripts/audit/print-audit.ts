import { plainFinding } from '../../audit/report/audit-json.ts';
import type { AuditReport } from '../../audit/report/audit-report.ts';
import { conclusionOf } from '../../audit/report/conclusion.ts';
import { AUDIT_WORDS, printCase, printRanking, printRules, printRulesSum } from '../check/print.ts';

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
    printCase({ case: one.name, findings }, AUDIT_WORDS);
    if (rules) printRules(findings, AUDIT_WORDS);
  }
  if (!rules) printRulesSum(cases.map(({ findings }) => findings));
  if (cases.length > 1) printRanking(ranking, AUDIT_WORDS);
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
