import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aProvider, PASSWORD, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import type { Desk } from './desk.js';
import { Office } from './office.js';

const office = new Office();
let provider: Provider;
let desk: Desk;
let page: Page;
beforeAll(async () => {
  provider = await aProvider(office.world, { teams: 50, enterprise: 100 });
  await provider.hasClients(3);
}, 60_000);
beforeEach(async () => {
  desk = await office.desk();
  page = desk.page;
});

/** What has the focus: whether that shows, and whether it lies in the window with nothing over it (WCAG 2.2, 2.4.7 and 2.4.11). */
const focused = () =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLElement;
    const ring = (element: Element | null) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element ?? document.body);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    const { left, top, width, height } = one.getBoundingClientRect();
    const above = document.elementFromPoint(left + width / 2, top + height / 2);
    return {
      what: one.outerHTML.slice(0, 120),
      visible:
        one.matches(':focus-visible') && (ring(one) || (one.matches('[type=radio]') && ring(one.closest('label')))),
      uncovered: one.contains(above) || Boolean(above?.contains(one)),
    };
  });

/** Presses Tab until the focus is on it; at each step on the way the focus is seen. */
async function tabsTo(selector: string): Promise<void> {
  for (let steps = 0; steps < 40; steps++) {
    const { what, ...seen } = await focused();
    if (!what.startsWith('<body')) expect({ what, ...seen }).toEqual({ what, visible: true, uncovered: true });
    if (
      await page
        .locator(selector)
        .first()
        .evaluate((one) => one === document.activeElement)
    )
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

async function entersOn(selector: string): Promise<void> {
  await tabsTo(selector);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await desk.looksRight();
}

test('a provider admin signs in and starts a client organization without a mouse, and always sees where they are', async () => {
  await desk.visits('/');
  await tabsTo('[name=email]');
  await page.keyboard.type(provider.admin.email);
  await tabsTo('[name=password]');
  await page.keyboard.type(PASSWORD);
  await entersOn('main form button');
  expect(desk.path).toBe(`${provider.path}/clients`);

  await tabsTo('.page-acts summary');
  await page.keyboard.press('Enter');
  await entersOn('.page-acts .menu a');
  expect(desk.path).toBe(`${provider.path}/clients/new`);

  await tabsTo('[name=plan]:checked');
  await page.keyboard.press('ArrowDown');
  expect(await page.isChecked('[value=enterprise]')).toBe(true);
  const name = unique('Tangentbordet');
  await tabsTo('[name=name]');
  await page.keyboard.type(name);
  await tabsTo('[name=email]');
  await page.keyboard.type('eva@kund.example');
  await tabsTo('[name=seats]');
  await page.keyboard.type('12');
  await tabsTo('.more-fields summary');
  await page.keyboard.press('Enter');
  await tabsTo('[name=reference]');
  await page.keyboard.type('K-1001');
  await entersOn('main form .actions button');
  expect(desk.path).toMatch(/^\/organizations\//);
  expect(await desk.text('[role=status]')).toContain(name);
});

test('the first Tab offers to skip to the content, and the next one is in it', async () => {
  await (await desk.signedInAs(provider.admin)).visits(`${provider.path}/clients`);
  await page.keyboard.press('Tab');
  expect(await focused()).toMatchObject({ what: expect.stringContaining('#main'), visible: true, uncovered: true });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('Escape closes a menu and gives the focus back; only one menu of the top is open at a time', async () => {
  await (await desk.signedInAs(provider.admin)).visits(`${provider.path}/clients`);
  await tabsTo('.switcher summary');
  await page.keyboard.press('Space');
  await tabsTo('.switcher a');
  await page.keyboard.press('Escape');
  expect(await page.locator('details[open]').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.matches('.switcher summary'))).toBe(true);
  await page.keyboard.press('Enter');
  await tabsTo('.account summary');
  await page.keyboard.press('Enter');
  expect(await page.locator('details[open]').count()).toBe(1);
  await entersOn('.account .menu-list button');
  expect(desk.path).toBe('/sign-in');
});
