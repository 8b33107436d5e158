import { html } from 'hono/html';
import type { Html } from '../document.ts';
import { region } from '../page-parts.ts';

export interface ChartParts {
  name: string;
  /** The name that no other region of the page has; the name itself unless stated. */
  label?: string;
  /** Undefined where only the figures stand. */
  drawn: Html | undefined;
  /** What the marks mean. */
  key?: Html | string;
  /** The figures as a table. */
  numbers: Html;
}

/** A drawing with what its marks mean, and its figures as a table for whoever does not see it. */
export function chart({ name, label = name, drawn, key, numbers }: ChartParts): Html {
  return html`<figure class="chart">${drawn === undefined ? '' : html`${region(label, drawn)}<figcaption class="key small"><b>${name}</b>${key === undefined ? '' : html`：${key}`}</figcaption>`}
  <details><summary>「${name}」的数字</summary>${region(`${label}的数字`, numbers)}</details></figure>`;
}
