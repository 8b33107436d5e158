import { html } from 'hono/html';
import { reportDocument, yuan } from './document.ts';
import type { RehearsalResult } from './rehearsal.ts';

/** `index.html` over several rehearsed cases: one row each, unfinished ones first. */
export function rehearsalIndex(results: RehearsalResult[]): string {
  const order = [...results].sort((a, b) => Number(a.outcome === 'passed') - Number(b.outcome === 'passed'));
  const failed = results.filter((result) => result.outcome !== 'passed').length;
  return reportDocument(
    '演练总览',
    html`<h1>演练总览</h1><section class="verdict ${failed === 0 ? '' : 'bad'}" aria-label="结论"><strong>${failed === 0 ? '全部办结' : `${failed} 个未办结`}</strong><p>共 ${results.length} 个案例</p></section>
    <h2>各案例</h2><div class="scroll" role="region" aria-label="各案例" tabindex="0"><table><thead><tr><th scope="col">案例</th><th scope="col">企业</th><th scope="col">结果</th><th scope="col" class="number">备案回执</th><th scope="col" class="number">补贴合计（元）</th><th scope="col" class="number">问题</th><th scope="col">说明</th></tr></thead>
    <tbody>${order.map((result) => html`<tr><td><a href="${encodeURIComponent(result.case)}/data/reports/report.html">${result.case}</a></td><td>${result.enterprise ?? ''}</td><td><span class="tag ${result.outcome === 'passed' ? 'good' : 'bad-text'}">${result.outcome === 'passed' ? '办结' : result.outcome === 'stopped' ? '停下' : '无法使用'}</span></td><td class="number">${result.filings.length}</td><td class="number">${yuan(result.claims.reduce((sum, claim) => sum + claim.amount, 0))}</td><td class="number">${result.findings.length}</td><td>${result.problem ?? ''}</td></tr>`)}</tbody></table></div>`,
  );
}
