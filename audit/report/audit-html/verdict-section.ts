import { html } from 'hono/html';
import type { AuditReport } from '../audit-report.ts';
import { conclusionOf } from '../conclusion.ts';
import { type Html, yuan } from '../document.ts';
import { moneyOf } from '../money.ts';
import { figures } from '../page-parts.ts';

/** What the audit comes to: its conclusion with the money that is at stake, and its counts. */
export function verdictSection(report: AuditReport): Html {
  const { cases, counts } = report;
  const { heading, tone, sentences, warning } = conclusionOf(report);
  const { violated, doubted } = moneyOf(cases);
  const staked = (name: string, sum: number | undefined) =>
    sum === undefined ? [] : [[name, yuan(sum), '元'] as const];
  return html`<section class="verdict ${tone === 'good' ? '' : tone}" aria-label="结论"><strong>${heading}</strong>
  ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
  ${warning === undefined ? '' : html`<p class="bad-text">${warning}</p>`}
  ${figures([
    ...(cases.length === 1 ? [] : [['案例', yuan(cases.length), '个'] as const]),
    ...staked('违规涉及', violated),
    ...staked('疑点涉及', doubted),
    ['违规', yuan(counts.violation), '处'],
    ['疑点', yuan(counts.doubt), '处'],
    ...(counts.format === 0 ? [] : [['格式', yuan(counts.format), '处'] as const]),
    ['符合', yuan(counts.pass), '项'],
    ['不适用', yuan(counts['not-applicable']), '项'],
  ])}</section>`;
}
