import { html } from 'hono/html';
import { type Html, yuan } from '../document.ts';
import type { RehearsalResult } from '../rehearsal.ts';
import { region } from './parts.ts';

/** What was replaced before anything was hashed or written, by class. */
export function redactionSection({ evidence }: RehearsalResult): Html {
  if (evidence === undefined) return html``;
  return html`<h2 id="redaction">脱敏</h2>
  <p>下列内容在计算校验值和写盘之前已换成标记，如 <span class="nowrap">〔身份证号 9f86d081884c 310***********0012〕</span>：类别、由密钥算出的短标记（同一人始终相同）、供阅读的掩码。密钥和原值只在加密的 data/private/case.age 中，须审计方的密钥才能打开；数字证书密码不在任何文件中。截图在拍摄前已遮盖相应位置。</p>
  ${region(
    '脱敏',
    html`<table><thead><tr><th scope="col">类别</th><th scope="col" class="number">替换次数</th></tr></thead><tbody>${Object.entries(evidence.redacted).map(([kind, count]) => html`<tr><td>${kind}</td><td class="number">${yuan(count)}</td></tr>`)}</tbody></table>`,
  )}`;
}
