import { expect } from '@jest/globals';
import { makeSetupLink } from '../../src/providers/setup-links.js';
import { PASSWORD, unique } from '../support/people.js';
import type { World } from '../support/world.js';
import type { Desk } from './desk.js';
import { setsUpTwoStep, signsInAgain } from './two-step.js';

/** What the journey is about, so that its steps can speak of it. */
export interface Journey {
  world: World;
  admin: Desk;
  owner: Desk;
  client: string;
  address: string;
  /** The client's pages, /organizations/… */
  place: string;
  phrase: string[];
}

const NUMBER = /\d+/;
const SUMS = '#preview dd';

/** The seed's "Start a client organization", from the set-up link to a confirmed owner, without a word of the page's language. */
export async function startsAClient(world: World, admin: Desk, owner: Desk): Promise<Journey> {
  const journey = { world, admin, owner, client: unique('Björk & Co'), address: `${unique('anna')}@björk.example` };
  await setsUp(journey);
  await addsTheOrganization(journey);
  const place = admin.path;
  const phrase = await accepts(journey);
  await confirms({ ...journey, place, phrase });
  return { ...journey, place, phrase };
}

type Begun = Pick<Journey, 'world' | 'admin' | 'owner' | 'client' | 'address'>;

async function setsUp({ world, admin }: Begun): Promise<void> {
  const token = await makeSetupLink(world.operator);
  await admin.visits(`/setup/${token}`);
  expect(admin.path).toBe('/setup');
  const email = `${unique('asa')}@msp.example`;
  await admin.page.selectOption('[name=locale]', admin.locale);
  await admin.sends({
    ...{ providerName: unique('Nordic IT'), name: 'Åsa Öberg', email, emailAgain: email },
    ...{ password: PASSWORD, passwordAgain: PASSWORD },
    ...{ teamsMinimum: '50', teamsPrice: '4', enterpriseMinimum: '100', enterprisePrice: '6' },
  });
  const phone = await setsUpTwoStep(world, admin);
  const code = await admin.text('main code');
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){7}$/);
  await admin.sends({ lastGroup: code.split('-').at(-1) as string });
  expect(admin.path).toMatch(/^\/providers\/[^/]+\/clients$/);
  await signsInAgain(admin, email, phone);
  expect(await admin.page.locator('#list .empty a[href$="/clients/new"]').count()).toBe(1);
}

async function addsTheOrganization({ admin, client, address }: Begun): Promise<void> {
  await admin.chooses('.page-acts .menu', 'a[href$="clients/new"]');
  await admin.page.check('[name=plan][value=enterprise]');
  await admin.fills({ name: client, email: address, seats: '120' });
  if (admin.javaScript) await admin.page.waitForSelector('#preview .total dd:text-is("20")');
  else await admin.presses('main form button[formaction], main form button[name=preview]');
  // 100 bought, 120 assigned, none unassigned, 20 more at 6 each; then nothing that was typed is lost
  const numbers = (await admin.texts(SUMS)).map((sum) => sum.match(NUMBER)?.[0]);
  expect(numbers.slice(0, 4)).toEqual(['100', '120', '0', '20']);
  expect(await admin.page.inputValue('[name=name]')).toBe(client);
  await admin.sends();
  expect(admin.path).toMatch(/^\/organizations\/[^/]+$/);
  expect(await admin.text('[role=status]')).toContain(client);
  expect(await admin.page.locator('.checklist li').count()).toBe(6);
  expect(await admin.page.getAttribute('.checklist li:first-child a', 'href')).toBe(`${admin.path}/vault`);
}

async function accepts({ world, admin, owner, client, address }: Begun): Promise<string[]> {
  await world.deliverMail();
  await admin.visits('/');
  await admin.presses('nav a[href="/outbox"]');
  await admin.presses(`tr:has-text("${address}") a`);
  const link = (await admin.page.getAttribute('main a[href*="/invitations/"]', 'href')) as string;
  await owner.visits(link);
  expect(owner.path).toBe('/invitation');
  expect(await owner.text('h1')).toContain(client);
  await owner.sends({ name: 'Anna Björk', password: 'granite willow cactus seven', passwordAgain: 'granite willow x' });
  expect(await owner.page.locator('[role=alert] a[href="#passwordAgain"]').count()).toBe(1);
  await owner.sends({ password: 'granite willow cactus seven', passwordAgain: 'granite willow cactus seven' });
  expect(owner.path).toBe('/invitation/accepted');
  const phrase = await owner.texts('.phrase li');
  expect(phrase).toHaveLength(5);
  await owner.presses('main a[href="/account"]');
  expect(await owner.texts('.phrase li')).toEqual(phrase);
  return phrase;
}

async function confirms({ admin, owner, client, place, phrase }: Journey): Promise<void> {
  await admin.visits('/');
  const row = `tr:has(a[href="${place}/vault"])`;
  expect(await admin.text(`${row} .badge`)).toBe(admin.says('Needs confirmation'));
  await admin.presses(`${row} a[href="${place}"]`);
  await admin.presses('main a[href$="/confirmation"]');
  const asked = async (field: string) => phrase[Number((await admin.text(`label[for=${field}]`)).match(NUMBER)) - 1];
  await admin.sends({ firstWord: await asked('firstWord'), secondWord: await asked('secondWord') });
  expect(admin.path).toBe(place);
  expect(await admin.text('[role=status]')).toContain('Anna Björk');

  await owner.visits('/');
  expect(owner.path).toBe(`${place}/vault`);
  expect(await owner.text('h1')).toContain(client);
  expect(new Set(await owner.texts('tbody .badge'))).toEqual(
    new Set([owner.says('Manage collection'), owner.says('Edit items')]),
  );
  await admin.presses(`nav a[href="${place}/vault"]`);
  expect(new Set(await admin.texts('tbody .badge'))).toEqual(new Set([admin.says('No access')]));
}
