for (const button of document.querySelectorAll('[data-period]')) {
  button.addEventListener('click', () => {
    document.getElementById('period-filing').value = button.dataset.period;
    document.getElementById('period-course').textContent = button.dataset.course;
    document.getElementById('start').value = button.dataset.start;
    document.getElementById('end').value = button.dataset.end;
  });
}
