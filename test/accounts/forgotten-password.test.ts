import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PasswordLink } from '../../src/accounts/password-link.entity.js';
import { User } from '../../src/accounts/user.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { afterwards, forgets, NEW_PASSWORD, renews } from '../support/forgetful.js';
import { lastMailTo, lettersTo, mailsTo } from '../support/mail.js';
import { aStranger, PASSWORD, type Person, unique } from '../support/people.js';
import { statementsDuring } from '../support/statements.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const userOf = ({ id }: Person) => world.db.findOneByOrFail(User, { id });
const asks = async (email: string, browser = world.browser()) => {
  await browser.visit('/forgotten-password');
  return browser.submit('Send the link', { email });
};

test('somebody who forgot the master password sets a new one with a mailed link', async () => {
  const person = await aStranger(world);
  const link = await forgets(world, person.email);
  const browser = world.browser();
  await renews(browser, link);
  expect(browser.page.notice).toBe('Your new master password counts. Sign in with it.');
  expect(browser.page.heading).toBe('Sign in');
  await expect(person.signsIn()).rejects.toThrow('do not belong together');
  await person.signsIn(NEW_PASSWORD);
  expect(person.page.heading).toBe('Profile');
  expect(await lettersTo(world, person.email)).toEqual(['forgotten-password', 'keys-renewed']);
  const kinds = (await world.db.findBy(Event, { userId: person.id })).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['password-link.sent', 'keys.renewed']));
});

test('it makes a new user key and a new key pair, under the salt of the registration', async () => {
  const person = await aStranger(world);
  const before = await userOf(person);
  await renews(world.browser(), await forgets(world, person.email));
  const after = await userOf(person);
  for (const name of ['passwordHash', 'userKey', 'publicKey', 'privateKey'] as const) {
    expect(after[name]).not.toBe(before[name]);
  }
  expect([after.kdfSalt, after.email]).toEqual([before.kdfSalt, before.email]);
  expect((await afterwards(person)).keyring.userKey.bytes.equals(person.keyring.userKey.bytes)).toBe(false);
});

test('opening the link twenty times changes nothing, and its page’s address does not hold it', async () => {
  const person = await aStranger(world);
  const before = await userOf(person);
  const link = await forgets(world, person.email);
  for (let times = 0; times < 20; times++) {
    const scanner = world.browser();
    await scanner.visit(link);
    expect([scanner.page.path, scanner.page.heading]).toEqual(['/key-renewal', 'Set a new master password']);
    expect(scanner.page.html).not.toContain(link.split('/').pop());
  }
  expect(await userOf(person)).toEqual(before);
  await person.visit('/account');
  expect(person.page.heading).toBe('Profile');
});

test('all sessions end, also the one in which it is done', async () => {
  const person = await aStranger(world);
  const phone = world.browser();
  await phone.visit('/sign-in');
  await phone.submit('Sign in', { email: person.email, password: PASSWORD });
  await renews(person, await forgets(world, person.email));
  for (const browser of [person, phone]) {
    await browser.visit('/account');
    expect(browser.page.heading).toBe('Sign in');
  }
});

test('a link works once; of three who use it at the same time, one wins', async () => {
  const person = await aStranger(world);
  const link = await forgets(world, person.email);
  const browsers = [world.browser(), world.browser(), world.browser()];
  for (const browser of browsers) await browser.visit(link);
  const form = { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD };
  const answers = await Promise.all(browsers.map((browser) => browser.send({ path: '/key-renewal', form })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
  await browsers[0].visit(link);
  expect([browsers[0].page.status, browsers[0].page.heading]).toEqual([410, 'This link was used already']);
  expect(await world.db.countBy(Event, { kind: 'keys.renewed', userId: person.id })).toBe(1);
});

test('a link works for an hour', async () => {
  const person = await aStranger(world);
  const link = await forgets(world, person.email);
  await world.hoursPass(0.9);
  await person.visit(link);
  expect(person.page.heading).toBe('Set a new master password');
  await world.hoursPass(0.2);
  await person.visit(link);
  expect(person.page.heading).toBe('This link has expired');
});

test('of two links one can be used, also at the same moment; the other is dead then', async () => {
  const person = await aStranger(world);
  const links = [await forgets(world, person.email), await forgets(world, person.email)];
  const browsers = [world.browser(), world.browser()];
  for (const [at, browser] of browsers.entries()) await browser.visit(links[at]);
  const form = { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD };
  const answers = await Promise.all(browsers.map((browser) => browser.send({ path: '/key-renewal', form })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
  await person.visit(links[answers[0].status === 410 ? 0 : 1]);
  expect([person.page.status, person.page.heading]).toEqual([410, 'This link is no longer valid']);
  expect(person.page.text).toContain('Another link was used meanwhile.');
});

test('strangers who ask for it neither kill the link in somebody’s hand nor use up the mails of their browser', async () => {
  const person = await aStranger(world);
  const link = await forgets(world, person.email);
  for (let times = 0; times < 6; times++) await asks(person.email);
  expect(await world.db.countBy(PasswordLink, { email: person.email })).toBe(5);
  await person.visit(link);
  expect(person.page.heading).toBe('Set a new master password');
  await asks(person.email, person);
  expect(await world.db.countBy(PasswordLink, { email: person.email })).toBe(6);
  const own = await lastMailTo(world, person.email);
  await renews(person, new URL(own.link).pathname);
  expect(person.page.heading).toBe('Sign in');
});

test('a link to an address that the account has no longer is worth nothing', async () => {
  const person = await aStranger(world);
  const link = await forgets(world, person.email);
  await world.db.update(User, { id: person.id }, { email: `${unique('ny')}@new.example` });
  await person.visit(link);
  expect([person.page.status, person.page.heading]).toEqual([410, 'This link is no longer valid']);
});

test('the new password keeps the rules, and is typed twice', async () => {
  const person = await aStranger(world);
  const link = await forgets(world, person.email);
  const before = await userOf(person);
  await renews(person, link, { password: 'short', passwordAgain: 'short' });
  expect(person.page.errorAt('password')).toContain('Use at least 12 characters');
  await renews(person, link, { passwordAgain: 'walrus-teapot-lantern-seven' });
  expect(person.page.errorAt('passwordAgain')).toBe('Type the same password twice.');
  expect(await userOf(person)).toEqual(before);
});

test('an unknown address gets the same page by the same statements, and no mail', async () => {
  const person = await aStranger(world);
  const [known, unknown] = [person.email, `${unique('nobody')}@elsewhere.example`];
  const shown: string[] = [];
  const run: string[][] = [];
  for (const email of [known, unknown, known, unknown]) {
    const browser = world.browser();
    await browser.visit('/forgotten-password');
    run.push(await statementsDuring(() => browser.submit('Send the link', { email })));
    shown.push(browser.page.html.replaceAll(email, 'ADDRESS').replace(/value="[\w.-]{30,}"/g, ''));
  }
  const [first, firstUnknown, again, againUnknown] = run.map((all) => all.map((sql) => sql.split(' ').slice(0, 3)));
  expect([shown[1], firstUnknown, againUnknown]).toEqual([shown[0], first, again]);
  expect((await mailsTo(world, known)).map(({ state }) => state)).toContain('delivered');
  expect((await mailsTo(world, unknown)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
});

test('at most five such mails a day go to one address, also when many are asked for at once', async () => {
  const { email } = await aStranger(world);
  await Promise.all(Array.from({ length: 8 }, () => asks(email)));
  expect(await world.db.countBy(PasswordLink, { email })).toBe(5);
  const page = await asks(email);
  expect(page.notice).toBe(`If ${email} has an account here, a mail with a link is on its way to it.`);
  expect(await world.db.countBy(PasswordLink, { email })).toBe(5);
  await world.hoursPass(24.1);
  await asks(email);
  expect(await world.db.countBy(PasswordLink, { email })).toBe(6);
});

test('one address on the net cannot ask for hundreds', async () => {
  const browser = world.browser();
  browser.from = '127.0.0.77';
  const statuses = new Set<number>();
  for (let times = 0; times < 101; times++) {
    const form = { email: `${unique('nobody')}@elsewhere.example` };
    statuses.add((await browser.send({ path: '/forgotten-password', form })).status);
  }
  expect([...statuses]).toEqual([303, 429]);
});
