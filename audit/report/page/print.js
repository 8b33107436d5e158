// What is folded is printed as well. Browsers that cannot do so by style (::details-content) unfold it for the print alone.
if (!CSS.supports('selector(::details-content)')) {
  let unfolded = [];
  addEventListener('beforeprint', () => {
    unfolded = [...document.querySelectorAll('details:not([open])')];
    for (const fold of unfolded) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of unfolded) fold.open = false;
  });
}
