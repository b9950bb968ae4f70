import { expect, test } from '@jest/globals';
import { aProvider } from '../support/people.js';
import type { Desk, Wishes } from './desk.js';
import { PHONE } from './looks.js';
import { Office } from './office.js';

const office = new Office();

/** Rows by their collection, cells by their group, both as the matrix of a page has them. */
const cell = (desk: Desk, collection: string, group: string) =>
  desk.page
    .locator(`.matrix tr:has(bdi:text-is("${collection}")) td`)
    .nth(['Ekonomi', 'Sälj'].indexOf(group))
    .locator('input');

test.each<[string, Wishes]>([
  ['with JavaScript', {}],
  ['without JavaScript', { javaScript: false }],
  ['in Swedish, on a phone in the dark', { locale: 'sv', look: PHONE }],
])(
  'departments × functions for a new client, from the checklist, %s',
  async (_, wishes) => {
    const provider = await aProvider(office.world, { teams: 20, locale: wishes.locale ?? 'en' });
    const [client] = await provider.hasClients(1, () => ({ seats: 10, locale: wishes.locale ?? 'en' }));
    const people = [await client.hasMember({ name: 'Anna Berg' }), await client.hasMember({ name: 'Bo Ek' })];
    const desk = await office.deskOf(provider.admin, wishes);

    await desk.visits(client.path);
    expect(await desk.texts('.checklist .open .actions a')).toContain(desk.says('Set up by department and function'));
    await desk.presses('.checklist .open .actions a');
    await desk.sends({ departments: 'Ekonomi\nSälj\n', functions: 'Bokföring\nBokföring/Bank\nWebb' });
    expect(desk.path).toBe(`${client.path}/access`);
    expect(await desk.page.locator('.matrix tbody tr').count()).toBe(6); // with the default collection

    await cell(desk, 'Bokföring/Bank', 'Ekonomi').fill('2');
    if (desk.javaScript) await walksByKeyboard(desk);
    else await cell(desk, 'Webb', 'Sälj').fill('5');
    await desk.presses('button[name=preview]');
    expect(await desk.text('.review h2')).toMatch(/^2 /);
    await desk.presses('main .actions button');
    expect(await desk.page.locator('[role=status]').count()).toBe(1);
    expect(await cell(desk, 'Webb', 'Sälj').inputValue()).toBe('5');

    await desk.presses(`nav a[href="${client.path}/groups"]`);
    await desk.presses('tbody td.n a');
    expect(desk.path).toMatch(/\/members$/);
    await desk.presses('.page-acts .search button');
    await desk.page.locator('[name=who]').fill(people.map(({ email }) => email).join(', '));
    await desk.presses('form.card button');
    expect(await desk.texts('#main .list tbody th')).toEqual(['Anna Berg', 'Bo Ek']);

    await desk.presses(`nav a[href="${client.path}/vault"]`);
    const inside = desk.page.locator('.tree tr.d1');
    expect(await inside.first().isVisible()).toBe(true);
    await desk.page.locator('.twig summary').first().click();
    expect(await inside.first().isVisible()).toBe(false);
  },
  120_000,
);

/** From the cell that was filled in last to the one on the right, and down to the last row. */
async function walksByKeyboard(desk: Desk): Promise<void> {
  await cell(desk, 'Bokföring/Bank', 'Ekonomi').focus();
  await desk.page.keyboard.press('ArrowRight');
  for (let row = 0; row < 10; row++) await desk.page.keyboard.press('ArrowDown');
  await cell(desk, 'Webb', 'Sälj').focus();
  await desk.page.keyboard.press('ArrowUp');
  await desk.page.keyboard.press('ArrowDown');
  await desk.page.keyboard.type('5');
}
