import { Stage, Status, type StepResult } from 'allure-js-commons';
import { type Finding, placesInWords } from '../../../domain/finding.ts';
import { type Span, told } from './allure-test.ts';

/** Why `doubt` is `broken`: docs/decisions/0020. */
export const STATUS = {
  pass: Status.PASSED,
  violation: Status.FAILED,
  doubt: Status.BROKEN,
  'not-applicable': Status.SKIPPED,
} as const satisfies Record<Finding['verdict'], Status>;

/** The heaviest first. */
export const VERDICTS = ['violation', 'doubt', 'pass', 'not-applicable'] as const satisfies Finding['verdict'][];

export function step(name: string, status: Status, { start, stop }: Span): StepResult {
  return {
    name,
    status,
    statusDetails: {},
    stage: Stage.FINISHED,
    steps: [],
    attachments: [],
    parameters: [],
    start,
    stop,
  };
}

/** What was found, where, and what stands behind it. */
export function findingStep({ verdict, subject, where, message, evidence }: Finding, span: Span): StepResult {
  const places = placesInWords(where);
  return {
    ...step(message, STATUS[verdict], span),
    parameters: [
      told('对象', subject),
      ...(places.length === 0 ? [] : [told('位置', places.join('，'))]),
      ...evidence.map((line, index) => told(`佐证 ${index + 1}`, line)),
    ],
  };
}

/** `文字（出处）` in its two parts; the source may hold brackets of its own. */
export function clauseOf(basis: string): { clause: string; citation: string | undefined } {
  let depth = 0;
  for (let at = basis.length - 1; basis.endsWith('）') && at > 0; at -= 1) {
    if (basis[at] === '）') depth += 1;
    if (basis[at] === '（') depth -= 1;
    if (depth === 0) return { clause: basis.slice(0, at), citation: basis.slice(at + 1, -1) };
  }
  return { clause: basis, citation: undefined };
}

/** By which rules and clauses a report can be searched. */
export function findingLabels(findings: readonly Pick<Finding, 'rule' | 'basis'>[]): [string, string | undefined][] {
  const seen = new Map(findings.map(({ rule, basis }) => [rule, clauseOf(basis)]));
  return [...seen].flatMap(([rule, { clause, citation }]): [string, string | undefined][] => [
    ['ruleId', rule],
    ['tag', rule],
    ['clause', clause],
    ['citation', citation],
  ]);
}
