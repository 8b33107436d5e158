import type { Finding } from '../../domain/finding.ts';

export const isProblem = ({ verdict }: Pick<Finding, 'verdict'>) => verdict === 'violation' || verdict === 'doubt';

export function countsOf(findings: readonly Pick<Finding, 'verdict'>[]): Record<Finding['verdict'], number> {
  const counts = { pass: 0, violation: 0, doubt: 0, 'not-applicable': 0 };
  for (const { verdict } of findings) counts[verdict] += 1;
  return counts;
}
