import type { Finding } from '../../domain/finding.ts';

export function countsOf(findings: readonly Pick<Finding, 'verdict'>[]): Record<Finding['verdict'], number> {
  const counts = { pass: 0, violation: 0, doubt: 0, 'not-applicable': 0 };
  for (const { verdict } of findings) counts[verdict] += 1;
  return counts;
}

/** What a verdict is called wherever a person reads it. */
export const VERDICT_WORDS: Readonly<Record<Finding['verdict'], string>> = {
  pass: '符合',
  violation: '错误',
  doubt: '存疑',
  'not-applicable': '不适用',
};
