import { html } from 'hono/html';
import { type Html, yuan } from '../document.ts';
import { region } from '../page-parts.ts';
import type { ReportEvidence } from './report-evidence.ts';

/** What was replaced before anything was hashed or written: how many of each class, and in which file of the bundle. */
export function redactionSection({ redaction }: ReportEvidence): Html {
  const places = byPlace(redaction);
  const kinds = [...new Set(places.flatMap(([, replaced]) => Object.keys(replaced)))].sort();
  const total = (kind: string) => places.reduce((sum, [, replaced]) => sum + (replaced[kind] ?? 0), 0);
  return html`<h2 id="redaction">脱敏</h2>
  <p>下列内容在计算校验值和写盘之前已换成标记，如 <span class="nowrap">〔身份证号 9f86d081884c 310***********0012〕</span>：类别、由密钥算出的短标记（同一人始终相同）、供阅读的掩码。密钥和原值只在加密的 data/private/case.age 中，须审计方的密钥才能打开；数字证书密码不在任何文件中。截图在拍摄前已遮盖相应位置。</p>
  ${region(
    '脱敏',
    html`<table id="redacted"><thead><tr><th scope="col">所在文件</th>${kinds.map((kind) => html`<th scope="col" class="number">${kind}</th>`)}</tr></thead>
  <tbody>${places.map(([place, replaced]) => html`<tr><td>${place}</td>${kinds.map((kind) => html`<td class="number">${replaced[kind] === undefined ? '' : yuan(replaced[kind])}</td>`)}</tr>`)}</tbody>
  <tfoot><tr><th scope="row">合计</th>${kinds.map((kind) => html`<td class="number">${yuan(total(kind))}</td>`)}</tr></tfoot></table>`,
  )}`;
}

/** The files of a folder that has many (screens, pictures) stand as one. */
function byPlace(files: ReportEvidence['redaction']): [place: string, replaced: Record<string, number>][] {
  const folders = new Map<string, { files: number; replaced: Record<string, number> }>();
  for (const [path, replaced] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const place = /^data\/observed\/[^/]+\//.exec(path)?.[0] ?? path;
    const sum = folders.get(place) ?? { files: 0, replaced: {} };
    sum.files += 1;
    for (const [kind, count] of Object.entries(replaced)) sum.replaced[kind] = (sum.replaced[kind] ?? 0) + count;
    folders.set(place, sum);
  }
  return [...folders].map(([place, { files: count, replaced }]) => [
    place.endsWith('/') ? `${place}（${count} 个文件）` : place,
    replaced,
  ]);
}
