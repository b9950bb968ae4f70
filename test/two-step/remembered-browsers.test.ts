import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RememberedBrowser } from '../../src/accounts/remembered-browser.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { type Authenticator, setsUpTwoStep } from '../support/authenticator.js';
import type { Browser } from '../support/browser.js';
import { aStranger, PASSWORD, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

/** Whether the password is enough in this browser. */
async function isLetIn(browser: Browser, { email }: Person, password = PASSWORD): Promise<boolean> {
  browser.cookies.delete('session');
  await browser.visit('/sign-in');
  await browser.submit('Sign in', { email, password });
  return browser.page.heading !== 'Two-step login';
}

async function remembered(person: Person, phone: Authenticator): Promise<Browser> {
  const browser = world.browser();
  browser.headers['user-agent'] = FIREFOX;
  await isLetIn(browser, person);
  await browser.submit('Continue', { code: phone.newCode(), remember: true });
  return browser;
}

async function withPhone() {
  const person = await aStranger(world);
  return { person, phone: await setsUpTwoStep(world, person) };
}

test('a browser is asked for no code for 30 days, and then again', async () => {
  const { person, phone } = await withPhone();
  const browser = await remembered(person, phone);
  expect([await isLetIn(browser, person), await isLetIn(world.browser(), person)]).toEqual([true, false]);
  await world.daysPass(29.9);
  expect(await isLetIn(browser, person)).toBe(true);
  await world.daysPass(0.2);
  expect(await isLetIn(browser, person)).toBe(false);
});

test('unless one asks for it, nothing is remembered', async () => {
  const { person, phone } = await withPhone();
  const browser = world.browser();
  await isLetIn(browser, person);
  await browser.submit('Continue', { code: phone.newCode() });
  expect(await isLetIn(browser, person)).toBe(false);
});

test('they are listed with date and name, forgotten one by one or all, and nobody else’s', async () => {
  const { person, phone } = await withPhone();
  const [laptop, other] = [await remembered(person, phone), await remembered(person, phone)];
  await person.visit('/account/two-step');
  const rows = person.page.rows('Browser');
  expect(rows).toHaveLength(2);
  expect(rows[0].Browser).toMatch(/^Firefox on Linux ?Since: \d{1,2} \w+ \d{4}, \d\d:\d\d UTC$/);
  await person.submit('Forget: Firefox on Linux');
  expect(person.page.notice).toBe('The browser is asked for a code again.');
  expect([await isLetIn(laptop, person), await isLetIn(other, person)].sort()).toEqual([false, true]);
  const stranger = await aStranger(world);
  const { id } = await world.db.findOneByOrFail(RememberedBrowser, { userId: person.id });
  const path = `/account/two-step/browsers/${id}?_method=delete`;
  expect((await stranger.send({ method: 'POST', path, form: {} })).status).toBe(404);
  await person.visit('/account/two-step');
  await person.submit('Forget all');
  expect(person.page.text).toContain('No browser is remembered');
  expect([await isLetIn(laptop, person), await isLetIn(other, person)]).toEqual([false, false]);
  const kinds = (await world.db.findBy(Event, { userId: person.id })).map(({ kind }) => kind);
  expect(kinds).toEqual(
    expect.arrayContaining(['browser.remembered', 'browser.forgotten', 'browsers.forgotten'] as typeof kinds),
  );
});

test('a stolen cookie is worth nothing for another account, and its hash alone nothing at all', async () => {
  const [{ person, phone }, { person: victim }] = [await withPhone(), await withPhone()];
  const browser = await remembered(person, phone);
  expect(await isLetIn(browser, victim)).toBe(false);
  const [{ tokenHash }] = await world.db.findBy(RememberedBrowser, { userId: person.id });
  expect(browser.cookies.get('remembered')).not.toContain(tokenHash);
  const thief = world.browser();
  thief.cookies.set('remembered', tokenHash);
  expect(await isLetIn(thief, person)).toBe(false);
});

test('one browser is remembered for two people who share it', async () => {
  const [one, two] = [await withPhone(), await withPhone()];
  const browser = await remembered(one.person, one.phone);
  await isLetIn(browser, two.person);
  await browser.submit('Continue', { code: two.phone.newCode(), remember: true });
  expect([await isLetIn(browser, one.person), await isLetIn(browser, two.person)]).toEqual([true, true]);
});

test('with another master password no browser is remembered any more', async () => {
  const { person, phone } = await withPhone();
  const browser = await remembered(person, phone);
  const password = 'lantern-walrus-sixty-teapot';
  await person.visit('/account/password');
  await person.submit('Change the master password', { currentPassword: PASSWORD, password, passwordAgain: password });
  expect(await isLetIn(browser, person, password)).toBe(false);
});

test('nor after two-step login was switched off and on again', async () => {
  const { person, phone } = await withPhone();
  const browser = await remembered(person, phone);
  await person.visit('/account/two-step');
  await person.submit('Switch two-step login off', { currentPassword: PASSWORD, code: phone.newCode() });
  expect(await isLetIn(browser, person)).toBe(true);
  await person.visit('/account/two-step/authenticator/new');
  await setsUpTwoStep(world, person);
  expect(await isLetIn(browser, person)).toBe(false);
});
