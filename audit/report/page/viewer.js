// Esc closes the picture that fills the window; its link back is the same for those who use neither key nor script.
addEventListener('keydown', (event) => {
  const close = document.querySelector('.frame:target .close');
  if (event.key !== 'Escape' || close === null) return;
  const frame = close.closest('.frame');
  location.hash = close.hash;
  frame.querySelector('.thumb').focus();
});
// A picture that was chosen takes the keyboard to its own controls.
addEventListener('hashchange', () => document.querySelector('.frame:target .close')?.focus());
// A picture that stands in the report once is shown in a second place too.
for (const copy of document.querySelectorAll('img[data-of]')) {
  copy.src = document.querySelector(`#${copy.dataset.of} img`).src;
  copy.hidden = false;
}
