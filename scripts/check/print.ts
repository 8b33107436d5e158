import type { Ranked } from '../../audit/engine/ranking.ts';
import { countsOf, VERDICT_WORDS } from '../../audit/engine/verdicts.ts';
import type { SheetMapping } from '../../domain/case/read-sheets.ts';
import { type Finding, isProblem, placesInWords } from '../../domain/finding.ts';
import { sameFolded } from '../../domain/fold.ts';

/** What was found of one case, problems first. */
export interface Checked {
  case: string;
  findings: Finding[];
}

/** The problems with their places; with `everything`, also what each rule says and on what it stands. */
export function printCase({ case: name, findings }: Checked, everything: boolean): void {
  const counts = countsOf(findings);
  console.log(
    counts.violation + counts.doubt === 0
      ? `${name}：没有发现问题。`
      : `${name}：错误 ${counts.violation} 处，存疑 ${counts.doubt} 处。`,
  );
  for (const finding of findings.filter(isProblem)) {
    console.log(`[${VERDICT_WORDS[finding.verdict]}] ${placeOf(finding)}：${finding.message}`);
    if (finding.rule.startsWith('reader/')) continue;
    console.log(`       规则 ${finding.rule}；依据：${finding.basis}`);
    for (const line of finding.evidence) console.log(`       ${line}`);
  }
  if (everything) printRules(findings);
}

/** What each rule came to, and on what it stands. */
export function printRules(findings: readonly Finding[]): void {
  console.log('\n逐条规则：');
  const rules = new Map<string, Finding[]>();
  for (const finding of findings)
    if (!finding.rule.startsWith('reader/')) rules.set(finding.rule, [...(rules.get(finding.rule) ?? []), finding]);
  for (const [rule, said] of [...rules].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const worst = (['violation', 'doubt', 'pass', 'not-applicable'] as const).find((verdict) =>
      said.some((finding) => finding.verdict === verdict),
    );
    const problems = said.filter(isProblem).length;
    console.log(
      `[${VERDICT_WORDS[worst ?? 'pass']}] ${rule}：${problems === 0 ? said[0]?.message : `${problems} 处，见上。`}依据：${said[0]?.basis}`,
    );
  }
}

export function printRanking(ranked: readonly Ranked[]): void {
  console.log('\n按问题轻重排列（错误计 5，存疑计 1，同一规则最多计 10 次）：');
  ranked.forEach(({ case: name, weight, violations, doubts }, index) => {
    console.log(`${index + 1}. ${name}：${weight}（错误 ${violations} 处，存疑 ${doubts} 处）`);
  });
}

/** Which sheets and columns were read as what, where they are not called so. */
export function printMapping(name: string, mapping: readonly SheetMapping[]): void {
  const told = mapping.flatMap(({ file, sheet, table, headerRow, columns }) => {
    const others = Object.entries(columns).filter(([ours, theirs]) => !sameFolded(ours, theirs));
    return others.length === 0 && sameFolded(sheet, table)
      ? []
      : [
          `       「${table}」← ${file} › ${sheet}，表头第 ${headerRow} 行${others.map(([ours, theirs]) => `；${ours} ← ${theirs.replace(/\s+/g, ' ')}`).join('')}`,
        ];
  });
  if (told.length > 0) console.log([`${name} 的列名与模板不同，按以下对应读取：`, ...told].join('\n'));
}

function placeOf({ where, subject }: Finding): string {
  return where.length === 0 ? subject : placesInWords(where).join('，');
}
