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

/** All cases by the weight of what was found, each linked to its part. */
export function rankingSection({ ranking }: AuditReport, parts: readonly CasePart[]): Html {
  const weights = new Map(ranking.map((ranked) => [ranked.case, ranked]));
  return html`<h2 id="ranking">按问题轻重排列</h2>
  <p>错误计 5，存疑计 1，同一规则最多计 10 次；分值相同的按名称排列。分值只说明先看哪个，不是结论。</p>
  ${filterLine('cases', '案例、企业、区')}
  ${region(
    '按问题轻重排列',
    html`<table id="cases" class="sortable dense"><thead><tr><th scope="col" class="number">序</th><th scope="col">案例</th><th scope="col">企业</th><th scope="col">税收所属区</th><th scope="col" class="number">分值</th><th scope="col" class="number">错误</th><th scope="col" class="number">存疑</th><th scope="col">封存</th></tr></thead>
  <tbody>${parts.map(({ audited, number }) => {
    const { weight = 0, violations = 0, doubts = 0 } = weights.get(audited.name) ?? {};
    return html`<tr><td class="number">${number}</td><td class="nowrap"><a href="#case-${number}">${audited.name}</a></td><td class="name">${audited.enterprise ?? html`<span class="quiet">未读到</span>`}</td><td class="nowrap">${audited.district ?? ''}</td><td class="number">${yuan(weight)}</td><td class="number ${violations > 0 ? 'bad-text' : ''}">${yuan(violations)}</td><td class="number ${doubts > 0 ? 'doubt' : ''}">${yuan(doubts)}</td><td class="nowrap">${sealWord(audited.seal)}</td></tr>`;
  })}</tbody></table>`,
  )}`;
}

function sealWord(seal: Verdict | undefined): Html {
  if (seal === undefined) return html`<span class="quiet">案例文件</span>`;
  const { name, tone } = SEAL_VERDICTS[seal.verdict];
  return html`<span class="${tone}">${name}${seal.verdict === 'intact' && seal.sealedBy === null ? '（未封存）' : ''}</span>`;
}
