import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TwoStep } from '../../src/accounts/two-step.service.js';
import { TwoStepCode } from '../../src/accounts/two-step-code.entity.js';
import { User } from '../../src/accounts/user.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { setsUpTwoStep } from '../support/authenticator.js';
import { forgets, NEW_PASSWORD, renews } from '../support/forgetful.js';
import { lastMailTo, lettersTo, mailsTo } from '../support/mail.js';
import { aProvider, aStranger, PASSWORD, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function withPhone() {
  const person = await aStranger(world);
  return { person, phone: await setsUpTwoStep(world, person) };
}
const isOn = async ({ id }: Person) => (await world.db.findOneByOrFail(User, { id })).twoStepSeed !== null;

async function switchesOff(person: Person, proof: { currentPassword: string; code: string }) {
  await person.visit('/account/two-step');
  return person.submit('Switch two-step login off', proof);
}

test('switching off takes the master password and a code', async () => {
  const { person, phone } = await withPhone();
  await switchesOff(person, { currentPassword: 'not-my-password', code: phone.newCode() });
  expect(person.page.errorAt('currentPassword')).toMatch(/^This is not your master password/);
  await switchesOff(person, { currentPassword: PASSWORD, code: '000000' });
  expect(person.page.errorAt('code')).toMatch(/^This code does not count/);
  await switchesOff(person, { currentPassword: PASSWORD, code: '' });
  expect(person.page.errorAt('code')).toBe('Type the code.');
  expect(await isOn(person)).toBe(true);
  await switchesOff(person, { currentPassword: PASSWORD, code: phone.newCode() });
  expect(person.page.notice).toBe('Two-step login is off. You are signed out everywhere but here.');
  expect(person.page.facts).toMatchObject({ 'Two-step login': 'Off' });
  expect(await world.db.countBy(TwoStepCode, { userId: person.id })).toBe(0);
  expect((await lettersTo(world, person.email)).pop()).toBe('two-step-switched-off');
  expect(await world.db.countBy(Event, { kind: 'two-step.switched-off', userId: person.id })).toBe(1);
  await person.signsIn();
  expect(person.page.heading).toBe('Profile');
});

test('a recovery code does in place of the app', async () => {
  const { person, phone } = await withPhone();
  await switchesOff(person, { currentPassword: PASSWORD, code: phone.recoveryCodes[3] });
  expect(await isOn(person)).toBe(false);
});

test('it is refused where a provider requires it, in the page and behind it', async () => {
  const { admin, name } = await aProvider(world, { twoStep: true });
  const phone = await setsUpTwoStep(world, admin);
  await admin.visit('/account/two-step');
  expect(admin.page.text).toContain(`${name} requires two-step login of its members.`);
  expect(admin.page.button('Switch two-step login off')).toBeUndefined();
  const form = { currentPassword: PASSWORD, code: phone.newCode() };
  const answer = await admin.send({ path: '/account/two-step?_method=delete', form });
  expect([answer.status, await isOn(admin)]).toEqual([422, true]);
});

test('new recovery codes end the old ones', async () => {
  const { person, phone } = await withPhone();
  await person.visit('/account/two-step');
  await person.click('Make new recovery codes');
  await person.submit('Make ten new codes', { currentPassword: PASSWORD, code: '' });
  expect(person.page.errorAt('code')).toBe('Type the code.');
  await person.submit('Make ten new codes', { currentPassword: PASSWORD, code: phone.newCode() });
  const fresh = person.page.root
    .byClass('codes')[0]
    .all('li')
    .map(({ text }) => text);
  expect(new Set([...fresh, ...phone.recoveryCodes]).size).toBe(20);
  await person.submit('I have kept them');
  await person.signsIn();
  await person.submit('Continue', { code: phone.recoveryCodes[0] });
  expect(person.page.status).toBe(422);
  await person.submit('Continue', { code: fresh[9] });
  expect(person.page.heading).toBe('Profile');
  expect(await lettersTo(world, person.email)).toContain('two-step-codes-made');
});

test('somebody with the mail account alone changes nothing: a new master password takes a code too', async () => {
  const { person, phone } = await withPhone();
  const before = await world.db.findOneByOrFail(User, { id: person.id });
  const link = await forgets(world, person.email);
  const browser = world.browser();
  for (const [code, said] of Object.entries({ '': /^Type the code/, '000000': /^This code does not count/ })) {
    await renews(browser, link, { code });
    expect(browser.page.errorAt('code')).toMatch(said);
  }
  expect(await world.db.findOneByOrFail(User, { id: person.id })).toEqual(before);
  expect((await person.visit('/account')).heading).toBe('Profile');

  await renews(browser, link, { code: phone.newCode() });
  expect(browser.page.notice).toBe('Your new master password counts. Sign in with it.');
  expect(await isOn(person)).toBe(true);
  await browser.submit('Sign in', { email: person.email, password: NEW_PASSWORD });
  expect(browser.page.heading).toBe('Two-step login');
  expect((await browser.visit('/account')).heading).toBe('Sign in');
});

test('a sign-in in a new browser is mailed with when, what and where; a browser that was there before is not', async () => {
  const person = await aStranger(world);
  const browser = world.browser();
  const agent = 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/133.0';
  Object.assign(browser, { from: '127.0.0.9', headers: { 'user-agent': agent } });
  for (const _ of ['first', 'second']) {
    browser.cookies.delete('session');
    await browser.visit('/sign-in');
    await browser.submit('Sign in', { email: person.email, password: PASSWORD });
  }
  expect(await lettersTo(world, person.email)).toEqual(['new-browser']);
  const { subject, text } = await lastMailTo(world, person.email);
  expect(subject).toBe('Your account was opened in a new browser');
  expect(text).toMatch(/Browser: Firefox on Windows\nAddress: 127.0.0.9\nWhen: \d{1,2} \w+ \d{4}, \d\d:\d\d UTC/);
  const { details } = await world.db.findOneByOrFail(Event, { kind: 'sign-in.new-browser', userId: person.id });
  expect(JSON.stringify(details)).toContain('Firefox');
});

test('the operator switches it off for somebody who has lost phone and codes, and has nothing to do where it is off', async () => {
  const { person } = await withPhone();
  const twoStep = world.get(TwoStep);
  expect(await twoStep.reset(world.operator, person.email)).toBe(true);
  expect([await isOn(person), await twoStep.reset(world.operator, person.email)]).toEqual([false, false]);
  expect(await twoStep.reset(world.operator, 'nobody@elsewhere.example')).toBe(false);
  expect((await person.visit('/account')).heading).toBe('Sign in');
  const event = await world.db.findOneByOrFail(Event, { kind: 'two-step.switched-off', userId: person.id });
  expect(event.capacity).toBe('operator');
  expect((await lettersTo(world, person.email)).pop()).toBe('two-step-switched-off');
});

test('every mail says what happened and what to do if it was somebody else', async () => {
  const { person, phone } = await withPhone();
  await switchesOff(person, { currentPassword: PASSWORD, code: phone.recoveryCodes[0] });
  for (const { subject, text } of await mailsTo(world, person.email)) {
    expect(subject).not.toBe('');
    expect(text).toContain('Was it not you? Change your master password at once');
  }
});
