import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { User } from '../../src/accounts/user.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aStranger, PASSWORD, type Person, unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const addressOf = async ({ id }: Person) => (await world.db.findOneByOrFail(User, { id })).email;
const linkTo = async (address: string) => new URL((await lastMailTo(world, address)).link).pathname;

/** Somebody at this browser, who knows the password, changes the address. @returns the new one */
async function changes(thief: Person): Promise<string> {
  const email = `${unique('tjuv')}@thief.example`;
  await thief.visit('/account/email');
  await thief.submit('Send the link', { email, emailAgain: email, currentPassword: PASSWORD });
  await thief.visit(await linkTo(email));
  await thief.submit('Confirm this address', { password: PASSWORD });
  return email;
}

test('the old address undoes a change by its link alone, which ends all sessions and tells both', async () => {
  const person = await aStranger(world);
  const email = await changes(person);
  const link = await linkTo(person.email);
  for (let times = 0; times < 20; times++) await world.browser().visit(link);
  expect(await addressOf(person)).toBe(email);
  const owner = world.browser();
  await owner.visit(link);
  expect(owner.page.facts).toMatchObject({ 'Address now': email, 'Old address': person.email });
  await owner.submit('Put the old address back');
  expect(owner.page.notice).toContain(`${person.email} is your address again`);
  expect(await addressOf(person)).toBe(person.email);
  await person.visit('/account');
  expect(person.page.heading).toBe('Sign in');
  expect((await lettersTo(world, person.email)).pop()).toBe('email-undone');
  expect((await lettersTo(world, email)).pop()).toBe('email-left');
  const { details } = await world.db.findOneByOrFail(Event, { kind: 'email.change-undone', userId: person.id });
  expect(details).toEqual({ old: email, new: person.email });
  await owner.submit('Sign in', { email: person.email, password: PASSWORD });
  expect([owner.page.path, owner.page.heading]).toEqual(['/account/password', 'Master password']);
  await owner.visit(link);
  expect([owner.page.status, owner.page.heading]).toEqual([410, 'This link was used already']);
});

test('a change can be undone for 72 hours and not longer', async () => {
  const person = await aStranger(world);
  await changes(person);
  const link = await linkTo(person.email);
  await world.hoursPass(71.9);
  const owner = world.browser();
  await owner.visit(link);
  expect(owner.page.heading).toBe('Put the old address back');
  await world.hoursPass(0.2);
  await owner.submit('Put the old address back');
  expect([owner.page.status, owner.page.heading]).toEqual([410, 'This link has expired']);
});

test('a second change does not shake off the first address, whose undo kills the second one’s', async () => {
  const person = await aStranger(world);
  const second = await changes(person);
  const link = await linkTo(person.email);
  await changes(person);
  const thiefsLink = await linkTo(second);
  const owner = world.browser();
  await owner.visit(link);
  await owner.submit('Put the old address back');
  expect(await addressOf(person)).toBe(person.email);
  await owner.visit(thiefsLink);
  expect([owner.page.status, owner.page.heading]).toEqual([410, 'This link is no longer valid']);
});

test('an undo kills a change that was only asked for', async () => {
  const person = await aStranger(world);
  await changes(person);
  const link = await linkTo(person.email);
  const email = `${unique('tjuv')}@thief.example`;
  await person.visit('/account/email');
  await person.submit('Send the link', { email, emailAgain: email, currentPassword: PASSWORD });
  const asked = await linkTo(email);
  const owner = world.browser();
  await owner.visit(link);
  await owner.submit('Put the old address back');
  await owner.visit(asked);
  expect(owner.page.heading).toBe('This link is no longer valid');
});

test('of two who undo at once, one wins', async () => {
  const person = await aStranger(world);
  await changes(person);
  const link = await linkTo(person.email);
  const browsers = [world.browser(), world.browser()];
  for (const browser of browsers) await browser.visit(link);
  const send = { method: 'POST', path: '/account/email/undo', form: {} };
  const answers = await Promise.all(browsers.map((browser) => browser.send(send)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
});

test('an old address that another account has got meanwhile is refused plainly', async () => {
  const person = await aStranger(world);
  const email = await changes(person);
  const link = await linkTo(person.email);
  await aStranger(world, { email: person.email });
  const owner = world.browser();
  await owner.visit(link);
  await owner.submit('Put the old address back');
  expect(owner.page.errors).toEqual([`Another account has got ${person.email} meanwhile. Nothing was changed.`]);
  expect(await addressOf(person)).toBe(email);
});

test('a link that never was leads nowhere', async () => {
  const browser = world.browser();
  for (const path of ['/account/email/undo/nothing', '/account/email/changes/nothing', '/account/email/change']) {
    await browser.visit(path);
    expect(browser.page.status).toBe(404);
  }
});
