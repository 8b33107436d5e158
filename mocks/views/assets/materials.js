// Files go one by one, in the order they were chosen; each is sent as it is.
for (const card of document.querySelectorAll('[data-material]')) {
  const input = card.querySelector('input[type="file"]');
  const plus = card.querySelector('.plus');
  const status = card.querySelector('.upload-status');
  const messages = card.querySelector('.upload-messages');
  plus.addEventListener('click', () => input.click());
  input.addEventListener('change', async () => {
    const files = [...input.files];
    messages.replaceChildren();
    plus.disabled = true;
    let kept = 0;
    for (const [index, file] of files.entries()) {
      status.textContent = `正在上传 ${index + 1} / ${files.length}：${file.name}`;
      const refusal = await send(card.dataset.material, file);
      if (refusal === undefined) kept += 1;
      else messages.append(Object.assign(document.createElement('li'), { textContent: refusal }));
    }
    input.value = '';
    plus.disabled = false;
    status.textContent = `已上传 ${kept} 张，未接受 ${files.length - kept} 张。`;
    if (kept > 0)
      sessionStorage.setItem(
        'upload-messages',
        JSON.stringify({
          type: card.dataset.material,
          status: status.textContent,
          lines: [...messages.children].map((line) => line.textContent),
        }),
      );
    if (kept > 0) location.reload();
  });
}

async function send(type, file) {
  const body = new FormData();
  body.append('type', type);
  body.append('file', file);
  try {
    const response = await fetch('/zzjbdl/filing/materials', {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    });
    if (response.ok) return undefined;
    const answer = await response.json();
    if (answer.location) location.assign(answer.location);
    return answer.message;
  } catch {
    return `「${file.name}」上传中断，请检查网络后重新上传。`;
  }
}

// What was said of the last upload is still there after the page showed the new images.
const said = sessionStorage.getItem('upload-messages');
if (said) {
  sessionStorage.removeItem('upload-messages');
  const { type, status, lines } = JSON.parse(said);
  const card = [...document.querySelectorAll('[data-material]')].find(
    (candidate) => candidate.dataset.material === type,
  );
  card.querySelector('.upload-status').textContent = status;
  card
    .querySelector('.upload-messages')
    .append(...lines.map((textContent) => Object.assign(document.createElement('li'), { textContent })));
}

const dialog = document.getElementById('preview-dialog');
for (const button of document.querySelectorAll('[data-preview]')) {
  button.addEventListener('click', () => {
    const image = document.getElementById('preview-image');
    image.src = button.dataset.preview;
    image.alt = button.getAttribute('aria-label');
    document.getElementById('preview-name').textContent = button.getAttribute('aria-label').replace('预览 ', '');
    dialog.showModal();
  });
}
