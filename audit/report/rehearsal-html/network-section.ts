import { html } from 'hono/html';
import { sha256 } from '../../../evidence/canonical-json.ts';
import { WEB_ARCHIVE } from '../../../evidence/layout.ts';
import type { Html } from '../document.ts';
import { yuan } from '../document.ts';
import { digest, filterLine, region } from '../page-parts.ts';
import { lineLink, moment, type ReportEvidence } from './report-evidence.ts';

/** Every exchange with the portal, in order; what the browser fetched by itself (fonts, styles, images) comes first. */
export function networkSection({ exchanges }: ReportEvidence): Html {
  return html`<h2 id="network">网络往来（${exchanges.length} 次）</h2>
  <p>演练程序只与本机的模拟门户往来，内容已脱敏，原样收在 <a href="../../${WEB_ARCHIVE}" download>${WEB_ARCHIVE}</a>，可用 ReplayWeb.page 打开。没有记录号的是浏览器自行取用的字体、样式、脚本和图片，每个地址一份。</p>
  <details><summary>逐次查看</summary>
  ${filterLine('exchanges', '如 POST、409、materials、json')}
  ${region(
    '网络往来',
    html`<table class="dense" id="exchanges"><thead><tr><th scope="col">记录</th><th scope="col">方法</th><th scope="col">路径</th><th scope="col" class="number">状态</th><th scope="col">类型</th><th scope="col" class="number">字节</th><th scope="col">模拟时间</th><th scope="col">内容 SHA-256</th></tr></thead>
  <tbody>${exchanges.map(({ seq, method, path, status, location, contentType, body, vtime }) => html`<tr><td class="nowrap">${seq === undefined ? '' : lineLink(seq)}</td><td>${method}</td><td class="path">${readable(path)}${location === undefined ? '' : ` → ${location}`}</td><td class="number ${status >= 400 ? 'bad-text' : ''}">${status}</td><td class="nowrap">${contentType.split(';')[0]}</td><td class="number">${yuan(body.length)}</td><td class="nowrap">${moment(vtime)}</td><td>${digest(sha256(body))}</td></tr>`)}</tbody></table>`,
  )}</details>`;
}

function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
