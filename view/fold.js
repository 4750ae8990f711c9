// Filters rows and opens what is folded. A report can be read without it: what it works with is hidden until it runs.

for (const tools of document.querySelectorAll('.tools')) {
  tools.hidden = false;
  const [input, count] = [tools.querySelector('input'), tools.querySelector('output')];
  const rows = [...document.querySelectorAll('[data-row]')];
  input?.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.dataset.row.toLowerCase().includes(wanted);
    count.value = wanted === '' ? '' : `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
  });
  for (const button of tools.querySelectorAll('button')) {
    button.addEventListener('click', () => {
      for (const details of document.querySelectorAll('main details')) details.open = button.value === 'open';
    });
  }
}
