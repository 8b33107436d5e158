// Hides the findings that are not asked for, and the causes and cases that are left without any.
const line = document.getElementById('findings-filter');
if (line !== null) {
  const findings = [...document.querySelectorAll('.finding')].map((element) => ({
    element,
    cause: element.closest('.cause'),
    part: element.closest('.case'),
    text: '',
  }));
  const parts = [...document.querySelectorAll('.case')].map((element) => ({ element, open: element.open }));
  const causes = document.querySelectorAll('.cause');
  const fields = [...line.querySelectorAll('[name]')];
  line.hidden = false;

  const show = () => {
    const asked = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    const words = asked.text.toLowerCase().split(/\s+/);
    const some = fields.some((field) => field.value !== '');
    const left = new Set();
    let shown = 0;
    for (const finding of findings) {
      const { element, cause, part } = finding;
      const { verdict, rule } = element.dataset;
      if (asked.text !== '' && finding.text === '') finding.text = element.textContent.toLowerCase();
      const wanted =
        (asked.verdict === '' || asked.verdict === verdict) &&
        (asked.rule === '' || asked.rule === rule) &&
        (!asked.case || asked.case === part.dataset.case) &&
        (asked.text === '' || words.every((word) => finding.text.includes(word)));
      element.hidden = !wanted;
      if (wanted) {
        shown += 1;
        left.add(part).add(cause);
      }
    }
    for (const cause of causes) cause.hidden = some && !left.has(cause);
    document.body.classList.toggle('asked', some);
    for (const { element, open } of parts) {
      element.hidden = some && !left.has(element);
      element.open = some ? left.has(element) : open;
    }
    line.querySelector('output').value = some ? `${shown} / ${findings.length} 处` : '';
  };
  const showAll = () => {
    for (const field of fields) field.value = '';
    show();
  };
  line.addEventListener('input', show);
  line.querySelector('button').addEventListener('click', showAll);
  // A link to what the filter hides, or to a part that is closed, shows it.
  addEventListener('hashchange', () => {
    const target = document.querySelector(':target');
    if (target === null) return;
    if (target.closest('[hidden]') !== null || document.body.classList.contains('asked')) showAll();
    for (let fold = target.closest('details'); fold !== null; fold = fold.parentElement.closest('details'))
      fold.open = true;
    target.scrollIntoView();
  });
}
