import { html } from 'hono/html';
import type { Html } from '../document.ts';
import { region, SEAL_PROVES } from '../page-parts.ts';
import type { CasePart } from './case-part.ts';
import { SEAL_VERDICTS } from './ranking-section.ts';

const SAID = {
  intact: '完好：封存之后没有改动',
  incomplete: '未完成：记录到中断处为止是连贯的，没有封存',
  broken: '不通过：与封存时不同，或没有可信的封存',
} as const;

/** Integrity and seal of a bundle, where it is off, and what a seal proves and what it doesn't. */
export function caseSeal({ audited: { kind, seal }, heading, links, label }: CasePart): Html {
  const head = heading('seal', '封存与完整性');
  if (seal === undefined)
    return html`${head}<p>${kind === 'bundle' ? '证据包没有核验封存。' : '这是案例文件，不是证据包，没有封存可核验；核查的是文件现在的内容。'}</p>`;
  const { verdict, sealedBy, entries, coreDigest, countersignedBy, stamp, problems } = seal;
  return html`${head}<p class="lead">${SEAL_PROVES}</p>
  <dl class="facts"><dt>核验结果</dt><dd><b class="${SEAL_VERDICTS[verdict].tone}">${SAID[verdict]}</b></dd>
  <dt>封存方公钥标识</dt><dd class="digest">${sealedBy ?? html`<span class="quiet">没有可信的封存</span>`}</dd>
  <dt>操作记录</dt><dd>${entries} 条</dd>
  <dt>核心校验值</dt><dd class="digest">${coreDigest ?? html`<span class="quiet">无法得出</span>`}</dd>
  <dt>会签</dt><dd class="digest">${countersignedBy.length === 0 ? html`<span class="quiet">没有</span>` : countersignedBy.join('、')}</dd>
  <dt>外部时间戳</dt><dd>${stamp === undefined ? '没有' : html`${stamp.time}，${stamp.authority}`}</dd></dl>
  ${
    problems.length === 0
      ? ''
      : region(
          label('封存问题'),
          html`<table><thead><tr><th scope="col">文件</th><th scope="col" class="number">记录行</th><th scope="col">问题</th></tr></thead>
  <tbody>${problems.map(({ file, seq, problem }) => html`<tr><td>${linked(links.inBundle(file), file)}</td><td class="number">${seq ?? ''}</td><td>${problem}</td></tr>`)}</tbody></table>`,
        )
  }`;
}

/** A file's name as a link where the page can reach it. */
export function linked(href: string | undefined, name: string): Html {
  return href === undefined ? html`${name}` : html`<a href="${href}">${name}</a>`;
}
