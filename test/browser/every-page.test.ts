import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Stop, tour } from '../guards/tour.js';
import { ALL_LOOKS, barriers, DESKTOP, overflow, PHONE, wear } from './looks.js';
import { Office } from './office.js';

const office = new Office();
let stops: Stop[];
beforeAll(async () => {
  stops = await tour(office.world);
}, 60_000);

/** Shows the page as the server answered it, whoever asked and however: also what only a form leads to. */
async function show(page: Page, stop: Stop): Promise<void> {
  const { path, status, html, answer } = await stop.visit();
  const address = office.world.config.baseUrl.origin + path;
  const { 'content-type': type, 'content-security-policy': policy } = answer.headers;
  const headers = { 'content-type': String(type), 'content-security-policy': String(policy) };
  await page.route(address, (route) => route.fulfill({ status, headers, body: html }));
  await page.goto(address);
  await page.unroute(address);
}

/** Opens what is folded away, one of those that close each other. */
const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });

test('nobody meets a barrier on any page, at a desk or on a phone, in light or dark, menus shut or open', async () => {
  const page = await office.chromium.newPage();
  const found: string[] = [];
  for (const stop of stops) {
    await show(page, stop);
    for (const look of ALL_LOOKS) {
      await wear(page, look);
      const faults = [...(await overflow(page)), ...(await barriers(page, { again: look !== DESKTOP }))];
      found.push(...faults.map((fault) => `${stop.name}, ${look.width} px, ${look.colorScheme}: ${fault}`));
    }
    for (const width of [1000, 800, 320]) {
      await wear(page, { ...DESKTOP, width });
      found.push(...(await overflow(page)).map((fault) => `${stop.name}: ${fault}`));
    }
    await wear(page, PHONE);
    await unfold(page);
    const faults = [...(await overflow(page)), ...(await barriers(page, { menusOpen: true }))];
    found.push(...faults.map((fault) => `${stop.name}, unfolded on a phone: ${fault}`));
  }
  expect(stops.length).toBeGreaterThan(25);
  expect(found).toEqual([]);
}, 300_000);
