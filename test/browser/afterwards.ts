import { expect } from '@jest/globals';
import type { Journey } from './journey.js';

const NUMBER = /−?\d+/;

/** What follows once the owner is there: collections, the owner's own pages, seats, settings, and good night. */
export async function administersTheClient(journey: Journey): Promise<void> {
  await keepsCollections(journey);
  await ownerLooksRound(journey);
  await resizes(journey);
  await changesSettings(journey);
  await signsOut(journey);
}

async function keepsCollections({ admin, place }: Journey): Promise<void> {
  for (const name of ['Socials', 'Financials <b>']) {
    await admin.presses('.page-acts a[href$="/collections/new"]');
    await admin.sends({ name });
    expect(admin.path).toBe(`${place}/vault`);
    expect(await admin.texts('tbody th bdi')).toContain(name);
  }
  const boxes = admin.page.locator('tbody [type=checkbox]');
  expect(await boxes.count()).toBe(3); // the two, and the default collection
  if (admin.javaScript) await admin.page.check('[data-check-all]');
  else for (const box of await boxes.all()) await box.check();
  await boxes.first().uncheck();
  await admin.presses('.bulk button');
  expect(await admin.texts('main form li')).toHaveLength(2);
  await admin.sends();
  expect(await boxes.count()).toBe(1);
  await admin.presses('tbody th a');
  await admin.presses('.page-acts .danger');
  expect(await admin.texts('main form li')).toHaveLength(1);
  await admin.presses(`main a[href="${place}/vault"]`);
}

async function ownerLooksRound({ owner, place }: Journey): Promise<void> {
  await owner.presses(`nav a[href="${place}"]`);
  await owner.presses(`nav a[href="${place}/provider"]`);
  expect(await owner.texts('tbody th')).toEqual(['Åsa Öberg', 'Åsa Öberg']); // who can act, and who was here last
  await owner.chooses('.switcher', `a[href="${place}/items"]`);
}

async function resizes({ admin, client, place }: Journey): Promise<void> {
  await admin.presses('.side a.mark');
  await admin.presses(`tr:has(a[href="${place}/vault"]) a.more`);
  expect(await admin.page.inputValue('[name=seats]')).toBe('120');
  await admin.sends({ seats: '0' });
  expect(await admin.page.locator('[role=alert] a[href="#seats"]').count()).toBe(1);
  await admin.sends({ seats: '90' });
  expect(await admin.text('[role=status]')).toContain(client);
  await admin.presses('nav a[href$="/seats"]');
  const [seats, purchased] = await admin.texts('#list tbody tr:first-child .n');
  expect([seats, purchased].map((change) => change.match(NUMBER)?.[0])).toEqual(['−30', '−20']);
}

async function changesSettings({ admin }: Journey): Promise<void> {
  await admin.presses('nav a[href$="/settings"]');
  await admin.sends({ phone: '+46 8 123 45 67' });
  expect(await admin.page.locator('[role=status]').count()).toBe(1);
  expect(await admin.page.inputValue('[name=phone]')).toBe('+46 8 123 45 67');
}

async function signsOut({ admin, owner }: Journey): Promise<void> {
  for (const desk of [admin, owner]) {
    await desk.chooses('.account', 'button');
    expect(desk.path).toBe('/sign-in');
    await desk.visits('/');
    expect(desk.path).toBe('/sign-in');
  }
}
