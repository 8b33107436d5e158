import { html } from 'hono/html';
import type { Day } from '../../../domain/date.ts';
import type { DueDate } from '../../../evidence/receipts.ts';
import { chart } from '../charts/figure.ts';
import type { Html } from '../document.ts';
import { isLate, isShort, TO_CHECK } from '../due-dates/is-late.ts';
import { dueDatesTable, timeLineKey } from '../due-dates/table.ts';
import { timeLine } from '../due-dates/time-line.ts';
import type { CasePart } from './case-part.ts';

/** Which limits were kept, drawn to scale, and the same figures as a table. */
export function caseDeadlines({ audited: { deadlines }, heading, id, drawn, label }: CasePart): Html {
  const head = heading('deadlines', '时限');
  const until = lastDay(deadlines);
  if (until === undefined) return html`${head}<p>没有办理日期，无法推算时限；填写「办理日期」表后再核查。</p>`;
  const late = deadlines.filter(isLate);
  const short = deadlines.filter(isShort);
  const toCheck = deadlines.filter(({ state }) => state === TO_CHECK).length;
  const done = deadlines.filter((row) => row.doneOn !== undefined && !isLate(row) && !isShort(row)).length;
  return html`${head}<p>${deadlines.length} 个阶段：按期办结 ${done} 个，逾期 <b class="${late.length > 0 ? 'bad-text' : ''}">${late.length}</b> 个，尚未办结 ${deadlines.length - done - late.length - short.length - toCheck} 个${toCheck === 0 ? '' : `，何时办结须核对 ${toCheck} 个`}。${short.map((row) => html`<br><span class="bad-text">不足期：${row.subject}「${row.stage}」在 ${row.doneOn} 结束，应满至 ${row.due}。</span>`)}${late.map((row) => html`<br><span class="bad-text">逾期：${row.subject}「${row.stage}」由${row.owner}办理，最迟 ${row.due}${row.limit === undefined ? '' : `（${row.limit}）`}${row.doneOn === undefined ? '，未见办结' : `，办结于 ${row.doneOn}`}。</span>`)}</p>
  ${chart({
    name: '时间线',
    label: label('时间线'),
    drawn: drawn ? timeLine(deadlines, until, { id: id('time-line'), until: '记录截止日' }) : undefined,
    key: timeLineKey,
    numbers: dueDatesTable(deadlines, until, id('due-dates')),
  })}`;
}

/** The last day that the case tells of: an audit has no clock of its own. */
function lastDay(rows: readonly DueDate[]): Day | undefined {
  return rows
    .flatMap(({ startedOn, doneOn }) => [startedOn, doneOn])
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}
