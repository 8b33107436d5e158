import type { Finding } from '../../../domain/finding.ts';
import { AUDIT_WORDS, countsOf } from '../../engine/verdicts.ts';
import { headerRow, type Link, type List } from '../../workbook/list-sheet.ts';
import type { AuditedRule, AuditReport } from '../audit-report.ts';
import { titleOf } from '../causes.ts';

export const RULES_SHEET = '规则';

interface CountedRule extends AuditedRule {
  counts: Record<Finding['verdict'], number>;
}

/** Every rule, and after them what the reader found, each with how often it said what. */
export function countedRules({ cases, rules }: AuditReport): CountedRule[] {
  const said = Map.groupBy(
    cases.flatMap(({ findings }) => findings),
    ({ rule }) => rule,
  );
  const known = new Set(rules.map(({ id }) => id));
  const others = [...said].filter(([id]) => !known.has(id)).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...rules.map((rule) => ({ ...rule, counts: countsOf(said.get(rule.id) ?? []) })),
    ...others.map(([id, [first, ...rest]]) => ({
      id,
      title: titleOf(id, new Map()),
      verdict: [first, ...rest].some((finding) => finding?.verdict === 'violation')
        ? ('violation' as const)
        : ('doubt' as const),
      basis: first?.basis ?? '',
      counts: countsOf(said.get(id) ?? []),
    })),
  ];
}

const NOTES = ['每条规则依据的条款及出处；「违规」「疑点」为处数，「符合」「不适用」为案例数。'];

export function rulesList(rules: readonly CountedRule[]): List<CountedRule> {
  const count = (header: string, verdict: Finding['verdict']) => ({
    header,
    width: 8,
    value: ({ counts }: CountedRule) => counts[verdict],
    format: '#,##0',
  });
  return {
    name: RULES_SHEET,
    title: '核查规则',
    notes: NOTES,
    fixed: 1,
    columns: [
      { header: '规则编号', width: 30, value: ({ id }) => id },
      { header: '应当符合', width: 38, value: ({ title }) => title },
      {
        header: '不符合时',
        width: 9,
        value: ({ verdict }) => AUDIT_WORDS[verdict],
        look: () => 'middle',
      },
      { header: '条款（出处）', width: 62, value: ({ basis }) => basis },
      count('违规', 'violation'),
      count('疑点', 'doubt'),
      count('符合', 'pass'),
      count('不适用', 'not-applicable'),
    ],
    rows: rules,
    empty: '本次没有规则。',
  };
}

/** A link to a rule's row. */
export function ruleLinks(rules: readonly CountedRule[]): (id: string) => Link | string {
  const rows = new Map(rules.map(({ id }, index) => [id, headerRow({ notes: NOTES }) + 1 + index]));
  return (id) => {
    const row = rows.get(id);
    return row === undefined ? id : { text: id, to: `#'${RULES_SHEET}'!A${row}` };
  };
}
