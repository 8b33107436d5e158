import { html } from 'hono/html';
import type { JournalLine } from '../../../evidence/journal-line.ts';
import { snapshotPath } from '../../../evidence/layout.ts';
import type { ArchivedExchange } from '../../../evidence/warc.ts';
import type { Html } from '../document.ts';
import { digest } from '../page-parts.ts';
import { lineLink, type ReportEvidence } from './report-evidence.ts';
import { sentBrief, sentFields } from './sent-form.ts';
import type { Step } from './stage-steps.ts';

/** Longer answers are in the archive only. */
const LONGEST_ANSWER = 4000;
const SHORT_ANSWER = 60;
const SUFFIX = / - 人社自助经办系统.*$/;

export function stepItem(
  { action, events }: Step,
  evidence: ReportEvidence,
  exchanges: ReadonlyMap<number | undefined, ArchivedExchange>,
): Html {
  return html`<li>${action === undefined ? '' : html`<p class="act"><b>${action.target}</b> <span class="quiet">在「${action.screen}」</span> ${lineLink(action.seq)}</p>`}
  ${events.length === 0 ? '' : html`<ul>${events.map((line) => html`<li>${event(line, evidence, exchanges.get(line.seq))}</li>`)}</ul>`}</li>`;
}

function event(line: JournalLine, evidence: ReportEvidence, exchange?: ArchivedExchange): Html {
  const link = lineLink(line.seq);
  switch (line.kind) {
    case 'screen': {
      const snapshot = evidence.observed[snapshotPath(line.seq)];
      return html`<span class="kind">页面</span> 出现「${line.screen.replace(SUFFIX, '')}」 <code>${line.target}</code> ${link} ${snapshot === undefined ? '' : folded('页面内容（ARIA）', html`<p class="small">SHA-256 ${digest(line.output)}</p><pre>${String(snapshot)}</pre>`)}`;
    }
    case 'receipt':
      return html`<span class="kind good">回执</span> <b>${line.target}</b> ${link}`;
    case 'mail':
      return html`<span class="kind">邮件</span> ${line.target} ${link} <span class="small">内容 ${digest(line.input)}</span>`;
    default:
      return html`<span class="kind ${line.kind === 'answer' ? '' : 'good'}">${line.kind === 'seal' ? '签章' : line.kind === 'upload' ? '上传' : '答复'}</span> <code>${line.target}</code> ${link} <span class="small">${line.input === '' ? '' : html`交出 ${digest(line.input)} `}${line.output === '' ? '' : html`得到 ${digest(line.output)}`}</span> ${exchange === undefined ? '' : contents(exchange)}`;
  }
}

function contents({ sent = '[]', contentType, body }: ArchivedExchange): Html {
  const answer =
    contentType.startsWith('application/json') && body.length <= LONGEST_ANSWER
      ? Buffer.from(body).toString('utf8')
      : '';
  return html`${sent === '[]' ? '' : folded(sentBrief(sent), sentFields(sent))} ${answer === '' ? '' : answer.length <= SHORT_ANSWER ? html`<code>${answer}</code>` : folded('得到的内容', html`<pre>${answer}</pre>`)}`;
}

function folded(name: string, content: Html): Html {
  return html`<details><summary>${name}</summary>${content}</details>`;
}
