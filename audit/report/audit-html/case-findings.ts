import { html } from 'hono/html';
import { type Html, yuan } from '../document.ts';
import type { CasePart } from './case-part.ts';
import { findingItem } from './finding-item.ts';
import { findingsFilter } from './findings-filter.ts';
import { leftOut } from './page-limits.ts';

/** The problems of one case in the order of the workbook. */
export function caseFindings(part: CasePart): Html {
  const { problems, limits, heading, alone } = part;
  if (problems.length === 0) return html`${heading('findings', '核查发现')}<p>没有发现违规，也没有疑点。</p>`;
  return html`${heading('findings', `核查发现（${yuan(problems.length)} 处）`)}${alone ? findingsFilter([part]) : ''}
  <ol class="findings">${problems.slice(0, limits.findings).map((finding) => findingItem(finding, part))}</ol>
  ${leftOut(problems.length, limits.findings, '处问题', '问题')}`;
}
