import { html } from 'hono/html';
import type { JournalLine } from '../../evidence/journal-line.ts';
import type { ArchivedExchange } from '../../evidence/web-archive.ts';
import { type Html, yuan } from '../document.ts';

/** What the report shows of the bundle that it lies in. */
export interface ReportEvidence {
  lines: readonly JournalLine[];
  /** Files of `data/core/` but the journal, by path in it. */
  core: Readonly<Record<string, Uint8Array | string>>;
  /** Files of `data/observed/`, by path in it. */
  observed: Readonly<Record<string, Uint8Array | string>>;
  exchanges: readonly ArchivedExchange[];
  /** How many values of each class were replaced, by file of the bundle. */
  redaction: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A table that a narrow screen scrolls and a keyboard reaches. */
export function region(name: string, table: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0">${table}</div>`;
}

/** A digest is there in full for searching and copying; the screen shows its beginning. */
export function digest(value: string): Html {
  return value === '' ? html`<span class="quiet">无</span>` : html`<span class="digest short">${value}</span>`;
}

export function lineLink(seq: number): Html {
  return html`<a class="nowrap" href="#line-${seq}">第 ${seq} 条</a>`;
}

/** `2022-04-27T09:00:00` as `2022-04-27 09:00:00`. */
export function moment(vtime: string): string {
  return vtime.replace('T', ' ');
}

export function bytesOf(size: number): string {
  return `${yuan(size)} 字节`;
}

export function dataUrl(type: string, content: Uint8Array | string): string {
  return `data:${type};base64,${Buffer.from(content).toString('base64')}`;
}
