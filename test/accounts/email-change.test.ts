import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { User } from '../../src/accounts/user.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aStranger, PASSWORD, type Person, unique } from '../support/people.js';
import { statementsDuring } from '../support/statements.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const newAddress = () => `${unique('ny')}@new.example`;
const addressOf = async ({ id }: Person) => (await world.db.findOneByOrFail(User, { id })).email;
const linkTo = async (address: string) => new URL((await lastMailTo(world, address)).link).pathname;

async function asks(person: Person, email: string, currentPassword = PASSWORD) {
  await person.visit('/account/email');
  return person.submit('Send the link', { email, emailAgain: email, currentPassword });
}
async function confirms(person: Pick<Person, 'visit' | 'submit' | 'page'>, link: string, password = PASSWORD) {
  await person.visit(link);
  return person.submit('Confirm this address', { password });
}

test('a new address counts once its link is opened and the master password typed', async () => {
  const person = await aStranger(world);
  const elsewhere = await aStranger(world);
  const email = newAddress();
  await asks(person, ` ${email.toUpperCase()} `.replace('NEW.EXAMPLE', 'new.example'));
  expect(person.page.notice).toContain(`A mail with a link went to ${email}.`);
  const link = await linkTo(email);
  expect(await lettersTo(world, person.email)).toEqual([]);
  for (let times = 0; times < 20; times++) await world.browser().visit(link);
  await elsewhere.send({ method: 'HEAD', path: link });
  expect(await addressOf(person)).toBe(person.email);
  await confirms(person, link);
  expect([person.page.path, person.page.facts['You sign in with']]).toEqual(['/account/email', email]);
  const { kdfSalt } = await world.db.findOneByOrFail(User, { id: person.id });
  expect(kdfSalt).toBe(person.email);
  expect((await lastMailTo(world, person.email)).letter).toBe('email-changed');
  const { details } = await world.db.findOneByOrFail(Event, { kind: 'email.changed', userId: person.id });
  expect(details).toEqual({ old: person.email, new: email });
  await expect(person.signsIn()).rejects.toThrow('do not belong together');
  await person.visit('/sign-in');
  await person.submit('Sign in', { email, password: PASSWORD });
  expect(person.page.heading).toBe('Profile');
});

test('the link leads to an address without its token, works signed out and ends all sessions', async () => {
  const person = await aStranger(world);
  const email = newAddress();
  await asks(person, email);
  const phone = world.browser();
  const link = await linkTo(email);
  await phone.visit(link);
  expect([phone.page.path, phone.page.html.includes(link.split('/').pop() as string)]).toEqual([
    '/account/email/change',
    false,
  ]);
  await phone.submit('Confirm this address', { password: PASSWORD });
  expect(phone.page.path).toBe('/sign-in');
  expect(phone.page.notice).toContain(`Your address is ${email} from now on.`);
  await person.visit('/account');
  expect(person.page.heading).toBe('Sign in');
});

test('the browser in which it is confirmed stays signed in, all others do not', async () => {
  const person = await aStranger(world);
  const other = world.browser();
  await other.visit('/sign-in');
  await other.submit('Sign in', { email: person.email, password: PASSWORD });
  const email = newAddress();
  await asks(person, email);
  await confirms(person, await linkTo(email));
  await person.visit('/account');
  expect(person.page.heading).toBe('Profile');
  await other.visit('/account');
  expect(other.page.heading).toBe('Sign in');
});

test('a wrong password changes nothing, neither when asking nor at the link', async () => {
  const person = await aStranger(world);
  const email = newAddress();
  await asks(person, email, 'not-my-password');
  expect(person.page.errorAt('currentPassword')).toBe('This is not your master password. Check it and try again.');
  expect([person.page.value('email'), person.page.html.includes('not-my-password')]).toEqual([email, false]);
  expect(await lettersTo(world, email)).toEqual([]);
  await asks(person, email);
  await confirms(person, await linkTo(email), 'not-my-password');
  expect(person.page.errorAt('password')).toBe('This is not the master password of that account.');
  expect(await addressOf(person)).toBe(person.email);
});

test('a taken address gets the same page by the same statements, and its owner a mail', async () => {
  const [person, owner] = [await aStranger(world), await aStranger(world)];
  const free = `${unique('sten')}@elsewhere.example`;
  const shown: string[] = [];
  const run: string[][] = [];
  await asks(person, newAddress()); // there is always one to replace
  for (const email of [free, owner.email]) {
    run.push(await statementsDuring(() => asks(person, email)));
    shown.push(person.page.html.replaceAll(email, 'ADDRESS').replace(/value="[\w-]{36}"/g, ''));
  }
  expect(shown[1]).toBe(shown[0]);
  expect(run[1].map((sql) => sql.split(' ').slice(0, 3))).toEqual(run[0].map((sql) => sql.split(' ').slice(0, 3)));
  await asks(person, newAddress()); // does not take the mail back
  const { letter, subject, link } = await lastMailTo(world, owner.email);
  expect([letter, subject, link]).toEqual(['email-taken', 'Somebody tried to use your email address', '']);
  expect(await addressOf(owner)).toBe(owner.email);
});

test('asking again kills the link before, and the page says so', async () => {
  const person = await aStranger(world);
  const [first, second] = [newAddress(), newAddress()];
  await asks(person, first);
  const link = await linkTo(first);
  await asks(person, second);
  await person.visit(link);
  expect([person.page.status, person.page.heading]).toEqual([410, 'This link is no longer valid']);
  await confirms(person, await linkTo(second));
  expect(await addressOf(person)).toBe(second);
});

test('a link works for 24 hours and not longer', async () => {
  const person = await aStranger(world);
  const email = newAddress();
  await asks(person, email);
  const link = await linkTo(email);
  await world.hoursPass(23.9);
  await person.visit(link);
  expect(person.page.heading).toBe('Confirm your new address');
  await world.hoursPass(0.2);
  await person.visit(link);
  expect([person.page.status, person.page.heading]).toEqual([410, 'This link has expired']);
});

test('of two who use a link at once, one wins', async () => {
  const person = await aStranger(world);
  const email = newAddress();
  await asks(person, email);
  const link = await linkTo(email);
  const browsers = await Promise.all([1, 2, 3].map(async () => ({ it: world.browser() })));
  for (const { it } of browsers) await it.visit(link);
  const send = { path: '/account/email/change', form: { password: PASSWORD } };
  const answers = await Promise.all(browsers.map(({ it }) => it.send(send)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
  expect(await world.db.countBy(Event, { kind: 'email.changed', userId: person.id })).toBe(1);
});

test('an address that somebody else has got meanwhile is refused plainly', async () => {
  const person = await aStranger(world);
  const email = newAddress();
  await asks(person, email);
  await aStranger(world, { email });
  await confirms(person, await linkTo(email));
  expect(person.page.errors).toEqual([`Another account has got ${email} meanwhile. Nothing was changed.`]);
  expect(await addressOf(person)).toBe(person.email);
});

test('nobody sends strangers more than five such mails a day', async () => {
  const person = await aStranger(world);
  for (let times = 0; times < 5; times++) await asks(person, newAddress());
  await asks(person, newAddress());
  expect(person.page.errors).toEqual(['You asked for this 5 times today. Try again tomorrow.']);
});
