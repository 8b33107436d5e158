import { html } from 'hono/html';
import { type Html, yuan } from '../document.ts';
import { digest, filterLine, region } from '../page-parts.ts';
import type { CasePart } from './case-part.ts';
import { linked } from './case-seal.ts';
import { leftOut } from './page-limits.ts';

/** What lies in the bundle: each file with its size and digest, to be compared with its manifest. */
export function caseFiles({ audited: { kind, files }, limits, links, heading, id, label }: CasePart): Html {
  const head = heading('files', '证据索引');
  if (files.length === 0)
    return html`${head}<p>${kind === 'case' ? '这是案例文件，不是证据包，没有证据索引。' : '证据包里没有可读的文件。'}</p>`;
  const shown = files.slice(0, limits.files);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return html`${head}<p>证据包内 ${yuan(files.length)} 个文件，共 ${yuan(bytes)} 字节；SHA-256 应与其中的 manifest-sha256.txt 相同。</p>
  <details><summary>逐个文件</summary>${filterLine(id('files-table'), '路径、校验值')}
  ${region(
    label('证据索引'),
    html`<table class="dense" id="${id('files-table')}"><thead><tr><th scope="col">路径</th><th scope="col" class="number">字节</th><th scope="col">SHA-256</th></tr></thead><tbody>${shown.map(({ path, bytes: size, sha256 }) => html`<tr><td class="path">${linked(links.inBundle(path), path)}</td><td class="number">${yuan(size)}</td><td>${digest(sha256)}</td></tr>`)}</tbody></table>`,
  )}${leftOut(files.length, shown.length, '个文件', '证据索引')}</details>`;
}
