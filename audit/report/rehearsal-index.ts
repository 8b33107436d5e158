import { html } from 'hono/html';
import { REPORT } from '../../evidence/layout.ts';
import type { DueDate } from '../../evidence/receipts.ts';
import { type Html, reportDocument, yuan } from './document.ts';
import { isLate } from './due-dates/is-late.ts';
import { figures, filterLine, region } from './page-parts.ts';
import { REHEARSAL_STYLE } from './rehearsal-html/rehearsal-style.ts';
import type { RehearsalResult } from './rehearsal-result.ts';

const OUTCOMES = { passed: '办结', stopped: '停下', unreadable: '无法使用' } as const;

/** A case that was cut off: it has no result, and its folder an unfinished record. */
interface CutOffCase {
  name: string;
  told: string;
}

/** `index.html` over several rehearsed cases: one row each, unfinished ones first; sorted and searched in the page. */
export function rehearsalIndex(results: readonly RehearsalResult[], cutOff: readonly CutOffCase[] = []): string {
  const order = [...results].sort((a, b) => Number(a.outcome === 'passed') - Number(b.outcome === 'passed'));
  const passed = results.filter(({ outcome }) => outcome === 'passed').length;
  const failed = results.length - passed + cutOff.length;
  const counts: [name: string, value: string, unit: string][] = [
    ['案例', yuan(results.length + cutOff.length), '个'],
    ['办结', yuan(passed), '个'],
    ['备案回执', yuan(sum(results.map(({ filings }) => filings.length))), '个'],
    ['补贴合计', yuan(sum(results.map(claimed))), '元'],
    ['逾期', yuan(sum(results.map(({ deadlines }) => deadlines.filter(isLate).length))), '项'],
    ['发现问题', yuan(sum(results.map(({ findings }) => findings.length))), '处'],
  ];
  return reportDocument(
    '演练总览',
    html`<h1>演练总览</h1>
    <section class="verdict ${failed === 0 ? '' : 'bad'}" aria-label="结论"><strong>${failed === 0 ? '全部办结' : `${failed} 个未办结`}</strong>
    ${figures(counts)}</section>
    <h2>各案例</h2>
    ${filterLine('cases', '案例、企业、区、回执号、停下')}
    ${region(
      '各案例',
      html`<table id="cases" class="sortable"><thead><tr><th scope="col">案例</th><th scope="col">企业</th><th scope="col">税收所属区</th><th scope="col">结果</th><th scope="col">备案回执</th><th scope="col">补贴申请</th><th scope="col" class="number">补贴合计（元）</th><th scope="col">最近的时限</th><th scope="col" class="number">问题</th></tr></thead>
    <tbody>${cutOff.map((one) => cutOffRow(one))}${order.map((result) => row(result))}</tbody></table>`,
    )}`,
    { style: REHEARSAL_STYLE, scripts: ['filter', 'sort'] },
  );
}

function row(result: RehearsalResult): Html {
  const { case: name, enterprise, district, outcome, problem, filings, claims, findings } = result;
  return html`<tr><td><a href="${encodeURIComponent(name)}/${REPORT}">${name}</a></td><td class="name">${enterprise ?? ''}</td><td class="nowrap">${district ?? ''}</td><td><span class="tag ${outcome === 'passed' ? 'good' : 'bad-text'}">${OUTCOMES[outcome]}</span>${problem === undefined ? '' : html`<p class="small problem">${problem}</p>`}</td><td>${filings.map(({ receipt }) => html`<div class="nowrap">${receipt}</div>`)}</td><td>${claims.map(({ receipt, status }) => html`<div class="nowrap">${receipt} ${status}</div>`)}</td><td class="number">${yuan(claimed(result))}</td><td>${nearest(result.deadlines)}</td><td class="number">${findings.length}</td></tr>`;
}

function cutOffRow({ name, told }: CutOffCase): Html {
  return html`<tr><td>${name}</td><td></td><td></td><td><span class="tag bad-text">中断</span><p class="small problem">${told}。加 --resume 接着演练。</p></td><td></td><td></td><td class="number"></td><td></td><td class="number"></td></tr>`;
}

/** The most urgent due date: a missed one, else the earliest of the stages under way. */
function nearest(deadlines: readonly DueDate[]): Html {
  const open = deadlines
    .filter((row) => row.due !== undefined && (isLate(row) || row.state === '进行中'))
    .sort((a, b) => Number(isLate(b)) - Number(isLate(a)) || ((a.due ?? '') < (b.due ?? '') ? -1 : 1));
  const [first] = open;
  if (first === undefined) return html`<span class="quiet">无</span>`;
  return html`<span class="nowrap ${isLate(first) ? 'bad-text' : ''}">${first.due}${isLate(first) ? ' 逾期' : ''}</span><p class="small">${first.owner}：${first.stage}</p>`;
}

function claimed({ claims }: RehearsalResult): number {
  return sum(claims.map(({ amount }) => amount));
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
