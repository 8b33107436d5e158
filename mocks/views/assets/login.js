import { ask, clearErrors, showErrors } from './portal.js';
import { signWithKey } from './ukey.js';

const form = document.getElementById('login-form');

// Not by the `autofocus` attribute: the page would be ready, and its picture taken, before the field has the focus.
form.elements.pin.focus();

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  clearErrors(form);
  const button = form.querySelector('button');
  button.disabled = true;
  const signed = await signWithKey(form.elements.pin.value, form.dataset.challenge);
  form.elements.pin.value = '';
  const answer = signed.ok ? await logIn(signed) : signed;
  if (answer.ok) location.assign(answer.location);
  else {
    button.disabled = false;
    showErrors(form, answer.message, answer.fields);
  }
});

function logIn({ certificate, signature }) {
  const { challenge, back } = form.dataset;
  return ask(form.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ certificate, challenge, signature, back }),
  });
}
