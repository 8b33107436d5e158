import { html } from 'hono/html';
import { CalendarError, workingDaysLeft } from '../../../domain/calendar/working-days.ts';
import { type Day, dayNumber } from '../../../domain/date.ts';
import type { DueDate } from '../../../evidence/receipts.ts';
import type { Html } from '../document.ts';
import { isLate, isNotice, isShort, TO_CHECK } from './is-late.ts';

/** What the marks of a time line mean. */
export const timeLineKey: Html = html`<span class="swatch unit"></span>企业 <span class="swatch provider"></span>物学网 <span class="swatch bureau"></span>区人社局 <span class="swatch centre"></span>区就促中心 <span class="swatch finance"></span>区财政；「工」字形标记为最迟日期，底色为法定休息日（周末与节假日，调休上班日除外）`;

/** The figures behind a time line, and how much of each limit was left. */
export function dueDatesTable(rows: readonly DueDate[], today: Day, id = 'due-dates'): Html {
  return html`<table id="${id}"><thead><tr><th scope="col">事项</th><th scope="col">阶段</th><th scope="col">经办方</th><th scope="col">起算</th><th scope="col">时限</th><th scope="col">最迟日期</th><th scope="col">办结日期</th><th scope="col">余量</th><th scope="col">状态</th></tr></thead>
  <tbody>${rows.map((row) => html`<tr><td>${row.subject}</td><td>${row.stage}</td><td class="nowrap">${row.owner}</td><td class="nowrap">${row.startedOn ?? ''}</td><td>${row.limit ?? '无'}</td><td class="nowrap">${row.due ?? ''}</td><td class="nowrap">${row.doneOn ?? ''}</td><td class="nowrap">${slack(row, today)}</td><td><span class="tag ${isLate(row) || isShort(row) ? 'bad-text' : row.state === '已完成' ? 'good' : 'quiet'}">${row.state}</span></td></tr>`)}</tbody></table>`;
}

/** How long before or after the due day it was done, or is left; in the unit of the limit. */
function slack(row: DueDate, today: Day): string {
  const { due, doneOn, limit = '', startedOn } = row;
  if (due === undefined || startedOn === undefined || row.state === TO_CHECK) return '';
  const at = doneOn ?? today;
  const unit = limit.includes('工作日') ? '个工作日' : '天';
  const left = unit === '天' ? dayNumber(due) - dayNumber(at) : workingDays(at, due);
  if (left === undefined) return '';
  if (isNotice(row) && doneOn !== undefined && left !== 0)
    return `${left > 0 ? '不足' : '多公示'} ${Math.abs(left)} ${unit}`;
  if (left < 0 || at > due) return `逾期 ${-left} ${unit}`;
  if (doneOn === undefined) return `还剩 ${left} ${unit}`;
  return left === 0 ? '当日' : `提前 ${left} ${unit}`;
}

function workingDays(from: Day, to: Day): number | undefined {
  try {
    return workingDaysLeft(from, to);
  } catch (error) {
    if (error instanceof CalendarError) return undefined;
    throw error;
  }
}
