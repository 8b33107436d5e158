import { html } from 'hono/html';
import type { Html } from '../document.ts';
import { drawing, tenth } from './drawing.ts';

const [WIDTH, HEIGHT] = [1084, 220];
const [LEFT, RIGHT, TOP, FLOOR] = [16, WIDTH - 16, 34, HEIGHT - 28];
export const HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour);

/** A bar for each hour of the day with its figure; the hours before `nightHour` stand on a darker ground, their bars hollow. */
export function hours(
  values: readonly number[],
  { id, nightHour, title, description }: { id: string; nightHour: number; title: string; description: string },
): Html {
  const most = Math.max(1, ...values);
  const step = (RIGHT - LEFT) / HOURS.length;
  const x = (hour: number): number => tenth(LEFT + hour * step);
  return drawing(
    { id, kind: 'plot', width: WIDTH, height: HEIGHT, title, description },
    html`<rect class="night" x="${LEFT}" y="${TOP - 14}" width="${tenth(nightHour * step)}" height="${FLOOR - TOP + 14}"/><text class="tick" x="${LEFT + 6}" y="${TOP - 20}">凌晨（${nightHour} 时前）</text>
  ${HOURS.map((hour) => {
    const count = values[hour] ?? 0;
    const height = tenth((count * (FLOOR - TOP)) / most);
    return html`${count === 0 ? '' : html`<rect class="${hour < nightHour ? 'short' : 'full'}" x="${tenth(x(hour) + 5)}" y="${tenth(FLOOR - height)}" width="${tenth(step - 10)}" height="${height}"><title>${hour} 时：${count}</title></rect><text class="value" x="${tenth(x(hour) + step / 2)}" y="${tenth(FLOOR - height - 5)}" text-anchor="middle">${count}</text>`}<text class="tick" x="${tenth(x(hour) + step / 2)}" y="${FLOOR + 18}" text-anchor="middle">${hour}</text>`;
  })}
  <line class="axis" x1="${LEFT}" x2="${RIGHT}" y1="${FLOOR}" y2="${FLOOR}"/>`,
  );
}
