import { html } from 'hono/html';
import { sha256 } from '../../../evidence/canonical-json.ts';
import { LETTER } from '../../../evidence/layout.ts';
import { letterSignature } from '../../../evidence/letter-signature.ts';
import type { Html } from '../document.ts';
import { bytesOf, digest } from '../page-parts.ts';
import type { RehearsalResult } from '../rehearsal-result.ts';
import { dataUrl, type ReportEvidence } from './report-evidence.ts';

const SEALING = '承诺书签章';

/** The sealed letter: who signed, until when the certificate holds, whether the signature is good; and the file itself. */
export function letterSection({ stages }: RehearsalResult, { core }: ReportEvidence): Html {
  const letter = core[LETTER];
  if (letter === undefined) return html``;
  const pdf = Buffer.from(letter);
  const hash = sha256(pdf);
  const signature = letterSignature(pdf);
  const stage = stages.findIndex(({ name, screenshot }) => name === SEALING && screenshot !== undefined);
  const good = signature?.genuine === true && signature.whole;
  return html`<h2 id="letter">承诺书</h2>
  <dl class="facts">${
    signature === undefined
      ? html`<dt>数字签名</dt><dd class="bad-text">没有</dd>`
      : html`<dt>数字签名</dt><dd><b class="${good ? 'good' : 'bad-text'}">${good ? '有效：覆盖全文，签署后没有改动' : !signature.genuine ? '无效：内容或签名被改动过' : '签名后又添加了内容'}</b></dd>
  <dt>签署单位</dt><dd>${signature.unit}</dd>
  <dt>签署时间</dt><dd>${signature.signedAt === undefined ? '未写明' : html`${shanghai(signature.signedAt)}（文件自述，模拟时钟）`}</dd>
  <dt>证书</dt><dd>序列号 <span class="digest">${signature.serial}</span>，由「${signature.issuer}」签发，有效期 ${shanghai(signature.validFrom).slice(0, 10)} 至 ${shanghai(new Date(signature.validTo.getTime() - 1)).slice(0, 10)}${signature.signedAt === undefined ? '' : within(signature.signedAt, signature.validFrom, signature.validTo) ? '，签署时在有效期内' : html`，<span class="bad-text">签署时不在有效期内</span>`}</dd>`
  }
  <dt>文件</dt><dd><a download="告知承诺书.pdf" href="${dataUrl('application/pdf', pdf)}" data-sha256="${hash}" data-path="${LETTER}">下载已签章的告知承诺书（PDF）</a>，${bytesOf(pdf.length)}，SHA-256 ${digest(hash)}。文字可选取、查找；可用 PDF 阅读器或 pdfsig 再验一次。</dd>
  ${stage === -1 ? '' : html`<dt>签章后的样子</dt><dd><a href="#picture-${stage + 1}">看签章那一步的页面<img class="copy" data-of="picture-${stage + 1}" alt="" hidden></a></dd>`}</dl>`;
}

function within(at: Date, from: Date, to: Date): boolean {
  return at >= from && at <= to;
}

function shanghai(date: Date): string {
  return new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
