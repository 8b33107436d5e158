import { html } from 'hono/html';
import { type Html, minutesOf } from '../document.ts';
import { drawing, tenth } from './drawing.ts';

/** Minutes of one person. */
export interface Line {
  name: string;
  value: number;
}

const WIDTH = 1084;
const [LEFT, RIGHT, TOP, ROW] = [330, WIDTH - 70, 30, 22];

/** One bar a line from 0, its name left of it and its figure at the right; hollow where it is short of the mark. */
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
  const most = Math.max(mark, ...list.map(({ value }) => value), 1);
  const x = (value: number): number => tenth(LEFT + (value * (RIGHT - LEFT)) / most);
  const height = TOP + list.length * ROW + 12;
  const at = x(mark);
  return drawing(
    { id, kind: 'plot', width: WIDTH, height, title, description },
    html`${list.map(({ name, value }, index) => {
      const y = TOP + index * ROW;
      return html`<text class="name" x="${LEFT - 10}" y="${y + 15}" text-anchor="end">${name}</text><rect class="${value < mark ? 'short' : 'full'}" x="${LEFT}" y="${y + 4}" width="${Math.max(1, tenth(x(value) - LEFT))}" height="14"><title>${name}：${minutesOf(value)}</title></rect><text class="value" x="${WIDTH - 16}" y="${y + 15}" text-anchor="end">${minutesOf(value)}</text>`;
    })}
  <line class="mark" x1="${at}" x2="${at}" y1="20" y2="${height - 6}"/><text class="mark-name" x="${at > WIDTH - 200 ? at - 6 : at + 6}" y="16" text-anchor="${at > WIDTH - 200 ? 'end' : 'start'}">${markName}</text>`,
  );
}
