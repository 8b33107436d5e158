import type { Finding } from '../../../domain/finding.ts';
import { AUDIT_WORDS, countsOf } from '../../engine/verdicts.ts';
import type { Link, List } from '../../workbook/list-sheet.ts';
import type { AuditedCase, AuditReport } from '../audit-report.ts';

/** Cases that fit side by side on one page. */
const PER_PAGE = 6;
const WORST: readonly Finding['verdict'][] = ['violation', 'doubt', 'pass', 'not-applicable'];

interface RuleLine {
  id: string;
  title: string;
  /** One a case. */
  counts: Record<Finding['verdict'], number>[];
}

/** The worst verdict of each rule on each case, the cases in the order of their weight. */
export function verdictsList(
  { cases, ranking }: AuditReport,
  rules: readonly { id: string; title: string }[],
  ruleLink: (id: string) => Link | string,
): List<RuleLine> {
  const byName = new Map(cases.map((one) => [one.name, one]));
  const ordered = ranking.flatMap(({ case: name }) => byName.get(name) ?? []);
  const byRule = ordered.map(({ findings }: AuditedCase) => Map.groupBy(findings, ({ rule }) => rule));
  return {
    name: '判定',
    title: '每条规则对每个案例的判定',
    notes: ['案例按问题轻重排列。括号内为处数；空白表示该规则不涉及此案例。'],
    fixed: 2,
    pagesWide: Math.max(1, Math.ceil(ordered.length / PER_PAGE)),
    columns: [
      { header: '规则', width: 30, value: ({ id }) => ruleLink(id) },
      { header: '应当符合', width: 44, value: ({ title }) => title },
      ...ordered.map(({ name }, index) => ({
        header: name,
        width: 14,
        value: ({ counts }: RuleLine) => wordOf(counts[index]),
        look: ({ counts }: RuleLine) => worstOf(counts[index]) ?? ('plain' as const),
      })),
    ],
    rows: rules.map(({ id, title }) => ({
      id,
      title,
      counts: byRule.map((findings) => countsOf(findings.get(id) ?? [])),
    })),
    empty: '本次没有规则。',
  };
}

function worstOf(counts: RuleLine['counts'][number] | undefined): Finding['verdict'] | undefined {
  return WORST.find((verdict) => (counts?.[verdict] ?? 0) > 0);
}

function wordOf(counts: RuleLine['counts'][number] | undefined): string | undefined {
  const worst = worstOf(counts);
  if (worst === undefined || counts === undefined) return undefined;
  const times = counts[worst];
  return worst === 'violation' || worst === 'doubt' ? `${AUDIT_WORDS[worst]}（${times}）` : AUDIT_WORDS[worst];
}
