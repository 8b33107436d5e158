// Computes again, from what this page shows, every digest that it shows (RFC 8785, RFC 6962).
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const sha256 = async (data) =>
  hex(await crypto.subtle.digest('SHA-256', typeof data === 'string' ? new TextEncoder().encode(data) : data));
const shown = (id) => document.getElementById(id).textContent;

/** The lines as they were hashed, keys in the order of RFC 8785. */
const lines = () =>
  [...document.getElementById('lines').tBodies[0].rows].map((row) => {
    const [seq, vtime, , , screen, target, input, output, prev, hash] = [...row.cells].map((cell) => cell.textContent);
    const { actor, kind } = row.dataset;
    const rest = { input, kind, output, prev, screen, seq: Number(seq), target, vtime: vtime.replace(' ', 'T') };
    return {
      seq: Number(seq),
      prev,
      hash,
      content: JSON.stringify({ actor, ...rest }),
      text: JSON.stringify({ actor, hash, ...rest }),
    };
  });

async function leaf(text) {
  const data = new TextEncoder().encode(text);
  const whole = new Uint8Array(data.length + 1);
  whole.set(data, 1);
  return sha256(whole);
}
const node = (left, right) => sha256(Uint8Array.of(1, ...bytes(left), ...bytes(right)));

/** Levels of the tree from the leaves up; the last of an odd level goes up as it is, which is RFC 6962's own shape. */
async function levels(leaves) {
  const all = [leaves];
  while (all.at(-1).length > 1) {
    const level = all.at(-1);
    const pairs = Array.from({ length: Math.ceil(level.length / 2) }, (_, at) => level.slice(2 * at, 2 * at + 2));
    all.push(await Promise.all(pairs.map(([left, right]) => (right === undefined ? left : node(left, right)))));
  }
  return all;
}

async function check() {
  const journal = lines();
  let before = '0'.repeat(64);
  for (const [at, { seq, prev, hash, content }] of journal.entries()) {
    if (seq !== at || prev !== before) return `第 ${seq} 条与前一条不连贯`;
    if ((await sha256(content)) !== hash) return `第 ${seq} 条的内容与其校验值不符`;
    before = hash;
  }
  const root = (await levels(await Promise.all(journal.map(({ text }) => leaf(text))))).at(-1)[0];
  if (root !== shown('root')) return '操作记录与总校验值不符';
  const core = [...document.getElementById('core-files').tBodies[0].rows].map((row) =>
    [...row.cells].map((cell) => cell.textContent),
  );
  if ((await sha256(JSON.stringify({ core, root }))) !== shown('core-digest')) return '核心文件与核心校验值不符';
  const held = [...document.querySelectorAll('[data-sha256]')];
  for (const element of held) {
    const { sha256: stated, path } = element.dataset;
    const [, data = ''] = (element.src ?? element.href).split(',');
    const hash = await sha256(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
    if (hash !== stated || (path !== undefined && !core.some(([name, of]) => name === path && of === hash)))
      return `「${element.alt ?? element.textContent}」的内容与其校验值不符`;
  }
  return { lines: journal.length, files: held.length };
}

/** What proves line `seq` alone against the root (RFC 9162 §2.1.3), nearest sibling first. */
async function proof(seq) {
  const journal = lines();
  const tree = await levels(await Promise.all(journal.map(({ text }) => leaf(text))));
  const siblings = [];
  let at = seq;
  for (const level of tree.slice(0, -1)) {
    const sibling = level[at % 2 === 0 ? at + 1 : at - 1];
    if (sibling !== undefined) siblings.push(sibling);
    at = Math.floor(at / 2);
  }
  return { seq, size: journal.length, root: tree.at(-1)[0], line: journal[seq].text, proof: siblings };
}

if (crypto.subtle === undefined)
  document.getElementById('check-result').value = '此浏览器不提供校验功能，请用上面的核验命令。';
else {
  const [button, result] = ['check', 'check-result'].map((id) => document.getElementById(id));
  button.hidden = false;
  result.value = '尚未计算。';
  button.addEventListener('click', async () => {
    result.value = '正在计算……';
    const found = await check();
    const good = typeof found === 'object';
    result.className = good ? 'good' : 'bad-text';
    result.value = good
      ? `一致：${found.lines} 条操作记录、${found.files} 个页内文件与本页所列校验值相符。`
      : `不一致：${found}。本页被改动过或不完整，请以证据包的核验为准。`;
  });
  const [ask, number, output] = ['prove', 'prove-seq', 'proof'].map((id) => document.getElementById(id));
  ask.closest('.prove').hidden = false;
  ask.addEventListener('click', async () => {
    if (!number.reportValidity()) return;
    output.textContent = JSON.stringify(await proof(number.valueAsNumber), null, 1);
    output.hidden = false;
  });
}
