import { html } from 'hono/html';
import type { JournalLine } from '../../../evidence/journal-line.ts';
import type { ArchivedExchange } from '../../../evidence/warc.ts';
import type { Html } from '../document.ts';

/** What the report shows of the bundle that it lies in. */
export interface ReportEvidence {
  lines: readonly JournalLine[];
  /** Files of the core but the journal, by path in the bundle. */
  core: Readonly<Record<string, Uint8Array | string>>;
  /** What the run happened to see, by path in the bundle. */
  observed: Readonly<Record<string, Uint8Array | string>>;
  exchanges: readonly ArchivedExchange[];
  /** How many values of each class were replaced, by file of the bundle. */
  redaction: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export function lineLink(seq: number): Html {
  return html`<a class="nowrap" href="#line-${seq}">第 ${seq} 条</a>`;
}

/** `2022-04-27T09:00:00` as `2022-04-27 09:00:00`. */
export function moment(vtime: string): string {
  return vtime.replace('T', ' ');
}

export function dataUrl(type: string, content: Uint8Array | string): string {
  return `data:${type};base64,${Buffer.from(content).toString('base64')}`;
}
