// A dialog takes along what the button or the chosen rows stand for.
for (const button of document.querySelectorAll('[data-copies]')) {
  button.addEventListener('click', () => {
    const chosen = document.querySelectorAll(`#${button.dataset.copies} input[name="id"]:checked`);
    document
      .querySelector('[data-copied]')
      .replaceChildren(
        ...[...chosen].map(({ value }) =>
          Object.assign(document.createElement('input'), { type: 'hidden', name: 'id', value }),
        ),
      );
  });
}
for (const [attribute, target] of [
  ['notice', 'objection-notice'],
  ['claim', 'fail-claim'],
]) {
  for (const button of document.querySelectorAll(`[data-${attribute}]`)) {
    button.addEventListener('click', () => {
      document.getElementById(target).value = button.dataset[attribute];
    });
  }
}
