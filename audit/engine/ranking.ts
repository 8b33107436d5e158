import type { Finding } from '../../domain/finding.ts';
import type { CaseStake } from './stake.ts';

export interface Ranked {
  case: string;
  /** Yuan and persons that violations put in question, and those that doubts do. */
  stake: CaseStake;
  violations: number;
  doubts: number;
}

interface Weighed {
  case: string;
  findings: readonly Finding[];
  /** Absent where nothing of the case could be judged. */
  stake?: CaseStake;
}

/**
 * Cases by what is at stake: what violations put in question first, then doubts, yuan before persons; then by how many
 * there are, and by name. Notes on format weigh nothing.
 */
export function ranking(cases: readonly Weighed[]): Ranked[] {
  return cases
    .map(({ case: name, findings, stake = stakeIn(findings) }) => {
      const of = (wanted: Finding['verdict']) =>
        findings.filter(({ verdict, kind }) => verdict === wanted && kind === 'case').length;
      return { case: name, stake, violations: of('violation'), doubts: of('doubt') };
    })
    .sort((a, b) => after(a, b) || (a.case < b.case ? -1 : 1));
}

function after(a: Ranked, b: Ranked): number {
  const keys = ({ stake: { violation, doubt }, violations, doubts }: Ranked) => [
    violation.yuan,
    violation.persons,
    violations,
    doubt.yuan,
    doubt.persons,
    doubts,
  ];
  const other = keys(b);
  return keys(a).reduce((sum, key, index) => sum || (other[index] ?? 0) - key, 0);
}

/** What the findings themselves state: the largest, because they may be about the same people. */
function stakeIn(findings: readonly Finding[]): CaseStake {
  const most = (wanted: Finding['verdict']) =>
    findings.reduce((yuan, { verdict, stake = 0 }) => (verdict === wanted ? Math.max(yuan, stake) : yuan), 0);
  return { violation: { yuan: most('violation'), persons: 0 }, doubt: { yuan: most('doubt'), persons: 0 } };
}
