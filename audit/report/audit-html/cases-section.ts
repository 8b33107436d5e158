import { html } from 'hono/html';
import { type Html, yuan } from '../document.ts';
import type { ReportCover } from '../report-cover.ts';
import { caseAmounts } from './case-amounts.ts';
import { caseDeadlines } from './case-deadlines.ts';
import { caseFindings } from './case-findings.ts';
import { caseLearning } from './case-learning.ts';
import { type CasePart, MOST_DRAWN } from './case-part.ts';
import { caseRules } from './case-rules.ts';
import { caseSeal } from './case-seal.ts';
import { caseSessions } from './case-sessions.ts';
import { caseSignIns } from './case-sign-ins.ts';
import { findingsFilter } from './findings-filter.ts';

/** So few that all of them are open, on paper as well. */
const FEW = 3;

/** The whole of the only case: its sections are the chapters of the page. */
export function onlyCase(part: CasePart): Html {
  return html`${caseSeal(part)}
  ${caseFindings(part)}
  ${rest(part)}`;
}

/** Each case in a part of its own that opens; the page is read case by case. */
export function casesSection(parts: readonly CasePart[], { print }: ReportCover): Html {
  return html`<h2 id="findings">各案例的核查发现</h2>
  <p>按轻重排列<span class="on-screen">，点开一个案例看它的全部内容</span>。${print === 'summary' ? '打印的是摘要：每个案例只印问题的类别、处数和依据，全部内容见 audit.html、audit.xlsx 或用 --print full 重新核查。' : ''}${parts.length > MOST_DRAWN ? `图只为前 ${MOST_DRAWN} 个案例绘制，其余案例的数字在表中。` : ''}</p>
  ${findingsFilter(parts)}
  ${parts.map((part) => casePart(part, parts.length <= FEW))}`;
}

function casePart(part: CasePart, open: boolean): Html {
  const { audited, number, problems } = part;
  const violations = problems.filter(({ verdict }) => verdict === 'violation').length;
  const { enterprise, district, policy } = audited;
  return html`<details class="case" data-case="case-${number}" ${open ? 'open' : ''}><summary><h3>${number}. ${audited.name}</h3> <span class="quiet">${enterprise === undefined ? '' : `${enterprise}　`}</span><span class="${violations > 0 ? 'bad-text' : problems.length > 0 ? 'doubt' : 'good'}">${problems.length === 0 ? '未发现问题' : `违规 ${yuan(violations)} 处，疑点 ${yuan(problems.length - violations)} 处`}</span></summary>
  <div id="case-${number}" class="opened" role="group" aria-label="${audited.name}"><p class="small">${audited.kind === 'bundle' ? '证据包' : '案例文件'}${district === undefined ? '' : `，税收所属区 ${district}`}${policy === undefined ? '' : `，依据 ${policy}`}</p>
  ${caseFindings(part)}
  <div class="rest">${caseRules(part)}
  ${caseSeal(part)}
  ${rest(part)}</div></div></details>`;
}

function rest(part: CasePart): Html {
  return html`${caseDeadlines(part)}
  ${caseLearning(part)}
  ${caseSignIns(part)}
  ${caseSessions(part)}
  ${caseAmounts(part)}`;
}
