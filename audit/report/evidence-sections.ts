import { html } from 'hono/html';
import type { JournalLine } from '../evidence/journal-line.ts';
import type { Html } from './document.ts';
import type { RehearsalResult } from './rehearsal.ts';

const KIND_NAMES: Record<JournalLine['kind'], string> = {
  'run-start': '开始',
  stage: '阶段',
  action: '操作',
  screen: '页面',
  answer: '应答',
  upload: '上传',
  seal: '签章',
  receipt: '回执',
  mail: '邮件',
  'run-end': '结束',
};
const ACTOR_NAMES: Record<JournalLine['actor'], string> = { harness: '演练程序', person: '办理人', portal: '模拟门户' };

/** What the seal covers, who holds the key, what was replaced, and in one sentence what a seal proves. */
export function sealSection({ evidence }: RehearsalResult): Html {
  if (evidence === undefined) return html`<h2>封存</h2><p class="bad-text">本次演练没有生成证据包，不能作为证据。</p>`;
  const { coreDigest, root, lines, sealedBy, redacted } = evidence;
  return html`<h2>封存</h2>
  <dl class="facts"><dt>核心校验值</dt><dd class="digest">${coreDigest}</dd><dt>记录</dt><dd>${lines} 条，总校验值 <span class="digest">${root}</span></dd>
  <dt>封存公钥</dt><dd class="digest">${sealedBy ?? '没有封存'}</dd>
  <dt>已替换的个人信息</dt><dd>${Object.entries(redacted).map(([kind, count]) => html`${kind} ${count} 处 `)}</dd>
  <dt>如何核验</dt><dd>在证据包文件夹内运行 <code>sh seal/verify.sh 封存方公钥.pem</code>（只需 coreutils 和 openssl），或 <code>npm run verify -- 证据包 --key 封存方公钥.pem</code></dd></dl>
  <p>封存证明由谁封存、此后没有改动；不证明采集时如实，时间须由会签或外部时间戳证明。</p>`;
}

/** Every line of the journal, folded; answers are the run's network list. */
export function journalSection(lines: readonly JournalLine[]): Html {
  return html`<h2>操作记录（${lines.length} 条）</h2><details><summary>逐条查看：谁、在哪个页面、做了什么、交出和得到的内容的校验值</summary>
  <div class="scroll" role="region" aria-label="操作记录" tabindex="0"><table class="journal"><thead><tr><th scope="col" class="number">序号</th><th scope="col">模拟时间</th><th scope="col">来源</th><th scope="col">类别</th><th scope="col">页面</th><th scope="col">内容</th><th scope="col">交出</th><th scope="col">得到</th></tr></thead>
  <tbody>${lines.map((line) => html`<tr id="line-${line.seq}"><td class="number">${line.seq}</td><td class="nowrap">${line.vtime.replace('T', ' ')}</td><td class="nowrap">${ACTOR_NAMES[line.actor]}</td><td class="nowrap">${KIND_NAMES[line.kind]}</td><td>${line.screen}</td><td class="long">${line.target}</td><td class="digest" title="${line.input}">${line.input.slice(0, 12)}</td><td class="digest" title="${line.output}">${line.output.slice(0, 12)}</td></tr>`)}</tbody></table></div></details>`;
}
