import { randomUUID } from 'node:crypto';
import { test } from '@jest/globals';
import { aProvider } from '../support/people.js';
import { openWorld } from '../support/world.js';
import { openChromium } from './chromium.js';
import { Desk } from './desk.js';
import { barriers, DESKTOP, overflow, PHONE, wear } from './looks.js';

test('shots', async () => {
  const world = await openWorld();
  const chromium = await openChromium(world);
  const provider = await aProvider(world, { teams: 50 });
  const client = await provider.startsClient({ seats: 40, name: 'Björk & Co' });
  const people = [];
  for (const name of ['Anna Berg', 'Bo Ek', 'Cia Ö', 'Åke Larsson']) people.push(await client.hasMember({ name }));
  await provider.admin.visit(`${client.path}/access/starter`);
  await provider.admin.submit('Make them in Björk & Co', {
    departments: 'Finance\nSales\nWarehouse\nIT\nManagement',
    functions: 'Bookkeeping\nBookkeeping/Bank\nBookkeeping/Bank/Cards\nWeb shop\nIT/Servers\nIT/Servers/Linux <b>',
    own: true,
  });
  const shots: string[] = [];
  const desk = await Desk.at(chromium, world);
  await desk.signedInAs(provider.admin);
  const page = desk.page;
  const log: string[] = [];
  const shot = async (name: string, path?: string) => {
    if (path) await page.goto(path);
    for (const [look, wish] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      await wear(page, wish);
      const faults = [...(await overflow(page)), ...(await barriers(page))];
      log.push(...faults.map((f) => `${name} ${look}: ${f}`));
      await page.screenshot({ path: `/tmp/shots/${name}-${look}.png`, fullPage: true });
    }
    await wear(page, DESKTOP);
  };
  const { path } = client;
  const groups: { id: string; name: string }[] = await world.db.query(
    'SELECT id, name FROM member_groups WHERE organization_id = ? ORDER BY name',
    [client.id],
  );
  const collections: { id: string; name: string }[] = await world.db.query(
    'SELECT id, name FROM collections WHERE organization_id = ? ORDER BY path',
    [client.id],
  );
  await provider.admin.visit(`${path}/groups/${groups[0].id}/members`);
  await provider.admin.submit(`Put into ${groups[0].name}`, { who: people.map((p) => p.email).join(', ') });
  await shot('overview', path);
  await shot('vault', `${path}/vault`);
  await shot('new', `${path}/collections/new`);
  await shot('edit', `${path}/collections/${collections[0].id}/edit`);
  await shot('coll-access', `${path}/collections/${collections[3].id}/access?search=a`);
  await shot('groups', `${path}/groups`);
  await shot('group-edit', `${path}/groups/${groups[0].id}/edit`);
  await shot('group-members', `${path}/groups/${groups[0].id}/members`);
  await shot('starter', `${path}/access/starter`);
  await shot('settings', `${path}/settings`);
  await shot('access', `${path}/access`);
  const cells = page.locator('.matrix tbody input[name=x]');
  await cells.nth(0).fill('3');
  await cells.nth(1).fill('5');
  await cells.nth(7).fill('2');
  await page.locator('button[name=preview]').click();
  await page.waitForSelector('.review');
  await shot('review');
  await page.locator('main form .actions button').first().click();
  await page.waitForSelector('[role=status]');
  await shot('saved');
  await page.goto(`${path}/vault`);
  for (const box of await page.locator('[name=ids]').all()) await box.check();
  await page.locator('.bulk button').nth(1).click();
  await page.waitForSelector('textarea');
  await shot('bulk');
  await page.goto(`${path}/vault`);
  for (const box of (await page.locator('[name=ids]').all()).slice(0, 2)) await box.check();
  await page.locator('.bulk button').nth(0).click();
  await page.waitForSelector('.danger');
  await shot('deletion');
  await shot('events', `${path}/events`);
  console.log([...log, ...desk.wrong].join('\n') || 'no faults', randomUUID(), shots.length);
  await chromium.close();
  await world.close();
}, 120_000);
