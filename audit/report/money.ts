import { toFen } from '../../domain/policy/policy.ts';
import type { AuditedCase, PersonAmount } from './audit-report.ts';

/** What cases come to in yuan; undefined where nothing of them says it. */
export interface Money {
  /** Trainings, one a person and project. */
  trainings: number;
  /** Due by the policy. */
  entitled: number | undefined;
  /** Granted by the portal. */
  claimed: number | undefined;
  /** Granted less due, of those whose both are known. */
  difference: number | undefined;
  /** Put in question by violations, and by doubts. */
  violated: number | undefined;
  doubted: number | undefined;
}

export function moneyOf(cases: readonly AuditedCase[]): Money {
  // A person's subsidy counts once, however many findings put it in question.
  const staked = (of: 'violation' | 'doubt') => sum(cases.map(({ stake }) => stake?.[of].yuan));
  return {
    ...sumsOf(cases.flatMap(({ amounts }) => amounts)),
    violated: staked('violation'),
    doubted: staked('doubt'),
  };
}

/** The same of some of a case's people: what is put in question is told by case alone. */
export function sumsOf(amounts: readonly PersonAmount[]): Omit<Money, 'violated' | 'doubted'> {
  return {
    trainings: amounts.length,
    entitled: sum(amounts.map(({ entitled }) => entitled)),
    claimed: sum(amounts.map(({ claimed }) => claimed)),
    difference: sum(
      amounts.map(({ entitled, claimed }) =>
        entitled === undefined || claimed === undefined ? undefined : claimed - entitled,
      ),
    ),
  };
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : toFen(known.reduce((total, value) => total + value, 0));
}
