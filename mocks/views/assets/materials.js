import { ask } from './portal.js';

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
      const answer = await send(card.dataset.material, file);
      if (answer.location) return location.assign(answer.location);
      if (answer.ok) kept += 1;
      else {
        const textContent = answer.fault ? `「${file.name}」没有上传：${answer.message}` : answer.message;
        messages.append(Object.assign(document.createElement('li'), { textContent }));
      }
    }
    const said = `已上传 ${kept} 张，未接受 ${files.length - kept} 张。`;
    if (kept > 0) {
      // The message comes once, on the page that shows the new images.
      const lines = [...messages.children].map((line) => line.textContent);
      sessionStorage.setItem('upload-messages', JSON.stringify({ type: card.dataset.material, status: said, lines }));
      return location.reload();
    }
    input.value = '';
    plus.disabled = false;
    status.textContent = said;
  });
}

function send(type, file) {
  const body = new FormData();
  body.append('type', type);
  body.append('file', file);
  return ask('/zzjbdl/filing/materials', { method: 'POST', body });
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
