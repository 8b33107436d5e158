import { html } from 'hono/html';
import { type JournalLine, NO_LINE } from '../../../evidence/journal-line.ts';
import type { Html } from '../document.ts';
import { filterLine, region } from '../page-parts.ts';
import { moment } from './report-evidence.ts';

const KINDS: Record<JournalLine['kind'], string> = {
  'run-start': '开始',
  stage: '阶段',
  action: '操作',
  screen: '页面',
  answer: '答复',
  upload: '上传',
  seal: '签章',
  receipt: '回执',
  mail: '邮件',
  'run-end': '结束',
};
const ACTORS: Record<JournalLine['actor'], string> = { harness: '演练程序', person: '办理人', portal: '模拟门户' };

/** Every line whole, as it was hashed; page/journal-check.js computes the hashes again from these very cells. */
export function journalSection(lines: readonly JournalLine[]): Html {
  return html`<h2 id="journal">操作记录（${lines.length} 条）</h2>
  <p>每条的「本条」是该条其余各项按 RFC 8785 写成 JSON 后的 SHA-256，「前一条」把各条连成一串；「交出」「得到」是脱敏内容的校验值。单独证明一条只需：该条全文、序号、总条数、RFC 6962 的一串兄弟校验值，和封存签名里的总校验值。打印本报告时，只印已展开的部分。</p>
  <p class="prove" hidden><label>序号 <input type="number" id="prove-seq" min="0" max="${lines.length - 1}" value="0"></label> <button type="button" id="prove">给出这一条的证明</button></p>
  <pre id="proof" tabindex="0" aria-label="一条操作记录的证明" hidden></pre>
  <details><summary>逐条查看：谁、在哪个页面、做了什么、交出和得到了什么</summary>
  ${filterLine('lines', '如 上传、回执、登录')}
  ${region(
    '操作记录',
    html`<table class="dense" id="lines"><thead><tr><th scope="col" class="number">序号</th><th scope="col">模拟时间</th><th scope="col">来源</th><th scope="col">类别</th><th scope="col">页面</th><th scope="col">内容</th><th scope="col">交出</th><th scope="col">得到</th><th scope="col">前一条</th><th scope="col">本条</th></tr></thead>
  <tbody>${lines.map((line) => row(line))}</tbody></table>`,
  )}</details>`;
}

function row({ seq, vtime, actor, kind, screen, target, input, output, prev, hash }: JournalLine): Html {
  return html`<tr id="line-${seq}" data-actor="${actor}" data-kind="${kind}"><td class="number">${seq}</td><td class="nowrap">${moment(vtime)}</td><td class="nowrap">${ACTORS[actor]}</td><td class="nowrap">${KINDS[kind]}</td><td>${screen}</td><td class="path">${target}</td><td class="digest short">${input}</td><td class="digest short">${output}</td><td class="digest short ${prev === NO_LINE ? 'quiet' : ''}">${prev}</td><td class="digest short">${hash}</td></tr>`;
}
