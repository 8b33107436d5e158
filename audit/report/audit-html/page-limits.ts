import { html } from 'hono/html';
import type { AuditedCase } from '../audit-report.ts';
import { type Html, yuan } from '../document.ts';

/** How much of each case the page holds at most; beyond it the page says how much more there is, and where. */
export interface Limits {
  findings: number;
  persons: number;
  files: number;
  days: number;
}

/** Measured (docs/benchmark.md): a page of this much opens in under two seconds. audit.xlsx and audit.json have everything. */
const WHOLE_PAGE = { findings: 6_000, persons: 8_000, files: 8_000, days: 6_000 };

/** What small cases do not need goes to the large ones. */
export function limitsOf(cases: readonly AuditedCase[], problems: readonly number[]): Limits {
  return {
    findings: fairShare(problems, WHOLE_PAGE.findings),
    persons: fairShare(
      cases.map(({ amounts }) => amounts.length),
      WHOLE_PAGE.persons,
    ),
    files: fairShare(
      cases.map(({ files }) => files.length),
      WHOLE_PAGE.files,
    ),
    days: fairShare(
      cases.map(({ activity }) => activity.signIns.length),
      WHOLE_PAGE.days,
    ),
  };
}

/** The largest number that each may take when together they take no more than `whole`; one at least. */
export function fairShare(wanted: readonly number[], whole: number): number {
  let left = whole;
  const sorted = [...wanted].sort((a, b) => a - b);
  for (const [index, count] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - index));
    if (count > share) return Math.max(1, share);
    left -= count;
  }
  return Math.max(1, sorted.at(-1) ?? 0);
}

/** What the page leaves out; empty where it shows everything. */
export function leftOut(total: number, shown: number, what: string, sheet?: string): Html {
  return total <= shown
    ? html``
    : html`<p class="left-out">另有 ${yuan(total - shown)} ${what}未在本页列出，全部见${sheet === undefined ? '' : html` <a href="audit.xlsx">audit.xlsx</a>（「${sheet}」）和`} <a href="audit.json">audit.json</a>。</p>`;
}
