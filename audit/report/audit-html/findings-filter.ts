import { html } from 'hono/html';
import { AUDIT_WORDS } from '../../engine/verdicts.ts';
import { type Html, yuan } from '../document.ts';
import type { CasePart } from './case-part.ts';

/** Shown by page/findings.js alone; nothing is out of reach without it. */
export function findingsFilter(parts: readonly CasePart[]): Html {
  const counts = new Map<string, number>();
  for (const { problems } of parts) for (const { rule } of problems) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  if (counts.size === 0) return html``;
  const rules = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const title = (rule: string): string => parts[0]?.rules.get(rule)?.title ?? '读取案例时发现';
  return html`<div class="filter asking" id="findings-filter" role="search" aria-label="筛选核查发现" hidden>
  <label>判定 <select name="verdict"><option value="">全部</option><option value="violation">${AUDIT_WORDS.violation}</option><option value="doubt">${AUDIT_WORDS.doubt}</option></select></label>
  <label>规则 <select name="rule"><option value="">全部</option>${rules.map(([rule, count]) => html`<option value="${rule}">${title(rule)}（${rule}，${yuan(count)}）</option>`)}</select></label>
  ${parts.length === 1 ? '' : html`<label>案例 <select name="case"><option value="">全部</option>${parts.filter(({ problems }) => problems.length > 0).map(({ audited, number }) => html`<option value="case-${number}">${number}. ${audited.name}</option>`)}</select></label>`}
  <label>文字 <input type="search" name="text" placeholder="证件号、课程、单元格、第 7 条"></label>
  <button type="button">全部显示</button> <output></output></div>`;
}
