import { html } from 'hono/html';
import { sha256 } from '../../../evidence/canonical-json.ts';
import type { Html } from '../document.ts';
import { digest, region, SEAL_PROVES } from '../page-parts.ts';
import type { RehearsalResult } from '../rehearsal-result.ts';
import type { ReportEvidence } from './report-evidence.ts';

/** Who seals, what the seal covers, how to verify it, and in one sentence what a seal proves and what it doesn't. */
export function sealSection({ evidence }: RehearsalResult, files?: ReportEvidence): Html {
  if (evidence === undefined || files === undefined)
    return html`<h2 id="seal">封存</h2><p class="bad-text">本次演练没有生成证据包，不能作为证据。</p>`;
  const { coreDigest, root, lines, sealedBy } = evidence;
  const core = Object.entries(files.core)
    .map(([path, content]) => ({ path, hash: sha256(content) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return html`<h2 id="seal">封存</h2>
  <p class="lead">${SEAL_PROVES}</p>
  <dl class="facts"><dt>封存方公钥标识</dt><dd class="digest">${sealedBy ?? '没有封存'}</dd>
  <dt>封存范围</dt><dd>证据包内的全部文件（含本报告）、${lines} 条操作记录及其总校验值、核心校验值</dd>
  <dt>操作记录总校验值</dt><dd><span class="digest" id="root" role="note" aria-label="操作记录总校验值">${root}</span></dd>
  <dt>核心校验值</dt><dd><span class="digest" id="core-digest" role="note" aria-label="核心校验值">${coreDigest}</span></dd>
  <dt>如何核验</dt><dd>在证据包文件夹内运行 <code>sh seal/verify.sh 封存方公钥.pem</code>（只需 coreutils 和 openssl），或 <code>npm run verify -- 证据包 --key 封存方公钥.pem</code>。本报告写在封存之前，是被封存的文件之一，自身不能证明已封存：以核验结果为准，并将其给出的核心校验值与上面一行比对。</dd>
  <dt>本页自查</dt><dd><button type="button" id="check" hidden>重新计算本页的校验值</button> <output id="check-result" aria-label="自查结果">需要浏览器允许脚本。</output>
  <p class="small">由浏览器重算：本页每条操作记录的校验值及其连贯、总校验值、页内图片与文件的 SHA-256、核心校验值。它只说明本页前后一致；页面连同脚本都可能被改，所以不能代替上面的核验。</p></dd></dl>
  <details><summary>核心校验值由哪些文件得出（${core.length + 1} 个）</summary>
  <p>操作记录总校验值与下列文件的 SHA-256，按 RFC 8785 写成一个 JSON 后再取 SHA-256。</p>
  ${region('核心文件', html`<table id="core-files"><thead><tr><th scope="col">文件</th><th scope="col">SHA-256</th></tr></thead><tbody>${core.map(({ path, hash }) => html`<tr><td>${path}</td><td>${digest(hash)}</td></tr>`)}</tbody></table>`)}</details>`;
}
