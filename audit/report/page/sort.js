// Every column's header becomes a button that sorts by it; once more turns the order round.
const order = new Intl.Collator('zh-CN', { numeric: true });
for (const table of document.querySelectorAll('table.sortable')) {
  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener('click', () => {
      const turned = header.ariaSort === 'ascending';
      const { cellIndex } = header;
      const value = (row) => row.cells[cellIndex].textContent.trim().replaceAll(',', '');
      const rows = [...table.tBodies[0].rows].sort((a, b) => order.compare(value(a), value(b)) * (turned ? -1 : 1));
      for (const other of table.tHead.rows[0].cells) other.ariaSort = null;
      header.ariaSort = turned ? 'descending' : 'ascending';
      table.tBodies[0].append(...rows);
    });
  }
}
