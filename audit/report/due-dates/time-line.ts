import { html } from 'hono/html';
import { CalendarError, isWorkingDay } from '../../../domain/calendar/working-days.ts';
import { type Day, dayFromNumber, dayNumber } from '../../../domain/date.ts';
import type { DueDate } from '../../../evidence/receipts.ts';
import { drawing, tenth } from '../charts/drawing.ts';
import type { Html } from '../document.ts';
import { isLate } from './is-late.ts';

const WIDTH = 1084;
/** Where the days begin and end; left of it stand stage and owner. */
const [LEFT, RIGHT] = [232, WIDTH - 16];
const [TOP, ROW, SUBJECT] = [34, 26, 30];

/** Class of the style sheet by who must act next. */
const OWNERS: Record<string, string> = {
  企业: 'unit',
  物学网: 'provider',
  区人社局: 'bureau',
  区就促中心: 'centre',
  区财政: 'finance',
};

/**
 * The stages drawn to scale over the portal's days: from when, until when, by when, with whom.
 * Rest days are shaded; what is not done ends at `today`, a line named by `until`.
 */
export function timeLine(rows: readonly DueDate[], today: Day, { id, until }: { id: string; until: string }): Html {
  const drawn = rows.filter((row) => row.startedOn !== undefined || row.due !== undefined);
  const days = [...drawn.flatMap(({ startedOn, due, doneOn }) => [startedOn, due, doneOn]), today]
    .filter((day) => day !== undefined)
    .map(dayNumber);
  const [from, to] = [Math.min(...days) - 1, Math.max(...days) + 2];
  const x = (day: number): number => tenth(LEFT + ((day - from) * (RIGHT - LEFT)) / (to - from));
  const subjects = [...new Set(drawn.map(({ subject }) => subject))];
  const height = TOP + subjects.length * SUBJECT + drawn.length * ROW + 26;
  let y = TOP;
  const late = drawn.filter(isLate).length;
  const open = drawn.filter((row) => row.doneOn === undefined && !isLate(row)).length;
  return drawing(
    {
      id,
      kind: 'time-line',
      width: WIDTH,
      height,
      title: '时间线：各阶段自何日起、何日办结、最迟何日',
      description: `${drawn.length} 个阶段，${drawn.length - late - open} 个按期办结，${late} 个逾期，${open} 个未办结；数字与表相同。`,
    },
    html`
  ${restDays(from, to).map(([first, last]) => html`<rect class="rest" x="${x(first)}" y="${TOP - 8}" width="${tenth(x(last + 1) - x(first))}" height="${height - TOP - 14}"/>`)}
  ${months(from, to).map((day) => html`<line class="month" x1="${x(day)}" x2="${x(day)}" y1="16" y2="${height - 22}"/><text class="month-name" x="${x(day) + 5}" y="20">${Number(dayFromNumber(day).slice(5, 7))} 月${dayFromNumber(day).endsWith('01-01') ? `（${dayFromNumber(day).slice(0, 4)}）` : ''}</text>`)}
  ${subjects.map((subject) => {
    const head = html`<text class="subject" x="4" y="${y + 20}">${subject}</text><line class="rule" x1="0" x2="${WIDTH}" y1="${y + 2}" y2="${y + 2}"/>`;
    y += SUBJECT;
    const bars = drawn
      .filter((row) => row.subject === subject)
      .map((row) => {
        const at = y;
        y += ROW;
        return bar(row, at, x, today);
      });
    return html`${head}${bars}`;
  })}
  <line class="today" x1="${x(dayNumber(today))}" x2="${x(dayNumber(today))}" y1="${TOP - 10}" y2="${height - 16}"/><text class="today-name" x="${x(dayNumber(today))}" y="${height - 4}" text-anchor="${x(dayNumber(today)) > RIGHT - 60 ? 'end' : 'middle'}">${until} ${today.slice(5)}</text>`,
  );
}

function bar(row: DueDate, y: number, x: (day: number) => number, today: Day): Html {
  const { stage, owner, due } = row;
  const span = spanOf(row, x, today);
  const mark = due === undefined ? undefined : x(dayNumber(due));
  const words = wordsOf(row);
  const note = placed(words, span?.left ?? mark ?? LEFT, span?.right ?? mark ?? LEFT, mark);
  const late = isLate(row);
  return html`<text x="18" y="${y + 15}">${stage}</text><text class="owner" x="${LEFT - 10}" y="${y + 15}" text-anchor="end">${owner}</text>
  ${span === undefined ? '' : html`<rect class="bar ${OWNERS[owner] ?? ''} ${row.doneOn === undefined ? 'open' : ''} ${late ? 'late' : ''}" x="${span.left}" y="${y + 4}" width="${Math.max(4, tenth(span.right - span.left))}" height="14" rx="2"/>`}
  ${span !== undefined && mark !== undefined && mark > span.right ? slack(span.right, mark, note, y) : ''}
  ${mark === undefined ? '' : html`<path class="due ${late ? 'late' : ''}" d="M${mark} ${y + 1}v20m-4 -20h8m-8 20h8"/>`}
  <text class="${late ? 'late' : 'note'}" x="${tenth(note.x)}" y="${y + 15}" text-anchor="${note.anchor}">${words}</text>`;
}

/** From the day it began to the day it was done, or to today; undefined where it has not begun. */
function spanOf({ startedOn, doneOn }: DueDate, x: (day: number) => number, today: Day) {
  if (startedOn === undefined) return undefined;
  return { left: x(dayNumber(startedOn)), right: x(dayNumber(doneOn ?? today)) };
}

function wordsOf(row: DueDate): string {
  const { doneOn, due, state } = row;
  return [
    doneOn === undefined ? state : `${doneOn.slice(5)} 办结`,
    ...(due === undefined ? [] : [`最迟 ${due.slice(5)}`]),
    ...(isLate(row) && doneOn !== undefined ? ['逾期'] : []),
  ].join('，');
}

/** The time left between bar and mark: a line that begins behind the words where these stand between them. */
function slack(right: number, mark: number, note: { x: number; width: number }, y: number): Html {
  const from = note.x > right && note.x < mark ? note.x + note.width + 4 : right;
  return html`<line class="slack" x1="${tenth(from)}" x2="${mark}" y1="${y + 11}" y2="${y + 11}"/>`;
}

/** Where the words of a bar have room: behind bar and mark, else between them, else before them. */
function placed(words: string, left: number, right: number, mark = right) {
  const width = [...words].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 7), 0);
  const after = Math.max(right, mark) + 10;
  if (after + width < RIGHT) return { x: after, width, anchor: 'start' };
  if (right + width + 24 < mark) return { x: right + 10, width, anchor: 'start' };
  return { x: Math.min(left, mark) - 8, width, anchor: 'end' };
}

/** Runs of days off; years without a known calendar stay unshaded, never guessed. */
function restDays(from: number, to: number): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (let day = from; day < to; day += 1) {
    if (works(day)) continue;
    const open = runs.at(-1);
    if (open?.[1] === day - 1) open[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

function works(day: number): boolean {
  try {
    return isWorkingDay(dayFromNumber(day));
  } catch (error) {
    if (error instanceof CalendarError) return true;
    throw error;
  }
}

/** The first days of months; of a span of years only the quarters, so that names do not meet. */
function months(from: number, to: number): number[] {
  const firsts = Array.from({ length: to - from }, (_, index) => from + index).filter((day) =>
    dayFromNumber(day).endsWith('-01'),
  );
  return firsts.length > 14
    ? firsts.filter((day) => [1, 4, 7, 10].includes(Number(dayFromNumber(day).slice(5, 7))))
    : firsts;
}
