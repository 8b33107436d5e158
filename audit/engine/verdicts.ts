import type { Finding } from '../../domain/finding.ts';

/** Findings by verdict; notes on how a cell is typed or a file is made are no doubts, and counted apart. */
export type Counts = Record<Finding['verdict'] | 'format', number>;

export function countsOf(findings: readonly Pick<Finding, 'verdict' | 'kind'>[]): Counts {
  const counts: Counts = { pass: 0, violation: 0, doubt: 0, 'not-applicable': 0, format: 0 };
  for (const { verdict, kind } of findings) counts[kind === 'format' ? 'format' : verdict] += 1;
  return counts;
}

type Words = Readonly<Record<Finding['verdict'], string>>;

/** What a verdict is called where a company reads it: it mends its own case. */
export const COMPANY_WORDS: Words = { pass: '符合', violation: '错误', doubt: '存疑', 'not-applicable': '不适用' };
/** And where an auditor does. */
export const AUDIT_WORDS: Words = { ...COMPANY_WORDS, violation: '违规', doubt: '疑点' };

export function wordOf({ verdict, kind }: Pick<Finding, 'verdict' | 'kind'>, words: Words): string {
  return kind === 'format' ? '格式' : words[verdict];
}
