import type { Ranked } from '../../audit/engine/ranking.ts';
import type { CaseStake } from '../../audit/engine/stake.ts';
import { AUDIT_WORDS, COMPANY_WORDS, countsOf, wordOf } from '../../audit/engine/verdicts.ts';
import { stakeInWords, stakeOfAll } from '../../audit/report/conclusion.ts';
import { ruleVerdicts } from '../../audit/report/rule-verdicts.ts';
import type { SheetMapping } from '../../domain/case/read-sheets.ts';
import { type Finding, isProblem, placesInWords } from '../../domain/finding.ts';
import { sameFolded } from '../../domain/fold.ts';

/** What was found of one case, problems first. */
export interface Checked {
  case: string;
  findings: Finding[];
  stake?: CaseStake;
}

/** A company reads of errors that it corrects, an auditor of violations and signs. */
export type Words = typeof COMPANY_WORDS;
export { AUDIT_WORDS, COMPANY_WORDS };

/** The problems with their places. */
export function printCase({ case: name, findings }: Checked, words: Words): void {
  const counts = countsOf(findings);
  console.log(
    counts.violation + counts.doubt + counts.format === 0
      ? `${name}：没有发现问题。`
      : `${name}：${words.violation} ${counts.violation} 处，${words.doubt} ${counts.doubt} 处${counts.format === 0 ? '' : `，格式 ${counts.format} 处`}。`,
  );
  for (const finding of findings.filter(isProblem)) {
    console.log(`[${wordOf(finding, words)}] ${placeOf(finding)}：${finding.message}`);
    if (finding.rule.startsWith('reader/')) continue;
    console.log(`       规则 ${finding.rule}；依据：${finding.basis}`);
    for (const line of finding.evidence) console.log(`       ${line}`);
  }
}

/** The rules that found nothing are two numbers: a person looks for what to do, and all of it is in the report. */
export function printRulesSum(cases: readonly (readonly Finding[])[]): void {
  const said = cases.flatMap((findings) => [...ruleVerdicts(findings)]).filter(([id]) => !id.startsWith('reader/'));
  const of = (wanted: Finding['verdict']) => said.filter(([, { verdict }]) => verdict === wanted).length;
  console.log(
    `\n规则：符合 ${of('pass')} 项，不适用 ${of('not-applicable')} 项（缺少资料或未到该阶段）；要看逐条结论，请加 --rules。`,
  );
}

/** What each rule came to, and on what it stands. */
export function printRules(findings: readonly Finding[], words: Words): void {
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
      `[${words[worst ?? 'pass']}] ${rule}：${problems === 0 ? said[0]?.message : `${problems} 处，见上。`}依据：${said[0]?.basis}`,
    );
  }
}

export function printRanking(ranked: readonly Ranked[], words: Words): void {
  console.log(`\n按涉及的补贴金额和人次排列（${words.violation}在先）：`);
  ranked.forEach(({ case: name, stake, violations, doubts }, index) => {
    console.log(
      `${index + 1}. ${name}：${words.violation} ${violations} 处${stakeInWords(stake.violation)}；${words.doubt} ${doubts} 处${stakeInWords(stake.doubt)}`,
    );
  });
}

/** The last line: how much of what was found, and what it puts in question. */
export function printConclusion(ranked: readonly Ranked[], words: Words): void {
  const sum = (of: 'violations' | 'doubts') => ranked.reduce((total, one) => total + one[of], 0);
  console.log(
    `\n结论：${words.violation} ${sum('violations')} 处${stakeInWords(stakeOfAll(ranked, 'violation'))}；${words.doubt} ${sum('doubts')} 处${stakeInWords(stakeOfAll(ranked, 'doubt'))}。`,
  );
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
