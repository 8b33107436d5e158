import type { Finding } from '../../domain/finding.ts';

export interface Ranked {
  case: string;
  weight: number;
  violations: number;
  doubts: number;
}

/**
 * A violation weighs as much as five doubts; a rule counts at most ten times, so that one bad export does not hide
 * everything else.
 */
const WEIGHTS = { violation: 5, doubt: 1 } as const;
const MOST_OF_ONE_RULE = 10;

/** Cases by weight of what was found, the heaviest first, by name where they weigh the same. */
export function ranking(cases: readonly { case: string; findings: readonly Finding[] }[]): Ranked[] {
  return cases
    .map(({ case: name, findings }) => {
      const counts = new Map<string, number>();
      let weight = 0;
      for (const { rule, verdict } of findings) {
        if (verdict !== 'violation' && verdict !== 'doubt') continue;
        const key = `${rule} ${verdict}`;
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        if (count <= MOST_OF_ONE_RULE) weight += WEIGHTS[verdict];
      }
      const of = (wanted: Finding['verdict']) => findings.filter(({ verdict }) => verdict === wanted).length;
      return { case: name, weight, violations: of('violation'), doubts: of('doubt') };
    })
    .sort((a, b) => b.weight - a.weight || (a.case < b.case ? -1 : 1));
}
