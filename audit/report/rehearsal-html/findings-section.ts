import { html } from 'hono/html';
import { type Finding, placesInWords } from '../../../domain/finding.ts';
import type { Html } from '../document.ts';
import { companyTag, region } from '../page-parts.ts';

/** What the reader found in the case, in the order of the workbook. */
export function findingsSection(findings: readonly Finding[]): Html {
  if (findings.length === 0) return html`<h2 id="findings">案例中的问题</h2><p>案例读取时没有发现问题。</p>`;
  return html`<h2 id="findings">案例中的问题（${findings.length}）</h2>
  ${region(
    '案例中的问题',
    html`<table><thead><tr><th scope="col">判定</th><th scope="col">位置</th><th scope="col">问题与处理</th><th scope="col">依据</th></tr></thead>
  <tbody>${findings.map((finding) => html`<tr><td>${companyTag(finding)}</td><td>${placesInWords(finding.where).map((place) => html`<div>${place}</div>`)}</td><td>${finding.message}</td><td>${finding.basis}</td></tr>`)}</tbody></table>`,
  )}`;
}
