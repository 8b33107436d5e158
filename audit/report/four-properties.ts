import { html } from 'hono/html';
import type { Examined } from '../../evidence/verify/examine.ts';
import { type Html, reportDocument, yuan } from './document.ts';
import { type Item, itemsOf, type Outcome, PROPERTIES } from './four-properties/items.ts';
import { digest, region } from './page-parts.ts';

const STANDARDS =
  '检测项参照《文书类电子档案检测一般要求》（DA/T 70—2018）和《电子档案证据效力维护规范》（DA/T 97—2023）的真实性、完整性、可用性、安全性。';
const TONES: Readonly<Record<Outcome, string>> = { 通过: 'good', 不通过: 'bad-text', 未检测: 'quiet', 须人工: 'doubt' };
const STYLE = `.items td { min-width:7em } .items td:nth-child(2) { min-width:5.5em } .items .command { display:block } @page { @top-left { content:"模拟环境 · 非官方网站"; font-size:8px } @bottom-right { content:"第 " counter(page) " 页，共 " counter(pages) " 页"; font-size:8px } } @media print { .items td, .items td:nth-child(2) { min-width:0 } .items { table-layout:fixed } .items th:nth-child(2) { width:44px } .dense { font-size:8.5px } details:not([open]) { display:block } details::details-content { content-visibility:visible; display:block } .bundle + .bundle { break-before:page } }`;
/** Of more files an item names their number: all of them are in the list below. */
const NAMED = 6;

interface Report {
  /** Its name, without where it lies on this machine. */
  bundle: string;
  /** None failed: what is 须人工 or 未检测 is not thereby done. */
  passed: boolean;
  counts: Record<Outcome, number>;
  items: Item[];
  examined: Examined;
}

function reportOf(examined: Examined): Report {
  const items = itemsOf(examined);
  const counts = { 通过: 0, 不通过: 0, 未检测: 0, 须人工: 0 };
  for (const { outcome } of items) counts[outcome] += 1;
  return { bundle: nameOf(examined.verdict.bundle), passed: counts.不通过 === 0, counts, items, examined };
}

/** 四性检测 of bundles, item by item, as JSON. */
export function fourPropertiesJson(bundles: readonly Examined[]): string {
  const reports = bundles.map((one) => {
    const { bundle, passed, counts, items, examined } = reportOf(one);
    const { verdict, sealedBy, coreDigest } = examined.verdict;
    return { bundle, verdict, sealedBy, coreDigest, passed, counts, items, files: examined.files };
  });
  return `${JSON.stringify({ notice: '模拟环境 · 非官方网站', standards: STANDARDS, bundles: reports }, null, 1)}\n`;
}

/** The same as a page to print: what was checked, by which command, on which bytes, with what result, and what remains. */
export function fourPropertiesPage(bundles: readonly Examined[]): string {
  const content = html`<h1>四性检测报告</h1><p class="under">${bundles.length} 个证据包。${STANDARDS}「须人工」「未检测」不是通过。</p>
  ${bundles.map((one) => bundleSection(reportOf(one)))}`;
  return reportDocument('四性检测报告', content, {
    style: STYLE,
    closing: '本报告由核验程序得出，只说明所列字节的检测结果；须人工判断的各项由检测人完成后，检测方为完成。',
  });
}

function bundleSection({ bundle, passed, counts, items, examined: { verdict, files } }: Report): Html {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return html`<section class="bundle"><h2>${bundle}</h2>
  <section class="verdict ${passed ? '' : 'bad'}"><strong>${passed ? '程序检测的各项没有不通过' : `${counts.不通过} 项不通过`}</strong>
  <p>通过 ${counts.通过} 项，不通过 ${counts.不通过} 项，未检测 ${counts.未检测} 项，须人工判断 ${counts.须人工} 项；共 ${yuan(files.length)} 个文件，${yuan(total)} 字节，操作记录 ${yuan(verdict.entries)} 条。</p>
  <dl class="facts"><dt>封存公钥标识</dt><dd class="digest">${verdict.sealedBy ?? '没有可信的封存'}</dd><dt>核心校验值</dt><dd class="digest">${verdict.coreDigest ?? '无法得出'}</dd></dl></section>
  ${PROPERTIES.map(
    (property) =>
      html`<h3>${property}</h3>${itemTable(
        `${bundle}：${property}`,
        items.filter((item) => item.property === property),
      )}`,
  )}
  <details><summary>逐个文件</summary>${region(
    `${bundle}：逐个文件`,
    html`<table class="dense"><thead><tr><th scope="col">路径</th><th scope="col">格式</th><th scope="col" class="number">字节</th><th scope="col">SHA-256</th></tr></thead><tbody>${files.map(({ path, bytes, sha256, form }) => html`<tr><td class="path">${path}</td><td>${form?.name ?? '其他'}</td><td class="number">${yuan(bytes)}</td><td>${digest(sha256)}</td></tr>`)}</tbody></table>`,
  )}</details></section>`;
}

function itemTable(label: string, items: readonly Item[]): Html {
  return region(
    label,
    html`<table class="dense items"><thead><tr><th scope="col">检测项</th><th scope="col">结果</th><th scope="col">检测了什么</th><th scope="col">命令</th><th scope="col">在哪些字节上</th><th scope="col">说明</th></tr></thead>
  <tbody>${items.map(({ name, outcome, checked, commands, bytes, found }) => html`<tr><td><b>${name}</b></td><td><span class="tag ${TONES[outcome]}">${outcome}</span></td><td>${checked}</td><td>${commands.length === 0 ? '—' : commands.map((command) => html`<code class="command">${command}</code>`)}</td><td>${bytesCell(bytes)}</td><td>${found.length === 0 ? '—' : found.map((line) => html`<div>${line}</div>`)}</td></tr>`)}</tbody></table>`,
  );
}

function bytesCell(bytes: Item['bytes']): Html {
  if (bytes.length === 0) return html`—`;
  return bytes.length > NAMED
    ? html`${yuan(bytes.length)} 个文件，${yuan(bytes.reduce((sum, one) => sum + one.bytes, 0))} 字节，见「逐个文件」`
    : html`${bytes.map(({ path, sha256 }) => html`<div>${path} ${digest(sha256)}</div>`)}`;
}

function nameOf(bundle: string): string {
  return bundle.split(/[/\\]/).filter(Boolean).at(-1) ?? bundle;
}
