import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Session } from '../../src/accounts/session.entity.js';
import { UnfinishedSignIn } from '../../src/accounts/unfinished-sign-in.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { type Authenticator, setsUpTwoStep } from '../support/authenticator.js';
import type { Browser } from '../support/browser.js';
import { lettersTo } from '../support/mail.js';
import { aStranger, PASSWORD, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let person: Person;
let phone: Authenticator;
beforeAll(async () => {
  world = await openWorld();
  person = await aStranger(world);
  phone = await setsUpTwoStep(world, person);
});
afterAll(() => world.close());

async function typesPassword(browser: Browser = world.browser(), back = '/sign-in'): Promise<Browser> {
  await browser.visit(back);
  await browser.submit('Sign in', { email: person.email, password: PASSWORD });
  return browser;
}
const isSignedIn = async (browser: Browser) => (await browser.visit('/account')).heading === 'Profile';
const count = (kind: Event['kind']) => world.db.countBy(Event, { kind, userId: person.id });

test('the password alone begins no session, opens no page and writes no event of having signed in', async () => {
  const [sessions, events] = [await world.db.countBy(Session, { userId: person.id }), await count('sign-in.done')];
  const browser = await typesPassword();
  expect([browser.page.path, browser.page.heading]).toEqual(['/sign-in/two-step?back=%2F', 'Two-step login']);
  for (const path of ['/account', '/account/two-step', '/account/two-step/authenticator/new', '/unlock', '/']) {
    await browser.visit(path);
    expect([path, browser.page.heading]).toEqual([path, 'Sign in']);
  }
  expect(await world.db.countBy(Session, { userId: person.id })).toBe(sessions);
  expect(await count('sign-in.done')).toBe(events);
});

test('with the code of the app one is in, where one wanted to go, with the keys open', async () => {
  const browser = await typesPassword(world.browser(), '/account/sessions');
  await browser.submit('Continue', { code: phone.newCode() });
  expect(browser.page.heading).toBe('Sessions');
  const { keyring } = await world.db.findOneOrFail(Session, {
    where: { userId: person.id },
    order: { createdAt: 'DESC' },
  });
  expect(keyring).not.toBeNull();
  expect(await world.db.countBy(UnfinishedSignIn, { userId: person.id })).toBeLessThanOrEqual(1);
  await browser.visit('/sign-in/two-step');
  expect(browser.page.heading).toBe('Profile'); // nothing is left to finish
});

test('no code works twice, not even for two who type it at the same moment', async () => {
  const code = phone.newCode();
  const browsers = [await typesPassword(), await typesPassword(), await typesPassword()];
  const send = (browser: Browser) => browser.send({ path: '/sign-in/two-step', form: { code, back: '/account' } });
  const answers = await Promise.all(browsers.map(send));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
  const late = await typesPassword();
  await late.submit('Continue', { code });
  expect(late.page.errorAt('code')).toMatch(/^This code does not count/);
});

test.each([
  ['a step late', -1, true],
  ['a step early', 1, true],
  ['two steps late', -2, false],
  ['two steps early', 2, false],
])('a clock that is %s', async (_, steps, taken) => {
  world.clock.forward(5 * 60_000);
  const browser = await typesPassword();
  await browser.submit('Continue', { code: phone.code(steps) });
  expect(browser.page.heading).toBe(taken ? 'Profile' : 'Two-step login');
});

test('a recovery code lets one in once, and the person is mailed', async () => {
  const [code] = phone.recoveryCodes;
  const browser = await typesPassword();
  await browser.click('Use a recovery code');
  await browser.submit('Continue', { code: ` ${code.toLowerCase().replaceAll('-', ' ')}` });
  expect(browser.page.heading).toBe('Profile');
  const again = await typesPassword();
  await again.click('Use a recovery code');
  await again.submit('Continue', { code });
  expect([again.page.status, again.page.errorAt('code')]).toEqual([422, expect.stringMatching(/^This code does not/)]);
  expect(again.page.html).not.toContain(code);
  await again.click('Use the app');
  await browser.visit('/account/two-step');
  expect(browser.page.facts).toMatchObject({ 'Recovery codes left': '9' });
  expect(await lettersTo(world, person.email)).toContain('two-step-code-used');
  expect(await count('two-step-code.used')).toBe(1);
});

test('somebody else’s codes do not count', async () => {
  const other = await aStranger(world);
  const theirs = await setsUpTwoStep(world, other);
  const browser = await typesPassword();
  for (const code of [theirs.newCode(), theirs.recoveryCodes[0]]) {
    await browser.submit('Continue', { code });
    expect(browser.page.status).toBe(422);
  }
});

test('a wrong password is refused before any code is asked for, in the same words', async () => {
  const browser = world.browser();
  await browser.visit('/sign-in');
  await browser.submit('Sign in', { email: person.email, password: 'not-my-password' });
  expect(browser.page.errors).toEqual([
    'This address and master password do not belong together. Check both and try again.',
  ]);
  expect((await browser.visit('/sign-in/two-step')).heading).toBe('Sign in');
});

test('after ten minutes the password is typed again', async () => {
  const browser = await typesPassword();
  await world.timePasses(10 * 60_000 + 1);
  await browser.submit('Continue', { code: phone.newCode() });
  expect([browser.page.heading, browser.page.notice]).toEqual(['Sign in', 'That took too long. Sign in again.']);
});

test('a stolen half is worth nothing: an invented cookie, or another browser, finishes no sign-in', async () => {
  const browser = await typesPassword();
  const thief = world.browser();
  thief.cookies.set('unfinished-sign-in', `${browser.cookies.get('unfinished-sign-in')}x`);
  await thief.send({ path: '/sign-in/two-step', form: { code: phone.newCode() } });
  expect(await isSignedIn(thief)).toBe(false);
});

test('codes are throttled like passwords, each failure is an event, and waiting is said', async () => {
  await world.timePasses(16 * 60_000);
  const before = await count('two-step.failed');
  const browser = await typesPassword();
  for (let times = 0; times < 5; times++) {
    await browser.submit('Continue', { code: '000000' });
    expect(browser.page.status).toBe(422);
  }
  await browser.submit('Continue', { code: phone.newCode() });
  // Half a minute went by for the new code, and with it the first wait.
  expect(browser.page.heading).toBe('Profile');
  const guesser = await typesPassword();
  const statuses: number[] = [];
  for (let times = 0; times < 8; times++) {
    const form = { code: '000000' };
    statuses.push((await guesser.send({ path: '/sign-in/two-step', form })).status);
  }
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
  expect(await count('two-step.failed')).toBe(before + 10);
  expect(await count('two-step.throttled')).toBe(3);
});
