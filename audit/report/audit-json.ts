import type { Finding } from '../../domain/finding.ts';
import type { AuditReport, TracedFinding } from './audit-report.ts';
import { stakeOfAll } from './conclusion.ts';
import { coverOf, type ReportCover } from './report-cover.ts';

/** A finding in the shape of the shared interface; where it leads to in a bundle stands in words among its evidence. */
export function plainFinding({ trace, ...finding }: TracedFinding): Finding {
  return {
    ...finding,
    evidence: [
      ...finding.evidence,
      ...trace.map(({ seq, what }) => `操作记录第 ${seq} 条：${what}`),
      ...[...new Set(trace.flatMap(({ picture }) => picture ?? []))].map((picture) => `截图 ${picture}`),
    ],
  };
}

/** `audit.json`: all findings in the shape of the shared interface, and beside them each case with what only it has. */
export function auditJson(report: AuditReport, cover: ReportCover = coverOf(report)): string {
  const { cases, counts, ranking, rules, sample, registers } = report;
  const { print: _, ...about } = cover;
  let first = 0;
  const entries = cases.map(({ findings, ...one }) => {
    const from = first;
    first += findings.length;
    return {
      ...one,
      /** Its findings among all, from the first up to and without the second. */
      findings: [from, first],
      trace: findings.flatMap(({ trace }, index) =>
        trace.length === 0 ? [] : [{ finding: from + index, steps: trace }],
      ),
    };
  });
  const document = {
    notice: '模拟环境 · 非官方网站',
    /** Its number, version and day, and what was read beside the cases. */
    report: about,
    findings: cases.flatMap(({ findings }) => findings.map(plainFinding)),
    counts,
    ranking,
    stake: { violation: stakeOfAll(ranking, 'violation'), doubt: stakeOfAll(ranking, 'doubt') },
    cases: entries,
    rules,
    sample,
    registers,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
