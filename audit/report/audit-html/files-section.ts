import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import type { EvidenceFile } from '../audit-report.ts';
import { type Html, yuan } from '../document.ts';
import { digest, filterLine, region } from '../page-parts.ts';
import type { ReportCover } from '../report-cover.ts';
import type { CasePart } from './case-part.ts';
import { linked } from './case-seal.ts';
import { leftOut } from './page-limits.ts';

interface JudgedFile extends EvidenceFile {
  of: string;
  href: string | undefined;
}

/** Every file that was judged, case by case, and what was read beside them. */
export function filesOf(parts: readonly CasePart[], { alsoRead }: ReportCover): JudgedFile[] {
  return [
    ...parts.flatMap(({ audited: { name, files }, links }) =>
      files.map((file) => ({ ...file, of: name, href: links.inBundle(file.path) })),
    ),
    ...alsoRead.map((file) => ({ ...file, of: '另行读入', href: undefined })),
  ];
}

/** Digest of the list as `sha256sum` writes one, so that a cover vouches for hundreds of files in one line. */
export function listDigest(files: readonly JudgedFile[]): string {
  const lines = files.map(({ of, path, sha256 }) => `${sha256}  ${of}/${path}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** What was judged, each file with its digest: what is held in the hand is compared with it. */
export function filesSection(parts: readonly CasePart[], cover: ReportCover): Html {
  const files = filesOf(parts, cover);
  const head = html`<h2 id="files">证据索引</h2>`;
  if (files.length === 0) return html`${head}<p>没有读到文件，没有证据索引。</p>`;
  const shown = parts.flatMap(({ limits, audited }) => Math.max(0, audited.files.length - limits.files));
  const hidden = shown.reduce((sum, count) => sum + count, 0);
  return html`${head}<p>被核查的 ${yuan(files.length)} 个文件，共 ${yuan(files.reduce((sum, { bytes }) => sum + bytes, 0))} 字节；SHA-256 可与 sha256sum 的结果对照${parts.some(({ audited }) => audited.kind === 'bundle') ? '，证据包内的与其 manifest-sha256.txt 相同' : ''}。清单校验值是下列各行「SHA-256、两个空格、${parts.length > 1 ? '案例' : parts[0]?.audited.name}/路径」的 SHA-256：<span class="digest">${listDigest(files)}</span></p>
  <details><summary>逐个文件</summary>${filterLine('files-table', '路径、校验值')}
  ${fileTable(files, parts)}${leftOut(files.length, files.length - hidden, '个文件', '证据索引')}</details>`;
}

function fileTable(files: readonly JudgedFile[], parts: readonly CasePart[]): Html {
  const most = parts[0]?.limits.files ?? files.length;
  const rows = [...Map.groupBy(files, ({ of }) => of).values()].flatMap((some) => some.slice(0, most));
  const several = new Set(rows.map(({ of }) => of)).size > 1;
  return region(
    '证据索引',
    html`<table class="dense" id="files-table"><thead><tr>${several ? html`<th scope="col">案例</th>` : ''}<th scope="col">路径</th><th scope="col" class="number">字节</th><th scope="col">SHA-256</th></tr></thead><tbody>${rows.map(({ of, path, bytes, sha256, href }) => html`<tr>${several ? html`<td>${of}</td>` : ''}<td class="path">${linked(href, path)}</td><td class="number">${yuan(bytes)}</td><td>${digest(sha256)}</td></tr>`)}</tbody></table>`,
  );
}

/** So few files that a cover holds them all. */
const ON_COVER = 12;

/** For the cover: each file where they fit, otherwise their number and the digest of their list. */
export function filesOnCover(parts: readonly CasePart[], cover: ReportCover): Html {
  const files = filesOf(parts, cover);
  if (files.length === 0) return html`没有读到文件`;
  return files.length > ON_COVER
    ? html`${yuan(files.length)} 个，逐个列于<a href="#files">证据索引</a>；清单校验值 <span class="digest">${listDigest(files)}</span>`
    : html`<ul class="cover-files">${files.map(({ path, sha256 }) => html`<li>${path} <span class="digest">${sha256}</span></li>`)}</ul>`;
}
