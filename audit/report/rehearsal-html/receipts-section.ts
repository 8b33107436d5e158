import { html } from 'hono/html';
import { type Html, yuan } from '../document.ts';
import { region } from '../page-parts.ts';
import type { RehearsalResult } from '../rehearsal-result.ts';

/** Receipts and amounts: what was filed, what was claimed, for whom. */
export function receiptsSection(result: RehearsalResult): Html {
  if (result.filings.length === 0 && result.claims.length === 0) return html``;
  return html`<h2 id="receipts">回执与金额</h2>${filings(result)}${claims(result)}`;
}

function filings({ filings: rows }: RehearsalResult): Html {
  if (rows.length === 0) return html``;
  return region(
    '备案回执',
    html`<table><caption>备案</caption><thead><tr><th scope="col">培训课程</th><th scope="col">备案回执号</th><th scope="col" class="number">拟培训人数</th><th scope="col" class="number">拟补贴金额（元）</th></tr></thead>
  <tbody>${rows.map((row) => html`<tr><td>${row.course}</td><td class="nowrap">${row.receipt}</td><td class="number">${row.plannedTrainees}</td><td class="number">${yuan(row.plannedSubsidy)}</td></tr>`)}</tbody>
  <tfoot><tr><th scope="row">合计</th><td></td><td class="number">${sum(rows.map((row) => row.plannedTrainees))}</td><td class="number">${yuan(sum(rows.map((row) => row.plannedSubsidy)))}</td></tr></tfoot></table>`,
  );
}

function claims({ claims: rows }: RehearsalResult): Html[] {
  return rows.map(
    (claim) =>
      html`${region(
        `补贴申请 ${claim.receipt}`,
        html`<table><caption>补贴申请 ${claim.receipt}，当前状态：${claim.status}</caption><thead><tr><th scope="col">培训课程</th><th scope="col" class="number">学员人数</th><th scope="col" class="number">补贴金额（元）</th></tr></thead>
  <tbody>${claim.lines.map((line) => html`<tr><td>${line.course}</td><td class="number">${line.trainees}</td><td class="number">${yuan(line.amount)}</td></tr>`)}</tbody>
  <tfoot><tr><th scope="row">合计</th><td class="number">${sum(claim.lines.map((line) => line.trainees))}</td><td class="number">${yuan(claim.amount)}</td></tr></tfoot></table>`,
      )}<details><summary>申请 ${claim.receipt} 的学员（证件号已掩码）</summary>${claim.lines.map((line) => html`<h3>${line.course}（${line.trainees} 人）</h3><p class="masked">${line.traineesMasked.map((id) => html`<span>${id}</span> `)}</p>`)}</details>`,
  );
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
