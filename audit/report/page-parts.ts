import { html } from 'hono/html';
import type { Finding } from '../../domain/finding.ts';
import { AUDIT_WORDS, COMPANY_WORDS, wordOf } from '../engine/verdicts.ts';
import { type Html, yuan } from './document.ts';

const TONES: Readonly<Record<Finding['verdict'], string>> = {
  pass: 'good',
  violation: 'bad-text',
  doubt: 'doubt',
  'not-applicable': 'quiet',
};

/** For an auditor. */
export function verdictTag(verdict: Finding['verdict'], kind: Finding['kind'] = 'case'): Html {
  return html`<span class="tag ${kind === 'format' ? 'quiet' : TONES[verdict]}">${wordOf({ verdict, kind }, AUDIT_WORDS)}</span>`;
}

/** For the company whose case it is. */
export function companyTag({ verdict, kind }: Pick<Finding, 'verdict' | 'kind'>): Html {
  return html`<span class="tag ${kind === 'format' ? 'quiet' : TONES[verdict]}">${wordOf({ verdict, kind }, COMPANY_WORDS)}</span>`;
}

/** A table that a narrow screen scrolls and a keyboard reaches. */
export function region(name: string, table: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0">${table}</div>`;
}

/** A few figures in one look, each with its name and unit. */
export function figures(list: readonly (readonly [name: string, value: string, unit: string])[]): Html {
  return html`<dl class="figures">${list.map(([name, value, unit]) => html`<div><dt>${name}</dt><dd><b>${value}</b> ${unit}</dd></div>`)}</dl>`;
}

/** Shown by page/filter.js alone: what it does needs a script. */
export function filterLine(table: string, hint: string): Html {
  return html`<p class="filter" hidden><label>筛选 <input type="search" data-filter="${table}" placeholder="${hint}"></label> <output></output></p>`;
}

/** Links to the chapters that this page has. */
export function contents(page: string): Html {
  const chapters = [...page.matchAll(/<h2 id="([a-z-]+)">([^<（]*)/g)];
  return html`<nav class="contents" aria-label="目录">${chapters.map(([, id, name]) => html`<a href="#${id}">${name}</a> `)}</nav>`;
}

/** A digest is there in full for searching and copying; the screen shows its beginning. */
export function digest(value: string): Html {
  return value === '' ? html`<span class="quiet">无</span>` : html`<span class="digest short">${value}</span>`;
}

export function bytesOf(size: number): string {
  return `${yuan(size)} 字节`;
}

/** What every reader of a seal must know. */
export const SEAL_PROVES = '封存证明由谁封存、此后没有改动；不证明采集时如实，时间须由会签或外部时间戳证明。';
