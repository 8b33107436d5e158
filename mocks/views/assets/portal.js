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
  // Its answer fills a field of this very form: what is sent must not depend on which is quicker.
  await form.pending;
  const body = new FormData(form, submitter);
  const buttons = [...form.querySelectorAll('button')].filter((button) => !button.disabled);
  for (const button of buttons) button.disabled = true;
  let leaving = false;
  try {
    const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
    const answer = await response.json();
    if (answer.location) {
      leaving = true;
      location.assign(answer.location);
    } else if (answer.reload) {
      leaving = true;
      location.reload();
    } else {
      showErrors(form, answer.message ?? '办理未成功，请重试。', answer.fields ?? {});
    }
  } catch {
    showErrors(form, '网络中断，未收到系统答复。请检查网络后重试；已填写的内容仍保留在页面上。', {});
  } finally {
    if (!leaving) {
      for (const button of buttons) button.disabled = false;
      form.removeAttribute('aria-busy');
    }
  }
}

export function clearErrors(form) {
  for (const note of form.querySelectorAll('.field-error')) note.textContent = '';
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  const summary = form.querySelector('[role="alert"]');
  if (summary) summary.textContent = '';
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
  const summary = form.querySelector('[role="alert"]') ?? document.querySelector('#page-alert');
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
