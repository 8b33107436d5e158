import { html } from 'hono/html';
import type { Html } from '../document.ts';
import { drawing, tenth } from './drawing.ts';

/** Values from `from` up to but not including `to`. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720, 1440];
const MOST_BINS = 28;
const [WIDTH, HEIGHT] = [1084, 250];
const [LEFT, RIGHT, TOP, FLOOR] = [16, WIDTH - 16, 44, HEIGHT - 30];

/** Bins of one width, one of them beginning at `mark`: what is short of it never shares a bar with what is not. */
export function binsAround(values: readonly number[], mark: number): Bin[] {
  if (values.length === 0) return [];
  const [least, most] = [Math.min(mark, ...bounds(values)), Math.max(mark, ...bounds(values))];
  const step = STEPS.find((width) => (most - least) / width < MOST_BINS) ?? Math.ceil((most - least) / MOST_BINS);
  const first = Math.floor((least - mark) / step);
  const counts = new Map<number, number>();
  for (const value of values) {
    const bin = Math.floor((value - mark) / step);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return Array.from({ length: Math.floor((most - mark) / step) - first + 1 }, (_, index) => ({
    from: mark + (first + index) * step,
    to: mark + (first + index + 1) * step,
    count: counts.get(first + index) ?? 0,
  }));
}

/** Bars of one unit's width: hollow below the mark, solid from it on; each with its count above. */
export function histogram(
  bins: readonly Bin[],
  { id, mark, markName, unit, title, description }: HistogramParts,
): Html {
  const highest = Math.max(1, ...bins.map(({ count }) => count));
  const [low = 0, high = 1] = [bins[0]?.from, bins.at(-1)?.to];
  const x = (value: number): number => tenth(LEFT + ((value - low) * (RIGHT - LEFT)) / (high - low));
  const y = (count: number): number => tenth(FLOOR - (count * (FLOOR - TOP)) / highest);
  const every = Math.ceil(bins.length / 14);
  const at = x(mark);
  return drawing(
    { id, kind: 'plot', width: WIDTH, height: HEIGHT, title, description },
    html`${bins.map((bin, index) => {
      const [left, right, top] = [x(bin.from), x(bin.to), y(bin.count)];
      return html`${bin.count === 0 ? '' : html`<rect class="${bin.to <= mark ? 'short' : 'full'}" x="${tenth(left + 1)}" y="${top}" width="${tenth(right - left - 2)}" height="${tenth(FLOOR - top)}"><title>${bin.from} 至 ${bin.to} ${unit}：${bin.count}</title></rect><text class="value" x="${tenth((left + right) / 2)}" y="${tenth(top - 5)}" text-anchor="middle">${bin.count}</text>`}${index % every === 0 ? html`<text class="tick" x="${left}" y="${FLOOR + 18}" text-anchor="middle">${bin.from}</text>` : ''}`;
    })}
  <line class="axis" x1="${LEFT}" x2="${RIGHT}" y1="${FLOOR}" y2="${FLOOR}"/>
  <line class="mark" x1="${at}" x2="${at}" y1="20" y2="${FLOOR + 4}"/><text class="mark-name" x="${at > WIDTH - 200 ? at - 6 : at + 6}" y="16" text-anchor="${at > WIDTH - 200 ? 'end' : 'start'}">${markName}</text>`,
  );
}

interface HistogramParts {
  id: string;
  mark: number;
  markName: string;
  unit: string;
  title: string;
  description: string;
}

function bounds(values: readonly number[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
