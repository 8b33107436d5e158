import { html } from 'hono/html';
import { REPORT_STYLE } from './style.ts';

export type Html = ReturnType<typeof html>;

/** The frame of every HTML report: what it is not stands first and last. */
export function reportDocument(title: string, content: Html): string {
  return String(html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}（模拟环境 · 非官方网站）</title><style>${REPORT_STYLE}</style></head>
<body>
<p class="simulation">模拟环境 · 非官方网站</p>
<main>${content}
<footer>本报告由演练程序在本机模拟环境中生成，回执号、日期与金额均不具任何效力，不能代替在官方系统的申报。</footer></main>
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
