import { type Finding, isProblem } from '../../domain/finding.ts';

const WORST_FIRST: readonly Finding['verdict'][] = ['violation', 'doubt', 'pass', 'not-applicable'];

/** What a rule comes to for one case: its worst verdict, and what it said. */
export interface RuleVerdict {
  verdict: Finding['verdict'];
  problems: number;
  /** Of a rule that found nothing, or could not judge. */
  message: string;
}

/** By rule id, in the order of the ids. */
export function ruleVerdicts(findings: readonly Finding[]): Map<string, RuleVerdict> {
  const verdicts = new Map<string, RuleVerdict>();
  for (const { rule, verdict, message } of findings) {
    const before = verdicts.get(rule);
    const problems = (before?.problems ?? 0) + (isProblem({ verdict }) ? 1 : 0);
    const worse =
      before === undefined || WORST_FIRST.indexOf(verdict) < WORST_FIRST.indexOf(before.verdict)
        ? { verdict, message }
        : before;
    verdicts.set(rule, { verdict: worse.verdict, message: worse.message, problems });
  }
  return new Map([...verdicts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
