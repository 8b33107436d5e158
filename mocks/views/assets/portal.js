// The one behaviour that all screens share: forms that answer in place,
// and buttons that open and close dialogs.

/**
 * A `form[data-api]` is sent by fetch; the answer is `{location}`, `{reload}` or `{message, fields}`.
 * `form.pending` is a question of the form's own that is still under way.
 */
async function submit(form, submitter) {
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  clearErrors(form);
  // Its answer fills a field of this form: what is sent must not depend on which request is faster.
  await form.pending;
  const body = new FormData(form, submitter);
  const buttons = [...form.querySelectorAll('button')].filter((button) => !button.disabled);
  for (const button of buttons) button.disabled = true;
  const answer = await ask(form.action, { method: 'POST', body });
  if (answer.location) return location.assign(answer.location);
  if (answer.reload) return location.reload();
  showErrors(form, answer.message, answer.fields);
  for (const button of buttons) button.disabled = false;
  form.removeAttribute('aria-busy');
}

/**
 * The portal's answer to a script: what it sent, and `ok`, `message` and `fields` whatever happened.
 * `fault` when the portal did not decide: no answer at all and a server out of order are told apart in the message.
 */
export async function ask(url, init = {}) {
  let response;
  let text;
  try {
    response = await fetch(url, { ...init, headers: { accept: 'application/json', ...init.headers } });
    text = await response.text();
  } catch {
    return { ok: false, fault: true, message: '网络中断，未收到系统答复。请检查网络后重试。', fields: {} };
  }
  const { ok, status, redirected } = response;
  const message = `系统出错（${status}），没有办成。请稍后重试。`;
  try {
    return { message, fields: {}, ...JSON.parse(text), ok, fault: status >= 500 };
  } catch {
    // Led to a page instead of an answer: that page says why, such as a login that expired.
    return { ok: false, fault: true, message, fields: {}, ...(redirected && { location: response.url }) };
  }
}

export function clearErrors(form) {
  for (const note of form.querySelectorAll('.field-error')) note.textContent = '';
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  const summary = summaryOf(form);
  if (summary) summary.textContent = '';
}

function summaryOf(form) {
  return form.querySelector('[role="alert"]') ?? document.getElementById('page-alert');
}

/** Each field's message stands in `#<input id>-error`; the sentence for the whole form in its role=alert. */
export function showErrors(form, message, fields) {
  let first;
  for (const [name, reason] of Object.entries(fields)) {
    const input = form.elements.namedItem(name);
    if (!(input instanceof HTMLElement)) continue;
    const note = document.getElementById(`${input.id}-error`);
    if (note) note.textContent = reason;
    input.setAttribute('aria-invalid', 'true');
    first ??= input;
  }
  const summary = summaryOf(form);
  if (summary) {
    summary.textContent = message;
    if (!first) summary.scrollIntoView({ block: 'nearest' });
  }
  first?.focus();
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.api === undefined) return;
  event.preventDefault();
  submit(form, event.submitter);
});

document.addEventListener('click', (event) => {
  const opener = event.target.closest?.('[data-opens]');
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const closer = event.target.closest?.('[data-closes]');
  if (closer) closer.closest('dialog')?.close();
});

// The names of chosen files, beside the portal's own 选择文件.
document.addEventListener('change', (event) => {
  const names = event.target.closest?.('.file-box')?.querySelector('.file-names');
  if (names) names.textContent = [...event.target.files].map(({ name }) => name).join('、') || '未选择文件';
});
