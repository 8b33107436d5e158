import { isProblem } from '../../domain/finding.ts';
import type { AuditedCase, AuditReport, TracedFinding } from './audit-report.ts';
import { isFormat, stakeOf } from './stake.ts';

/** Problems of one case that stand on one rule: told together, with the clause once. */
export interface Cause {
  /** Unique within the report: `3`, or `2.3` of the second of several cases. */
  number: string;
  rule: string;
  verdict: TracedFinding['verdict'];
  basis: string;
  findings: readonly TracedFinding[];
  /** Yuan. */
  stake: number | undefined;
}

/** The cases in the order in which every report names them: the heaviest first. */
export function casesByWeight({ cases, ranking }: AuditReport): AuditedCase[] {
  const places = new Map(ranking.map(({ case: name }, index) => [name, index]));
  return cases
    .map((one, index) => ({ one, place: places.get(one.name) ?? cases.length + index }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

/** The causes of the case at `place` (from 1) of `cases`: by verdict, by money, by number of findings, then as they stand. */
export function causesOf(problems: readonly TracedFinding[], place: number, cases: number): Cause[] {
  const groups = Map.groupBy(problems, causeOf);
  return [...groups.values()]
    .map((findings) => ({ findings, stake: stakeOf(findings), weight: weightOf(findings[0] as TracedFinding) }))
    .sort((a, b) => a.weight - b.weight || (b.stake ?? 0) - (a.stake ?? 0) || b.findings.length - a.findings.length)
    .map(({ findings, stake }, index) => {
      const { rule, verdict, basis } = findings[0] as TracedFinding;
      return { number: cases === 1 ? `${index + 1}` : `${place}.${index + 1}`, rule, verdict, basis, findings, stake };
    });
}

/** The number of every problem of the report, the same in each of its forms: `2.3(1)`. */
export function numbersOf(report: AuditReport): ReadonlyMap<TracedFinding, string> {
  const numbers = new Map<TracedFinding, string>();
  for (const [index, { findings }] of casesByWeight(report).entries())
    for (const cause of causesOf(findings.filter(isProblem), index + 1, report.cases.length))
      for (const [at, finding] of cause.findings.entries()) numbers.set(finding, numberIn(cause, at));
  return numbers;
}

/** Of the only one of its cause there is no second number. */
export function numberIn({ number, findings }: Cause, at: number): string {
  return findings.length === 1 ? number : `${number}(${at + 1})`;
}

/** What the reader says of how a sheet is filled in is one cause, whatever the mistake. */
function causeOf(finding: TracedFinding): string {
  const { verdict, rule, basis } = finding;
  return [verdict, isReaders(rule) ? 'reader' : rule, basis, isFormat(finding)].join('\n');
}

const isReaders = (rule: string): boolean => rule.startsWith('reader/');

/** What a cause is called: the title of its rule, which the reader's own have none of. */
export function titleOf(rule: string, rules: ReadonlyMap<string, { title: string }>): string {
  return rules.get(rule)?.title ?? (isReaders(rule) ? '案例表格的填写' : rule);
}

/** Violations before doubts, and in both what a policy's rule says before how a sheet is filled in; how it is typed last. */
function weightOf(finding: TracedFinding): number {
  if (isFormat(finding)) return 4;
  return (finding.verdict === 'violation' ? 0 : 2) + (isReaders(finding.rule) ? 1 : 0);
}
