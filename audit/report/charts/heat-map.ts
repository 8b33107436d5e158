import { html } from 'hono/html';
import type { Html } from '../document.ts';
import { drawing, tenth } from './drawing.ts';

export interface HeatRow {
  name: string;
  values: readonly number[];
}

const WIDTH = 1084;
const [LEFT, TOP, ROW] = [124, 26, 20];
const SHADES = 5;

/** A cell for each row and column, the darker the more, with its figure in it; an empty one stays white. */
export function heatMap(
  rows: readonly HeatRow[],
  columns: readonly string[],
  { id, unit, title, description }: { id: string; unit: string; title: string; description: string },
): Html {
  const most = Math.max(1, ...rows.flatMap(({ values }) => values));
  const step = (WIDTH - LEFT - 8) / columns.length;
  const x = (column: number): number => tenth(LEFT + column * step);
  const height = TOP + rows.length * ROW + 8;
  return drawing(
    { id, kind: 'plot', width: WIDTH, height, title, description },
    html`${columns.map((name, column) => html`<text class="tick" x="${tenth(x(column) + step / 2)}" y="17" text-anchor="middle">${name}</text>`)}${rows.map(
      ({ name, values }, index) => {
        const y = TOP + index * ROW;
        return html`<text class="name" x="${LEFT - 8}" y="${y + 14}" text-anchor="end">${name}</text><rect class="cells" x="${LEFT}" y="${y}" width="${tenth(step * columns.length)}" height="${ROW}"/>${values.map(
          (value, column) => {
            if (value === 0) return '';
            const shade = Math.ceil((value * SHADES) / most);
            return html`<rect class="heat-${shade}" x="${x(column)}" y="${y + 1}" width="${tenth(step - 1)}" height="${ROW - 2}"><title>${name} ${columns[column]} 时：${value} ${unit}</title></rect><text class="cell ${shade > 3 ? 'on-dark' : ''}" x="${tenth(x(column) + step / 2)}" y="${y + 14}" text-anchor="middle">${value}</text>`;
          },
        )}`;
      },
    )}`,
  );
}
