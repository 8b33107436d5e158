import { html } from 'hono/html';
import { sha256 } from '../../../evidence/canonical-json.ts';
import { WEB_ARCHIVE } from '../../../evidence/layout.ts';
import type { Html } from '../document.ts';
import { digest } from '../page-parts.ts';
import type { RehearsalResult, StageResult } from '../rehearsal-result.ts';
import { dataUrl, lineLink, moment, type ReportEvidence } from './report-evidence.ts';
import { type StageSteps, stageSteps } from './stage-steps.ts';
import { stepItem } from './step-item.ts';

/** The film strip: each stage's last page, masked; a picture fills the window when it is chosen (CSS `:target`). */
export function filmStrip({ stages }: RehearsalResult, evidence?: ReportEvidence): Html {
  if (stages.length === 0) return html``;
  return html`<h2 id="stages">办理过程</h2>
  <p>各步办完时的页面，个人信息在截图前已遮盖。选一张放大；按 Esc 或「关闭」返回。</p>
  <ol class="strip">${stages.map((stage, index) => frame(stage, index, stages.length, evidence))}</ol>`;
}

function frame(stage: StageResult, index: number, count: number, evidence?: ReportEvidence): Html {
  const number = index + 1;
  const picture = stage.screenshot && evidence?.observed[stage.screenshot];
  const label = html`<span class="title">${number}. ${stage.name}</span> <span class="${stage.ok ? 'good' : 'bad-text'}">${stage.ok ? '完成' : '停下'}</span><br><span class="quiet">${stage.at.slice(0, 10)}</span>`;
  if (!picture) return html`<li><a class="no-picture" href="#stage-${number}">${label}</a></li>`;
  const hash = sha256(picture);
  return html`<li class="frame" id="picture-${number}"><a class="thumb" href="#picture-${number}" aria-label="放大第 ${number} 步「${stage.name}」的页面"><img src="${dataUrl('image/png', picture)}" data-sha256="${hash}" alt="第 ${number} 步「${stage.name}」${stage.ok ? '完成后' : '停下时'}的页面"></a>
  <p>${label}</p>
  <nav class="viewer" aria-label="第 ${number} 步的图"><a class="close" href="#stage-${number}">关闭，看这一步</a>${index === 0 ? '' : html` <a href="#picture-${number - 1}">上一步</a>`}${number === count ? '' : html` <a href="#picture-${number + 1}">下一步</a>`} <span class="small">${stage.screenshot}，SHA-256 ${digest(hash)}</span></nav></li>`;
}

/** Each stage with its acts: what was done, what the portal answered, what screen came. */
export function stageArticles({ stages }: RehearsalResult, evidence: ReportEvidence): Html {
  const walked = stageSteps(evidence.lines);
  const sent = new Map(evidence.exchanges.map((exchange) => [exchange.seq, exchange]));
  return html`<h2 id="steps">逐步记录</h2>
  <p>每一步：办理人做了什么、门户答复了什么、出现了哪个页面。「交出」「得到」是脱敏后内容的 SHA-256，可与操作记录和网络存档（${WEB_ARCHIVE}）逐条对照。</p>
  ${walked.map((stage, index) => article(stage, index, stages[index], evidence, sent))}`;
}

function article(
  { name, begin, end, steps }: StageSteps,
  index: number,
  result: StageResult | undefined,
  evidence: ReportEvidence,
  exchanges: ReadonlyMap<number | undefined, ReportEvidence['exchanges'][number]>,
): Html {
  const ok = result?.ok ?? false;
  return html`<section class="stage" id="stage-${index + 1}" aria-label="第 ${index + 1} 步 ${name}"><h3>${index + 1}. ${name} <span class="tag ${ok ? 'good' : 'bad-text'}">${ok ? '完成' : '停下'}</span></h3>
  <p class="small">${moment(begin.vtime)}，操作记录${lineLink(begin.seq)}${end === undefined ? '' : html`至${lineLink(end.seq)}`}${result?.screenshot === undefined ? '' : html`，<a href="#picture-${index + 1}">办完时的页面</a>`}</p>
  ${result?.notes.map((note) => html`<p class="note">${note}</p>`) ?? ''}
  <ol class="steps">${steps.map((step) => stepItem(step, evidence, exchanges))}</ol></section>`;
}
