import { html } from 'hono/html';
import { sha256 } from '../../../evidence/canonical-json.ts';
import { materialPath } from '../../../evidence/layout.ts';
import type { Html } from '../document.ts';
import { bytesOf, digest } from '../page-parts.ts';
import type { RehearsalResult } from '../rehearsal-result.ts';
import { dataUrl, type ReportEvidence } from './report-evidence.ts';

/** The uploaded images by type and page: as the portal stored them, and as they lie in the bundle without EXIF. */
export function materialsSection({ materials }: RehearsalResult, evidence?: ReportEvidence): Html {
  if (materials.length === 0) return html``;
  const types = [...new Set(materials.map(({ type }) => type))];
  return html`<h2 id="materials">材料（${types.length} 类 ${materials.length} 页）</h2>
  <p>「门户所存」是上传时的原文件；「证据包内」去掉了 EXIF 等附加信息，画面不变。</p>
  ${types.map((type) => html`<h3>${type}</h3><ol class="strip papers">${materials.filter((one) => one.type === type).map((one) => paper(one, materials.indexOf(one) + 1, evidence))}</ol>`)}`;
}

function paper(material: RehearsalResult['materials'][number], number: number, evidence?: ReportEvidence): Html {
  const { type, page, fileName, bytes, sha256: stored } = material;
  const path = materialPath(type, page);
  const kept = evidence?.core[path];
  const facts = (hash?: string) => html`<p><span class="title">第 ${page} 页</span> ${fileName}</p>
  <dl class="small"><dt>门户所存</dt><dd>${bytesOf(bytes)}，SHA-256 ${digest(stored)}</dd>${kept === undefined || hash === undefined ? '' : html`<dt>证据包内</dt><dd>${hash === stored ? '与门户所存相同（原文件没有附加信息）' : html`${bytesOf(Buffer.from(kept).length)}，SHA-256 ${digest(hash)}`}</dd>`}</dl>`;
  if (kept === undefined) return html`<li>${facts()}</li>`;
  const hash = sha256(kept);
  return html`<li class="frame" id="material-${number}"><a class="thumb" href="#material-${number}" aria-label="放大「${type}」第 ${page} 页"><img src="${dataUrl('image/jpeg', kept)}" data-sha256="${hash}" data-path="${path}" alt="「${type}」第 ${page} 页，${fileName}"></a>
  ${facts(hash)}
  <nav class="viewer" aria-label="「${type}」第 ${page} 页"><a class="close" href="#materials">关闭</a> <span class="small">${path}</span></nav></li>`;
}
