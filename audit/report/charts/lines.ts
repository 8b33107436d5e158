import { html } from 'hono/html';
import { type Html, minutesOf } from '../document.ts';
import { drawing, tenth } from './drawing.ts';

/** Minutes of one person. */
export interface Line {
  name: string;
  value: number;
}

const WIDTH = 1084;
const [LEFT, RIGHT, TOP, ROW] = [350, WIDTH - 90, 30, 22];

/**
 * One bar a line, from the mark to the value: hollow to its left where short of it, solid to its right.
 * Drawn from 0, a thousand minutes and twenty more would look the same.
 */
export function lines(
  list: readonly Line[],
  {
    id,
    mark,
    markName,
    title,
    description,
  }: { id: string; mark: number; markName: string; title: string; description: string },
): Html {
  const values = [mark, ...list.map(({ value }) => value)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (value: number): number => tenth(LEFT + ((value - low) * (RIGHT - LEFT)) / Math.max(1, high - low));
  const height = TOP + list.length * ROW + 12;
  const at = x(mark);
  const late = at > WIDTH - 240;
  return drawing(
    { id, kind: 'plot', width: WIDTH, height, title, description },
    html`${list.map(({ name, value }, index) => {
      const y = TOP + index * ROW;
      const [from, to] = [Math.min(at, x(value)), Math.max(at, x(value))];
      return html`<text class="name" x="${LEFT - 14}" y="${y + 15}" text-anchor="end">${name}</text><rect class="${value < mark ? 'short' : 'full'}" x="${from}" y="${y + 4}" width="${Math.max(2, tenth(to - from))}" height="14"><title>${name}：${minutesOf(value)}</title></rect><text class="value" x="${WIDTH - 16}" y="${y + 15}" text-anchor="end">${minutesOf(value)}</text>`;
    })}
  <line class="mark" x1="${at}" x2="${at}" y1="20" y2="${height - 6}"/><text class="mark-name" x="${late ? at - 6 : at + 6}" y="16" text-anchor="${late ? 'end' : 'start'}">${markName}</text>`,
  );
}
