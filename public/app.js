// Comforts on top of pages that work without this file.

// Menus close when the click or Escape goes elsewhere.
document.addEventListener('click', ({ target }) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(target)) menu.open = false;
});
document.addEventListener('keydown', ({ key }) => {
  const menu = key === 'Escape' && document.querySelector('details.menu[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

// Each row of a list that has a menu for its rows gets it, with what fits the row; without this file the row's own page has the same.
const addRowMenus = () => {
  for (const template of document.querySelectorAll('.list template')) {
    for (const row of template.closest('.list').querySelectorAll('tr[data-state]')) {
      const page = row.querySelector('th a');
      const menu = template.content.firstElementChild.cloneNode(true);
      const summary = menu.querySelector('summary');
      summary.setAttribute('aria-label', summary.getAttribute('aria-label').replace('%', page.textContent));
      for (const item of menu.querySelectorAll('li')) {
        if (!item.dataset.for.split(' ').includes(row.dataset.state)) item.remove();
      }
      for (const button of menu.querySelectorAll('button')) {
        if (button.dataset.path) button.formAction = `${page.href}/${button.dataset.path}`;
        else button.value = page.pathname.split('/').pop();
      }
      for (const link of menu.querySelectorAll('a')) link.href = `${page.href}/${link.dataset.path}`;
      row.lastElementChild.replaceChildren(menu);
    }
  }
};
addRowMenus();
document.addEventListener('htmx:after:swap', addRowMenus);

document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-check-all]')) return;
  for (const box of target.closest('table').querySelectorAll('tbody [type="checkbox"]')) box.checked = target.checked;
});

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-print]')) window.print();
});

// Copies what stands on the page, or a secret without showing it: asked for, and noted in the log, like one that is shown.
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy], [data-copy-secret]');
  if (!button) return;
  const text = button.dataset.copy ?? (await secretOf(button.form));
  if (text === undefined) return button.form.requestSubmit();
  await navigator.clipboard.writeText(text);
  const label = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => (button.textContent = label), 2000);
});

async function secretOf(form) {
  const headers = { 'HX-Request-Type': 'partial' };
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers });
  const part = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return part.querySelector('[data-copy]')?.dataset.copy;
}

// Where somebody begins, their own time zone is proposed.
for (const select of document.querySelectorAll('[data-own-zone]')) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if ([...select.options].some(({ value }) => value === timeZone)) select.value = timeZone;
}

// In the access matrix arrows lead from cell to cell, and a digit replaces the one that stands there.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
document.addEventListener('focusin', ({ target }) => {
  if (target.matches('.matrix input')) target.select();
});
document.addEventListener('keydown', (event) => {
  const [down, right] = STEPS[event.key] ?? [];
  if (down === undefined || event.altKey || !event.target.matches('.matrix input')) return;
  const cell = event.target.closest('td');
  const row = cell.closest('table').rows[cell.parentElement.rowIndex + down];
  event.preventDefault();
  row?.cells[cell.cellIndex + right]?.querySelector('input:not([type="hidden"])')?.focus();
});
