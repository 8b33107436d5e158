import { html } from 'hono/html';
import type { Finding } from '../../../domain/finding.ts';
import { AUDIT_WORDS } from '../../engine/verdicts.ts';
import type { AuditedRule, AuditReport } from '../audit-report.ts';
import { type Html, yuan } from '../document.ts';
import { filterLine, region, verdictTag } from '../page-parts.ts';
import { type RuleVerdict, ruleVerdicts } from '../rule-verdicts.ts';
import { type CasePart, ruleAnchor } from './case-part.ts';

const COUNTED: readonly Finding['verdict'][] = ['violation', 'doubt', 'pass', 'not-applicable'];

/** Every rule with the clause that it stands on and what it came to: for one case its verdict, for many how many cases. */
export function rulesSection({ rules }: AuditReport, parts: readonly CasePart[]): Html {
  const verdicts = parts.map(({ audited }) => ruleVerdicts(audited.findings));
  const [only] = verdicts;
  return html`<h2 id="rules">全部规则与依据（${rules.length} 条）</h2>
  <p>「违规」的规则以条款为准；「疑点」的规则是异常迹象，须由人判断，本身不构成违规。${parts.length === 1 ? '' : '各列数字是案例数。'}</p>
  ${
    rules.length === 0
      ? html`<p>没有规则。</p>`
      : html`${filterLine('all-rules', '规则、条款、不适用')}${region(
          '全部规则与依据',
          parts.length === 1 && only !== undefined ? ofOne(rules, only) : ofMany(rules, verdicts),
        )}`
  }`;
}

function ofOne(rules: readonly AuditedRule[], verdicts: ReadonlyMap<string, RuleVerdict>): Html {
  return html`<table class="dense sortable" id="all-rules"><thead><tr><th scope="col">结论</th><th scope="col">规则</th><th scope="col">说明</th><th scope="col">依据</th></tr></thead>
  <tbody>${rules.map((rule) => {
    const said = verdicts.get(rule.id);
    return html`<tr id="${ruleAnchor(rule.id)}"><td>${said === undefined ? html`<span class="quiet">未核查</span>` : verdictTag(said.verdict)}</td>${nameCell(rule)}<td class="said">${said === undefined ? '' : said.problems > 0 ? html`${yuan(said.problems)} 处，见<a href="#findings">核查发现</a>。` : said.message}</td><td class="basis">${rule.basis}</td></tr>`;
  })}</tbody></table>`;
}

function ofMany(rules: readonly AuditedRule[], verdicts: readonly ReadonlyMap<string, RuleVerdict>[]): Html {
  return html`<table class="dense sortable" id="all-rules"><thead><tr><th scope="col">规则</th>${COUNTED.map((verdict) => html`<th scope="col" class="number">${AUDIT_WORDS[verdict]}</th>`)}<th scope="col">依据</th></tr></thead>
  <tbody>${rules.map(
    (rule) =>
      html`<tr id="${ruleAnchor(rule.id)}">${nameCell(rule)}${COUNTED.map((verdict) => {
        const cases = verdicts.filter((said) => said.get(rule.id)?.verdict === verdict).length;
        return html`<td class="number ${cases === 0 ? 'quiet' : verdict === 'violation' ? 'bad-text' : verdict === 'doubt' ? 'doubt' : ''}">${yuan(cases)}</td>`;
      })}<td class="basis">${rule.basis}</td></tr>`,
  )}</tbody></table>`;
}

function nameCell({ id, title, verdict }: AuditedRule): Html {
  return html`<td class="rule-name"><b>${title}</b><br><code>${id}</code> <span class="quiet">${verdict === 'doubt' ? '异常迹象' : '条款'}</span></td>`;
}
