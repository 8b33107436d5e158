import { html } from 'hono/html';
import type { Finding } from '../../../domain/finding.ts';
import type { Html } from '../document.ts';
import { verdictTag } from '../page-parts.ts';
import { ruleVerdicts } from '../rule-verdicts.ts';
import { type CasePart, ruleAnchor } from './case-part.ts';

/**
 * What each rule says of one case among many, rules of one verdict together: as a table they would be half
 * of a page over four hundred cases. Title and clause of each are in the list of all rules.
 */
export function caseRules({ audited, rules }: CasePart): Html {
  const verdicts = [...ruleVerdicts(audited.findings)].filter(([rule]) => rules.has(rule));
  if (verdicts.length === 0) return html`<p>没有一条规则核查过这个案例：案例无法读取。</p>`;
  const of = (wanted: Finding['verdict']) => verdicts.filter(([, { verdict }]) => verdict === wanted);
  const [violated, doubted, passed, unasked] = [of('violation'), of('doubt'), of('pass'), of('not-applicable')];
  const reasons = Map.groupBy(unasked, ([, { message }]) => message);
  const told = passed.filter(([rule, { message }]) => message !== `${rules.get(rule)?.title}：符合。`);
  return html`<details><summary>逐条规则的结论（${verdicts.length} 条）</summary><dl class="facts">
  ${[violated, doubted].map((some, index) => (some.length === 0 ? '' : html`<dt>${verdictTag(index === 0 ? 'violation' : 'doubt')} ${some.length} 条</dt><dd>${some.map(([rule, { problems }]) => html`<a href="#${ruleAnchor(rule)}">${rule}</a>（${problems} 处） `)}</dd>`))}
  ${passed.length === 0 ? '' : html`<dt>${verdictTag('pass')} ${passed.length} 条</dt><dd>${passed.map(([rule]) => rule).join('、')}${told.map(([rule, { message }]) => html`<br>${rule}：${message}`)}</dd>`}
  ${unasked.length === 0 ? '' : html`<dt>${verdictTag('not-applicable')} ${unasked.length} 条</dt><dd>${[...reasons].map(([message, some]) => html`<div>${message}${some.map(([rule]) => rule).join('、')}</div>`)}</dd>`}</dl></details>`;
}
