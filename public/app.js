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

// A row's ⋮ leads to a page of its own; where the list has a menu for its rows, that opens in its place.
document.addEventListener('click', (event) => {
  const link = event.target.closest('.list a.more[data-state]');
  const template = link?.closest('.list').querySelector('template');
  if (!template) return;
  event.preventDefault();
  const menu = template.content.firstElementChild.cloneNode(true);
  for (const item of menu.querySelectorAll('li')) {
    if (!item.dataset.for.split(' ').includes(link.dataset.state)) item.remove();
  }
  for (const button of menu.querySelectorAll('button')) {
    if (button.dataset.path) button.formAction = `${link.href}/${button.dataset.path}`;
    else button.value = link.pathname.split('/').pop();
  }
  for (const page of menu.querySelectorAll('a')) page.href = `${link.href}/${page.dataset.path}`;
  const summary = menu.querySelector('summary');
  summary.setAttribute('aria-label', link.getAttribute('aria-label'));
  link.replaceWith(menu);
  menu.open = true;
  summary.focus();
});

document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-check-all]')) return;
  for (const box of target.closest('table').querySelectorAll('tbody [type="checkbox"]')) box.checked = target.checked;
});

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-print]')) window.print();
});

// Where somebody begins, their own time zone is proposed.
for (const select of document.querySelectorAll('[data-own-zone]')) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if ([...select.options].some(({ value }) => value === timeZone)) select.value = timeZone;
}
