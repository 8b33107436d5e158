import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { REPORT_STYLE } from './style.ts';

export type Html = ReturnType<typeof html>;

export interface DocumentParts {
  /** Rules of this report beside the common ones. */
  style?: string;
  /** Scripts of `page/`, by name; every report can be read whole without them. */
  scripts?: readonly string[];
  /** What the report is worth, its last sentence. */
  closing?: string;
}

const REHEARSED = '本报告由演练程序在本机模拟环境中生成，回执号、日期与金额均不具任何效力，不能代替在官方系统的申报。';

/**
 * The frame of every HTML report: it says first and last what the report is not. The
 * content security policy in its head allows only the scripts and styles written here, by hash, so no
 * `style` attribute and no handler may be in the markup.
 */
export function reportDocument(
  title: string,
  content: Html,
  { style = '', scripts = [], closing = REHEARSED }: DocumentParts = {},
): string {
  const sheet = `${REPORT_STYLE}${style}`;
  const code = scripts.map((name) => readFileSync(new URL(`./page/${name}.js`, import.meta.url), 'utf8'));
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src ${hashSource(sheet)}`,
    `script-src ${code.length === 0 ? "'none'" : code.map(hashSource).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return String(html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}（模拟环境 · 非官方网站）</title><style>${raw(sheet)}</style></head>
<body>
<header class="simulation">模拟环境 · 非官方网站</header>
<main>${content}
<footer>${closing}<br><strong>模拟环境 · 非官方网站</strong></footer></main>
${code.map((text) => html`<script type="module">${raw(text)}</script>`)}
</body>
</html>
`);
}

/** Yuan with thousands separators, cents only where there are some: 18000 → `18,000`. */
export function yuan(amount: number): string {
  const [whole = '0', cents] = (Math.round(amount * 100) / 100).toString().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return cents === undefined ? grouped : `${grouped}.${cents.padEnd(2, '0')}`;
}

/** Minutes to a tenth, rounded down: 1,079.96 must not read as 1,080, which is the minimum. */
export function minutesOf(minutes: number): string {
  const tenths = Math.floor(minutes * 10 + 1e-6);
  return `${yuan(Math.trunc(tenths / 10))}${tenths % 10 === 0 ? '' : `.${tenths % 10}`}`;
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
