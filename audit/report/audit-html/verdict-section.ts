import { html } from 'hono/html';
import type { CaseStake } from '../../engine/stake.ts';
import type { AuditReport } from '../audit-report.ts';
import { stakeInWords, stakeOfAll } from '../conclusion.ts';
import { type Html, yuan } from '../document.ts';
import { figures } from '../page-parts.ts';
import type { CasePart } from './case-part.ts';
import { ruleVerdicts } from './rule-verdicts.ts';

/** What the audit comes to in one sentence, and its counts. */
export function verdictSection({ counts, ranking, rules }: AuditReport, parts: readonly CasePart[]): Html {
  const broken = parts.filter(({ audited }) => audited.seal?.verdict === 'broken').length;
  const tone = counts.violation > 0 || broken > 0 ? 'bad' : counts.doubt > 0 || parts.length === 0 ? 'doubtful' : '';
  const heading =
    counts.violation > 0 ? '发现违规' : broken > 0 ? '证据包不可信' : counts.doubt > 0 ? '有疑点待判断' : '未发现问题';
  const [only] = parts;
  const stakes = { violation: stakeOfAll(ranking, 'violation'), doubt: stakeOfAll(ranking, 'doubt') };
  return html`<section class="verdict ${tone}" aria-label="结论"><strong>${parts.length === 0 ? '没有可核查的案例' : heading}</strong>
  <p>${parts.length === 0 ? '给出的文件夹里没有案例，也没有证据包。' : parts.length === 1 && only !== undefined ? ofOne(only, counts, rules.length, stakes) : ofMany(parts, counts, stakes)}</p>
  ${broken === 0 ? '' : html`<p class="bad-text">${parts.length === 1 ? '证据包' : `${yuan(broken)} 个证据包`}核验不通过：内容可能被改动过，其核查结论不能作为依据。</p>`}
  ${figures([
    ...(parts.length === 1 ? [] : [['案例', yuan(parts.length), '个'] as const]),
    ['违规', yuan(counts.violation), '处'],
    ['违规涉及', yuan(stakes.violation.yuan), '元'],
    ['疑点', yuan(counts.doubt), '处'],
    ['疑点涉及', yuan(stakes.doubt.yuan), '元'],
    ...(counts.format === 0 ? [] : [['格式', yuan(counts.format), '处'] as const]),
    ['符合', yuan(counts.pass), '项'],
    ['不适用', yuan(counts['not-applicable']), '项'],
  ])}</section>`;
}

function ofOne(part: CasePart, { violation, doubt }: AuditReport['counts'], asked: number, stakes: CaseStake): string {
  const verdicts = [...ruleVerdicts(part.audited.findings).values()];
  const unasked = verdicts.filter(({ verdict }) => verdict === 'not-applicable').length;
  const found =
    violation + doubt === 0
      ? '没有发现违规，也没有存疑之处'
      : violation === 0
        ? `没有发现违规；有 ${yuan(doubt)} 处存疑，须由人判断，本身不构成违规`
        : `有 ${yuan(violation)} 处违规${stakeInWords(stakes.violation)}${doubt === 0 ? '' : `；另有 ${yuan(doubt)} 处疑点${stakeInWords(stakes.doubt)}，须由人判断`}`;
  return `${found}；${asked} 条规则中 ${unasked === 0 ? '没有不适用的' : `${unasked} 条因资料不足或未到该阶段而不适用`}。`;
}

function ofMany(parts: readonly CasePart[], { violation, doubt }: AuditReport['counts'], stakes: CaseStake): string {
  const wrong = parts.filter(({ problems }) => problems.some(({ verdict }) => verdict === 'violation')).length;
  const doubtful = parts.filter(({ problems }) => problems.length > 0).length - wrong;
  const clean = parts.length - wrong - doubtful;
  const said = [
    ...(wrong === 0 ? [] : [`${yuan(wrong)} 个有违规（共 ${yuan(violation)} 处${stakeInWords(stakes.violation)}）`]),
    ...(doubtful === 0 ? [] : [`${yuan(doubtful)} 个没有违规但有疑点`]),
    ...(clean === 0 ? [] : [`${yuan(clean)} 个未发现问题`]),
  ];
  return `${yuan(parts.length)} 个案例中，${said.join('，')}${doubt === 0 ? '' : `；疑点共 ${yuan(doubt)} 处${stakeInWords(stakes.doubt)}，须由人判断，本身不构成违规`}。`;
}
