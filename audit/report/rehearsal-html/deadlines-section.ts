import { html } from 'hono/html';
import type { Day } from '../../../domain/date.ts';
import type { Html } from '../document.ts';
import { isLate } from '../due-dates/is-late.ts';
import { dueDatesTable, timeLineKey } from '../due-dates/table.ts';
import { timeLine } from '../due-dates/time-line.ts';
import { region } from '../page-parts.ts';
import type { RehearsalResult } from '../rehearsal-result.ts';

/** The time line, who must act next, and the same figures as a table. */
export function deadlinesSection({ deadlines: rows }: RehearsalResult, today: Day): Html {
  if (rows.length === 0) return html``;
  const open = rows.filter(({ state }) => state === '进行中' || state === '已逾期');
  return html`<h2 id="deadlines">时限与进度</h2>
  <p>截至 ${today}：${
    open.length === 0
      ? rows.every(({ state }) => state === '已完成')
        ? '各阶段均已办结。'
        : '没有正在办理的阶段。'
      : open.map(
          (row) =>
            html`<span class="ball ${isLate(row) ? 'bad-text' : ''}">轮到<b>${row.owner}</b>办理「${row.stage}」（${row.subject}）${row.due === undefined ? '' : `，最迟 ${row.due}`}${row.state === '已逾期' ? '，已逾期' : ''}。</span> `,
        )
  }</p>
  ${region('时间线', timeLine(rows, today, { id: 'time-line', until: '演练终止日' }))}
  <p class="key small">${timeLineKey}</p>
  ${region('时限与进度', dueDatesTable(rows, today))}`;
}
