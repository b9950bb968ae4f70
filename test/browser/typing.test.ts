import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import type { Client } from '../support/client.js';
import { aProvider } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import type { Desk } from './desk.js';
import { Office } from './office.js';

const office = new Office();
let provider: Provider;
let havsbris: Client;
let desk: Desk;
let page: Page;
beforeAll(async () => {
  provider = await aProvider(office.world, { teams: 50, enterprise: 100 });
  [havsbris] = await provider.hasClients(12, (i) => ({ name: i ? `Kund ${i}` : 'Havsbris Tandvård', seats: 4 }));
}, 60_000);
beforeEach(async () => {
  desk = await office.deskOf(provider.admin);
  page = desk.page;
});

/** Types like a person and gives the request that htmx sends for it, answered. */
async function typing(selector: string, text: string, path: string): Promise<Request> {
  const answered = page.waitForResponse((response) => response.url().includes(`${path}?`));
  await page.locator(selector).pressSequentially(text, { delay: 20 });
  return (await answered).request();
}

/** Notes an element, and tells later whether it still stands in the page. */
async function remembers(selector: string): Promise<() => Promise<boolean>> {
  const element = await page.locator(selector).elementHandle();
  return () => element!.evaluate((one) => one.isConnected);
}

describe('somebody who searches for a client', () => {
  beforeEach(() => desk.visits(`${provider.path}/clients`));

  test('gets another list while typing, keeps the rest of the page and the place in the field', async () => {
    const [field, heading, list] = [await remembers('#search'), await remembers('h1'), await remembers('#list')];
    const request = await typing('#search', 'Havsbris', '/clients');
    await page.waitForFunction(() => document.querySelectorAll('#list tbody tr').length === 1);
    expect(request.headers()).toMatchObject({ 'hx-request': 'true', 'hx-request-type': 'partial' });
    expect(request.resourceType()).toBe('fetch');
    expect([await field(), await heading(), await list()]).toEqual([true, true, false]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
    await page.keyboard.type(' T');
    expect(await page.inputValue('#search')).toBe('Havsbris T');
    expect(await desk.texts('#list tbody th a')).toEqual(['Havsbris Tandvård']);
    await desk.looksRight();
  });

  test('finds the search in the address, and comes back to it with Back', async () => {
    await typing('#search', 'Havsbris', '/clients');
    await page.waitForURL(/search=Havsbris$/);
    await desk.presses('#list tbody th a');
    expect(desk.path).toBe(`${havsbris.path}/vault`);
    await page.goBack();
    expect(await page.inputValue('#search')).toBe('Havsbris');
    expect(await desk.texts('#list tbody th a')).toEqual(['Havsbris Tandvård']);
    expect(await page.locator('nav.side').count()).toBe(1);
    await desk.looksRight();
  });

  test('is told what to do when nothing fits, and gets all clients back', async () => {
    await typing('#search', 'nobody', '/clients');
    await page.waitForSelector('#list .empty');
    await desk.looksRight();
    await desk.presses('#list .empty a');
    expect(await page.locator('#list tbody tr').count()).toBe(12);
  });

  test('is asked to sign in when the session has ended meanwhile', async () => {
    await page.context().clearCookies();
    await page.locator('#search').pressSequentially('Kund');
    await page.waitForURL(/\/sign-in/);
  });
});

test('a collection is searched in the same way', async () => {
  await desk.visits(`${havsbris.path}/vault`);
  const request = await typing('#search', 'Def', '/vault');
  expect(request.headers()).toMatchObject({ 'hx-request-type': 'partial' });
  await page.waitForFunction(() => document.querySelectorAll('#list tbody tr').length === 1);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
});

test('whoever types seats of a new client sees beside them what these mean, and loses nothing', async () => {
  await desk.visits(`${provider.path}/clients/new`);
  const [preview, form] = [await remembers('#preview'), await remembers('[name=name]')];
  await desk.fills({ name: 'Nya Kunden' });
  const request = await typing('[name=seats]', '10', '/clients/new');
  await page.waitForSelector('#preview .total dd:text-is("8")'); // 48 of 50 are assigned already
  expect(request.headers()).toMatchObject({ 'hx-request-type': 'partial' });
  expect(request.url()).not.toContain('Nya');
  expect([await preview(), await form()]).toEqual([false, true]);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('seats');
  expect(await page.inputValue('[name=name]')).toBe('Nya Kunden');
  await Promise.all([page.waitForResponse(/clients\/new\?/), page.check('[value=enterprise]')]);
  await page.waitForSelector('#preview .total dd:text-is("0")'); // 100 Enterprise seats are free
  await desk.looksRight();
});

test.each([
  ['with JavaScript', true],
  ['without', false],
])(
  'a refused form puts the focus on the summary of what is wrong, whose links lead to the fields, %s',
  async (_, javaScript) => {
    desk = await office.deskOf(provider.admin, { javaScript });
    await desk.visits(`${provider.path}/clients/new`);
    await desk.sends({ name: 'Utan adress', seats: '1e3' });
    const focus = () =>
      desk.page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.id);
    expect(await focus()).toBe('alert');
    expect(await desk.page.title()).toMatch(/^Error: /);
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.press('Enter');
    expect(desk.page.url()).toMatch(/#email$/);
    expect(await focus()).toBe('email');
  },
);
