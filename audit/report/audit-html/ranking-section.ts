import { html } from 'hono/html';
import type { Verdict } from '../../../evidence/verify.ts';
import type { AuditReport } from '../audit-report.ts';
import { type Html, yuan } from '../document.ts';
import { filterLine, region } from '../page-parts.ts';
import type { CasePart } from './case-part.ts';

export const SEAL_VERDICTS: Readonly<Record<Verdict['verdict'], { name: string; tone: string }>> = {
  intact: { name: '完好', tone: 'good' },
  incomplete: { name: '未完成', tone: 'doubt' },
  broken: { name: '不通过', tone: 'bad-text' },
};

/** All cases by what is at stake in them, each linked to its part. */
export function rankingSection({ ranking }: AuditReport, parts: readonly CasePart[]): Html {
  const weights = new Map(ranking.map((ranked) => [ranked.case, ranked]));
  return html`<h2 id="ranking">按问题轻重排列</h2>
  <p>按违规涉及的补贴金额和人次排列，其次按疑点涉及的；同一人同一项目只计一次，格式问题不计。金额是结论成立时受影响的补贴，只说明先看哪个，不是结论。</p>
  ${filterLine('cases', '案例、企业、区')}
  ${region(
    '按问题轻重排列',
    html`<table id="cases" class="sortable dense"><thead><tr><th scope="col" class="number">序</th><th scope="col">案例</th><th scope="col">企业</th><th scope="col">税收所属区</th><th scope="col" class="number">违规涉及（元）</th><th scope="col" class="number">疑点涉及（元）</th><th scope="col" class="number">违规</th><th scope="col" class="number">疑点</th><th scope="col">封存</th></tr></thead>
  <tbody>${parts.map(({ audited, number }) => {
    const { stake, violations = 0, doubts = 0 } = weights.get(audited.name) ?? {};
    return html`<tr><td class="number">${number}</td><td class="nowrap"><a href="#case-${number}">${audited.name}</a></td><td class="name">${audited.enterprise ?? html`<span class="quiet">未读到</span>`}</td><td class="nowrap">${audited.district ?? ''}</td><td class="number">${yuan(stake?.violation.yuan ?? 0)}</td><td class="number">${yuan(stake?.doubt.yuan ?? 0)}</td><td class="number ${violations > 0 ? 'bad-text' : ''}">${yuan(violations)}</td><td class="number ${doubts > 0 ? 'doubt' : ''}">${yuan(doubts)}</td><td class="nowrap">${sealWord(audited.seal)}</td></tr>`;
  })}</tbody></table>`,
  )}`;
}

function sealWord(seal: Verdict | undefined): Html {
  if (seal === undefined) return html`<span class="quiet">案例文件</span>`;
  const { name, tone } = SEAL_VERDICTS[seal.verdict];
  return html`<span class="${tone}">${name}${seal.verdict === 'intact' && seal.sealedBy === null ? '（未封存）' : ''}</span>`;
}
