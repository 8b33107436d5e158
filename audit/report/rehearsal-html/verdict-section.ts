import { html } from 'hono/html';
import { type Html, yuan } from '../document.ts';
import { isLate } from '../due-dates/is-late.ts';
import { figures } from '../page-parts.ts';
import type { RehearsalResult } from '../rehearsal-result.ts';

const OUTCOMES = { passed: '全程办结', stopped: '中途停下', unreadable: '案例无法使用' } as const;

/** What it came to, in one look; of a run that stopped, the portal's own words and the due date that was missed. */
export function verdictSection(result: RehearsalResult): Html {
  const { outcome, problem, filings, claims, deadlines, findings, stages } = result;
  const late = deadlines.filter((row) => isLate(row));
  const stopped = stages.findIndex((stage) => !stage.ok);
  const [, where, words] = /^在「([^」]*)」停下：([\s\S]*)$/.exec(problem ?? '') ?? [];
  const counts: [name: string, value: string, unit: string][] = [
    ['备案回执', String(filings.length), '个'],
    ['补贴申请', String(claims.length), '笔'],
    ['补贴合计', yuan(claims.reduce((sum, claim) => sum + claim.amount, 0)), '元'],
    ['逾期', String(late.length), '项'],
    ['发现问题', String(findings.length), '处'],
  ];
  return html`<section class="verdict ${outcome === 'passed' ? '' : 'bad'}" aria-label="结论"><strong>${OUTCOMES[outcome]}</strong>
  ${figures(counts)}
  ${
    problem === undefined
      ? ''
      : words === undefined
        ? html`<p class="bad-text">${problem}</p>`
        : html`<p class="bad-text">停在「${where}」${stopped === -1 ? '' : html`，<a href="#stage-${stopped + 1}">看这一步</a>`}。门户的答复：</p><blockquote>${words}</blockquote>`
  }
  ${late.map((row) => html`<p class="bad-text">错过的时限：${row.subject}「${row.stage}」由${row.owner}办理，最迟 ${row.due}${row.limit === undefined ? '' : `（${row.limit}）`}${row.doneOn === undefined ? '，至今未办' : `，办结于 ${row.doneOn}`}。</p>`)}</section>`;
}
