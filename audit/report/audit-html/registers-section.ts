import { html } from 'hono/html';
import { inWords } from '../../engine/register-summary.ts';
import type { AuditReport } from '../audit-report.ts';
import { type Html, yuan } from '../document.ts';
import { digest, region } from '../page-parts.ts';

/** The independent registers that the cases were held against, each with the digest of its file. */
export function registersSection({ registers }: AuditReport): Html | '' {
  if (registers === undefined) return '';
  return html`<h2 id="registers">独立登记（${registers.length} 份）</h2>
  <p>由审计方提供，与案例逐人逐企业比对；报告中只出现与案例有关的行的位置。</p>
  ${region(
    '独立登记',
    html`<table class="dense"><thead><tr><th scope="col">文件</th><th scope="col">内容</th><th scope="col" class="number">行数</th><th scope="col">SHA-256</th></tr></thead>
  <tbody>${registers.map((register) => html`<tr><td class="path">${register.file}</td><td>${inWords(register)}</td><td class="number">${yuan(register.rows)}</td><td>${digest(register.sha256)}</td></tr>`)}</tbody></table>`,
  )}`;
}
