// Each search field hides the rows of its table that do not hold all the words typed.
for (const field of document.querySelectorAll('input[data-filter]')) {
  const line = field.closest('.filter');
  const rows = [...document.getElementById(field.dataset.filter).tBodies[0].rows];
  line.hidden = false;
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    line.querySelector('output').value = field.value === '' ? '' : `${shown} / ${rows.length} 行`;
  });
}
// A link to a row that the filter hides shows it again.
addEventListener('hashchange', () => {
  const row = document.querySelector('tr:target');
  if (row?.hidden) {
    row.hidden = false;
    row.scrollIntoView();
  }
});
