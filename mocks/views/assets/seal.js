import { ask, clearErrors, showErrors } from './portal.js';
import { signWithKey } from './ukey.js';

const letter = document.getElementById('letter');
const seal = document.getElementById('placed-seal');
const status = document.getElementById('seal-place');
const alertBox = document.getElementById('page-alert');
const dialog = document.getElementById('pin-dialog');
const form = document.getElementById('pin-form');
const limits = Object.fromEntries(
  ['left', 'right', 'top', 'bottom'].map((side) => [side, Number(letter.dataset[side])]),
);
let place;

function put(x, y) {
  place = { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
  seal.style.left = `${place.x * 100}%`;
  seal.style.top = `${place.y * 100}%`;
  const inside = place.x >= limits.left && place.x <= limits.right && place.y >= limits.top && place.y <= limits.bottom;
  status.textContent = inside
    ? `印章在横 ${Math.round(place.x * 100)}%、纵 ${Math.round(place.y * 100)}% 处`
    : '印章超出页面，请移到页面之内';
}

document.getElementById('take-seal')?.addEventListener('click', () => {
  seal.hidden = false;
  if (!place) put(0.3, 0.3);
  seal.focus();
});

seal?.addEventListener('pointerdown', (event) => {
  event.preventDefault();
  seal.setPointerCapture(event.pointerId);
  const box = letter.getBoundingClientRect();
  const move = (at) => put((at.clientX - box.left) / box.width, (at.clientY - box.top) / box.height);
  const drop = () => {
    seal.removeEventListener('pointermove', move);
    seal.focus();
  };
  seal.addEventListener('pointermove', move);
  seal.addEventListener('pointerup', drop, { once: true });
});

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
seal?.addEventListener('keydown', (event) => {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const size = event.shiftKey ? 0.005 : 0.02;
  put(place.x + step[0] * size, place.y + step[1] * size);
});

document.getElementById('open-pin')?.addEventListener('click', () => {
  alertBox.textContent = place ? '' : '请先点击左侧「签章」，把电子印章放到承诺书上。';
  if (!place) return;
  clearErrors(form);
  dialog.showModal();
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  clearErrors(form);
  const button = form.querySelector('.primary');
  button.disabled = true;
  const pin = form.elements.pin.value;
  form.elements.pin.value = '';
  const answer = await send(pin);
  if (answer.ok) location.reload();
  else if (answer.location) location.assign(answer.location);
  else {
    button.disabled = false;
    showErrors(form, answer.message, answer.fields);
  }
});

async function send(pin) {
  const at = new URLSearchParams({ letter: letter.dataset.letter, x: place.x.toFixed(4), y: place.y.toFixed(4) });
  const asked = await ask(`/zzjbdl/filing/letter/payload?${at}`);
  if (!asked.ok) return asked;
  const signed = await signWithKey(pin, asked.payload, asked.document);
  if (!signed.ok) return signed;
  return ask('/zzjbdl/filing/letter/seal', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      letter: letter.dataset.letter,
      x: Number(place.x.toFixed(4)),
      y: Number(place.y.toFixed(4)),
      certificate: signed.certificate,
      signature: signed.signature,
      documentSignature: signed.documentSignature,
    }),
  });
}
