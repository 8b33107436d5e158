import { html } from 'hono/html';
import type { Html } from '../document.ts';

export interface DrawingParts {
  /** Unique within the page. */
  id: string;
  /** Class of the style sheet. */
  kind: string;
  width: number;
  height: number;
  title: string;
  /** What a person sees at a glance, in words and figures. */
  description: string;
}

/** An SVG that a screen reader takes as one picture with a name and a description. */
export function drawing({ id, kind, width, height, title, description }: DrawingParts, marks: Html): Html {
  return html`<svg class="${kind}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${marks}</svg>`;
}

/** A coordinate as it is written: a tenth of a pixel is enough for every screen and printer. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
