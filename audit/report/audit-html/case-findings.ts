import { html } from 'hono/html';
import { type Cause, numberIn, titleOf } from '../causes.ts';
import { type Html, yuan } from '../document.ts';
import { verdictTag } from '../page-parts.ts';
import type { CasePart } from './case-part.ts';
import { findingItem } from './finding-item.ts';
import { findingsFilter } from './findings-filter.ts';
import { leftOut } from './page-limits.ts';

/** The problems of one case by cause, the heaviest first: each cause with its clause, and under it all that stands on it. */
export function caseFindings(part: CasePart): Html {
  const { problems, causes, limits, heading, alone } = part;
  if (problems.length === 0) return html`${heading('findings', '核查发现')}<p>没有发现违规，也没有疑点。</p>`;
  let left = limits.findings;
  const shown = causes.map((cause) => {
    const items = cause.findings.slice(0, Math.max(0, left));
    left -= items.length;
    return causeSection(cause, items, part);
  });
  return html`${heading('findings', `核查发现（${yuan(problems.length)} 处）`)}${alone ? findingsFilter([part]) : ''}
  <div class="causes">${shown}</div>
  ${leftOut(problems.length, limits.findings, '处问题', '问题')}`;
}

function causeSection(cause: Cause, items: Cause['findings'], part: CasePart): Html {
  const { number, rule, verdict, basis, findings, stake } = cause;
  const title = html`<span class="cause-number">${number}</span> ${titleOf(rule, part.rules)}`;
  return html`<section class="cause">${part.alone ? html`<h3>${title}</h3>` : html`<h5>${title}</h5>`}
  <p class="cause-sum">${verdictTag(verdict, findings[0]?.kind)} ${yuan(findings.length)} 处${stake === undefined ? '' : html`，涉及 <b>${yuan(stake)}</b> 元`}</p>
  <blockquote class="clause"><span class="quiet">依据</span> ${basis}</blockquote>
  ${items.length === 0 ? '' : html`<ol class="findings">${items.map((finding, at) => findingItem(finding, numberIn(cause, at), part))}</ol>`}</section>`;
}
