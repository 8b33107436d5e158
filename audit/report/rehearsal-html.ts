import { html } from 'hono/html';
import type { Finding } from '../../domain/finding.ts';
import type { JournalLine } from '../evidence/journal-line.ts';
import { type Html, reportDocument, yuan } from './document.ts';
import { journalSection, sealSection } from './evidence-sections.ts';
import type { RehearsalResult, StageResult } from './rehearsal.ts';

const OUTCOMES = { passed: '全程办结', stopped: '中途停下', unreadable: '案例无法使用' } as const;
const JOURNEYS = { filing: '备案', claim: '申请补贴', full: '备案与申请补贴' } as const;
const VERDICTS = { pass: '符合', violation: '错误', doubt: '存疑', 'not-applicable': '不适用' } as const;

/** What the report shows of the bundle that it lies in. */
export interface ReportEvidence {
  lines: readonly JournalLine[];
  /** Files of `data/observed/`, by path in it. */
  observed: Readonly<Record<string, Uint8Array | string>>;
  /** The sealed letter, PDF. */
  letter?: Uint8Array;
}

/**
 * `report.html` of one rehearsed case, one file for a double click: verdict and
 * seal first, then receipts, amounts, due dates, problems, the stages in
 * pictures, and each line of the journal.
 */
export function rehearsalReport(result: RehearsalResult, evidence?: ReportEvidence): string {
  const good = result.outcome === 'passed';
  return reportDocument(
    `${result.case} 演练报告`,
    html`
    <h1>${result.enterprise ?? result.case}：${JOURNEYS[result.journey]}演练报告</h1>
    <p class="under">案例「${result.case}」${result.district === undefined ? '' : `，税收所属区 ${result.district}`}，演练起始日 ${result.today}，种子值 ${result.seed}${result.policy === undefined ? '' : `，依据 ${result.policy}`}</p>
    <section class="verdict ${good ? '' : 'bad'}" aria-label="结论"><strong>${OUTCOMES[result.outcome]}</strong>
      <p>备案回执 ${result.filings.length} 个，补贴申请 ${result.claims.length} 笔，补贴合计 ${yuan(sum(result.claims.map((claim) => claim.amount)))} 元，发现问题 ${result.findings.length} 处</p>
      ${result.problem === undefined ? '' : html`<p class="bad-text">${result.problem}</p>`}</section>
    ${sealSection(result)}
    ${filings(result)} ${materials(result)} ${claims(result)} ${deadlines(result)} ${problems(result.findings)} ${stages(result.stages, evidence)} ${letter(evidence)} ${evidence === undefined ? '' : journalSection(evidence.lines)}`,
  );
}

function filings({ filings: rows }: RehearsalResult): Html {
  if (rows.length === 0) return html``;
  return html`<h2>备案回执</h2>
  <div class="scroll" role="region" aria-label="备案回执" tabindex="0"><table><thead><tr><th scope="col">培训课程</th><th scope="col">备案回执号</th><th scope="col" class="number">拟培训人数</th><th scope="col" class="number">拟补贴金额（元）</th></tr></thead>
  <tbody>${rows.map((row) => html`<tr><td>${row.course}</td><td class="nowrap">${row.receipt}</td><td class="number">${row.plannedTrainees}</td><td class="number">${yuan(row.plannedSubsidy)}</td></tr>`)}</tbody>
  <tfoot><tr><th scope="row">合计</th><td></td><td class="number">${sum(rows.map((row) => row.plannedTrainees))}</td><td class="number">${yuan(sum(rows.map((row) => row.plannedSubsidy)))}</td></tr></tfoot></table></div>`;
}

function materials({ materials: rows }: RehearsalResult): Html {
  if (rows.length === 0) return html``;
  return html`<h2>已上传的材料</h2>
  <div class="scroll" role="region" aria-label="已上传的材料" tabindex="0"><table><thead><tr><th scope="col">材料</th><th scope="col" class="number">页次</th><th scope="col">文件名</th><th scope="col" class="number">大小（字节）</th><th scope="col">门户所存内容的 SHA-256</th></tr></thead>
  <tbody>${rows.map((row) => html`<tr><td>${row.type}</td><td class="number">${row.page}</td><td>${row.fileName}</td><td class="number">${yuan(row.bytes)}</td><td class="digest">${row.sha256}</td></tr>`)}</tbody></table></div>`;
}

function claims({ claims: rows }: RehearsalResult): Html {
  if (rows.length === 0) return html``;
  return html`<h2>补贴申请与金额</h2>
  ${rows.map(
    (
      claim,
    ) => html`<div class="scroll" role="region" aria-label="补贴申请 ${claim.receipt}" tabindex="0"><table><caption>申请回执 ${claim.receipt}，当前状态：${claim.status}</caption><thead><tr><th scope="col">培训课程</th><th scope="col" class="number">学员人数</th><th scope="col" class="number">补贴金额（元）</th></tr></thead>
  <tbody>${claim.lines.map((line) => html`<tr><td>${line.course}</td><td class="number">${line.trainees}</td><td class="number">${yuan(line.amount)}</td></tr>`)}</tbody>
  <tfoot><tr><th scope="row">合计</th><td class="number">${sum(claim.lines.map((line) => line.trainees))}</td><td class="number">${yuan(claim.amount)}</td></tr></tfoot></table></div>`,
  )}`;
}

function deadlines({ deadlines: rows }: RehearsalResult): Html {
  if (rows.length === 0) return html``;
  return html`<h2>时限与进度</h2>
  <div class="scroll" role="region" aria-label="时限与进度" tabindex="0"><table><thead><tr><th scope="col">事项</th><th scope="col">阶段</th><th scope="col">经办方</th><th scope="col">时限</th><th scope="col">最迟日期</th><th scope="col">办结日期</th><th scope="col">状态</th></tr></thead>
  <tbody>${rows.map((row) => html`<tr><td>${row.subject}</td><td>${row.stage}</td><td class="nowrap">${row.owner}</td><td>${row.limit ?? '无'}</td><td class="nowrap">${row.due ?? ''}</td><td class="nowrap">${row.doneOn ?? ''}</td><td><span class="tag ${row.state === '已逾期' ? 'bad-text' : row.state === '已完成' ? 'good' : 'quiet'}">${row.state}</span></td></tr>`)}</tbody></table></div>`;
}

function problems(findings: Finding[]): Html {
  if (findings.length === 0) return html`<h2>发现的问题</h2><p>案例读取时没有发现问题。</p>`;
  return html`<h2>发现的问题（${findings.length}）</h2>
  <div class="scroll" role="region" aria-label="发现的问题" tabindex="0"><table><thead><tr><th scope="col">判定</th><th scope="col">位置</th><th scope="col">问题与处理</th><th scope="col">依据</th></tr></thead>
  <tbody>${findings.map((finding) => html`<tr><td><span class="tag ${finding.verdict === 'violation' ? 'bad-text' : 'doubt'}">${VERDICTS[finding.verdict]}</span></td><td>${finding.where.map((place) => html`<div>${[place.file, place.sheet, place.cell].filter(Boolean).join(' › ')}</div>`)}</td><td>${finding.message}</td><td>${finding.basis}</td></tr>`)}</tbody></table></div>`;
}

function stages(rows: StageResult[], evidence?: ReportEvidence): Html {
  if (rows.length === 0) return html``;
  return html`<h2>办理过程</h2><ol class="stages">
  ${rows.map((stage, index) => {
    const picture = stage.screenshot && evidence?.observed[stage.screenshot.replace('data/observed/', '')];
    return html`<li>${picture ? html`<a href="#picture-${index + 1}"><img id="picture-${index + 1}" src="data:image/png;base64,${Buffer.from(picture).toString('base64')}" alt="第 ${index + 1} 步「${stage.name}」完成后的页面" loading="lazy"></a>` : ''}
    <div><h3>${index + 1}. ${stage.name} <span class="tag ${stage.ok ? 'good' : 'bad-text'}">${stage.ok ? '完成' : '停下'}</span></h3><p>模拟时间 ${stage.at.replace('T', ' ')}，用时 ${stage.seconds.toFixed(1)} 秒</p>${stage.notes.map((note) => html`<p>${note}</p>`)}</div></li>`;
  })}</ol>`;
}

function letter(evidence?: ReportEvidence): Html {
  if (evidence?.letter === undefined) return html``;
  return html`<h2>承诺书</h2><p><a download="告知承诺书.pdf" href="data:application/pdf;base64,${Buffer.from(evidence.letter).toString('base64')}">下载已签章的告知承诺书（PDF）</a>：数字签名覆盖全文，可用 PDF 阅读器或 pdfsig 查看签署单位和是否改动。</p>`;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
