import { clearErrors, showErrors } from './portal.js';
import { signWithKey } from './ukey.js';

const form = document.getElementById('login-form');

// Not by the attribute: a page is then ready, and pictured, before its field has the focus.
form.elements.pin.focus();

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  clearErrors(form);
  const button = form.querySelector('button');
  button.disabled = true;
  const signed = await signWithKey(form.elements.pin.value, form.dataset.challenge);
  form.elements.pin.value = '';
  if (!signed.ok) {
    button.disabled = false;
    showErrors(form, signed.message, signed.fields);
    return;
  }
  const response = await fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      certificate: signed.certificate,
      challenge: form.dataset.challenge,
      signature: signed.signature,
      back: form.dataset.back,
    }),
  });
  const answer = await response.json();
  if (response.ok) location.assign(answer.location);
  else {
    button.disabled = false;
    showErrors(form, answer.message, {});
  }
});
