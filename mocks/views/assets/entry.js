import { ask, clearErrors } from './portal.js';

const dialog = document.getElementById('filing-dialog');
const form = document.getElementById('filing-form');
const alertBox = document.getElementById('page-alert');
const chosen = () => document.querySelector('input[name="chosen"]:checked');

function fill(values) {
  clearErrors(form);
  for (const [name, value] of Object.entries(values)) form.elements.namedItem(name).value = value;
  computeSubsidy();
}

// The portal computes the amount; the page only shows its answer. One question after the
// other, and 确定 waits for the last (portal.js): what arrives first does not depend on the network.
function computeSubsidy() {
  const count = form.elements.plannedTrainees.value;
  form.pending = (form.pending ?? Promise.resolve()).then(() => askSubsidy(count));
}

async function askSubsidy(count) {
  const amount = form.elements.plannedSubsidy;
  if (count !== form.elements.plannedTrainees.value) return;
  if (count === '') {
    amount.value = '0';
    return;
  }
  const answer = await ask(`/zzjbdl/filing/subsidy?count=${encodeURIComponent(count)}`);
  if (count !== form.elements.plannedTrainees.value) return;
  amount.value = answer.ok ? answer.amount : '';
  document.getElementById('plannedSubsidy-error').textContent = answer.ok ? '' : `没有算出：${answer.message}`;
}

document.querySelector('[data-opens="filing-dialog"]').addEventListener('click', () => {
  fill({ id: '', type: '中小微企业', course: '', platformName: '', platformCreditCode: '', plannedTrainees: '' });
});
form.elements.plannedTrainees.addEventListener('input', computeSubsidy);

function withChosen(action, run) {
  const radio = chosen();
  alertBox.textContent = radio ? '' : `请先在「备案信息录入」中选择要${action}的一行。`;
  if (radio) run(radio);
}

document.getElementById('edit-filing').addEventListener('click', () => {
  withChosen('修改', (radio) => {
    const { type, course, platformName, platformCreditCode, plannedTrainees } = radio.dataset;
    fill({ id: radio.value, type, course, platformName, platformCreditCode, plannedTrainees });
    dialog.showModal();
  });
});

document.getElementById('remove-filing').addEventListener('click', () => {
  withChosen('删除', (radio) => {
    document.getElementById('remove-id').value = radio.value;
    document.getElementById('remove-course').textContent = radio.dataset.course;
    document.getElementById('remove-dialog').showModal();
  });
});
