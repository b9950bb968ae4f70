import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Session } from '../../src/accounts/session.entity.js';
import { TwoStepCode } from '../../src/accounts/two-step-code.entity.js';
import { User } from '../../src/accounts/user.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { readsKey, setsUpTwoStep } from '../support/authenticator.js';
import { lettersTo } from '../support/mail.js';
import { aStranger, PASSWORD, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const rowOf = ({ id }: Person) => world.db.findOneByOrFail(User, { id });
const kinds = async ({ id }: Person) => (await world.db.findBy(Event, { userId: id })).map(({ kind }) => kind);

test('somebody sets two-step login up by the picture or by its text, and keeps ten recovery codes', async () => {
  const person = await aStranger(world);
  await person.visit('/account');
  await person.click('Two-step login');
  expect(person.page.facts).toMatchObject({ 'Two-step login': 'Off' });
  await person.click('Set up two-step login');
  const image = person.page.main.first('img')?.attribute('src') ?? '';
  expect(Buffer.from(image.split(',')[1], 'base64').toString()).toMatch(
    /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/,
  );
  const { seed, recoveryCodes } = await setsUpTwoStep(world, person);
  expect(seed).toMatch(/^[A-Z2-7]{32}$/);
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(recoveryCodes[0]).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect([person.page.path, person.page.notice]).toEqual([
    '/account/two-step',
    'Two-step login is on, and your recovery codes are kept.',
  ]);
  expect(person.page.facts).toMatchObject({ 'Two-step login': 'On', 'Recovery codes left': '10' });
  expect(await kinds(person)).toContain('two-step.set-up');
  expect(await lettersTo(world, person.email)).toEqual(['two-step-set-up']);
});

test('it counts only after a code of it was right', async () => {
  const person = await aStranger(world);
  await person.visit('/account/two-step/authenticator/new');
  const phone = readsKey(world, person);
  await person.submit('Check the code', { code: phone.code(5) });
  expect(person.page.status).toBe(422);
  expect(person.page.errorAt('code')).toMatch(/^The app shows another code now/);
  expect(person.page.value('code')).toBe('');
  expect(readsKey(world, person).seed).toBe(phone.seed); // what was scanned stays
  expect((await rowOf(person)).twoStepSeed).toBeNull();
  await person.signsIn();
  expect(person.page.heading).toBe('Profile');
});

test('seed and recovery codes are in no table as they are, and shown once', async () => {
  const person = await aStranger(world);
  const { seed, recoveryCodes } = await setsUpTwoStep(world, person);
  const row = await rowOf(person);
  expect(row.twoStepSeed).toMatch(/^[0-9a-f]{8}\.[\w-]+$/);
  expect(JSON.stringify(row)).not.toContain(seed);
  const codes = await world.db.findBy(TwoStepCode, { userId: person.id });
  expect(codes).toHaveLength(10);
  for (const code of recoveryCodes) expect(JSON.stringify(codes)).not.toContain(code.replaceAll('-', ''));
  await person.visit('/account/two-step/recovery-codes');
  expect(person.page.heading).toBe('Make new recovery codes');
});

test('all other sessions end: they began without a code', async () => {
  const person = await aStranger(world);
  const laptop = world.browser();
  await laptop.visit('/sign-in');
  await laptop.submit('Sign in', { email: person.email, password: PASSWORD });
  await setsUpTwoStep(world, person);
  expect((await laptop.visit('/account')).heading).toBe('Sign in');
  expect(await world.db.countBy(Session, { userId: person.id })).toBe(1);
});

test('the master password is asked for where it was typed long ago', async () => {
  const person = await aStranger(world);
  await world.timePasses(11 * 60_000);
  await person.visit('/account/two-step/authenticator/new');
  const phone = readsKey(world, person);
  await person.submit('Check the code', { code: phone.code() });
  expect(person.page.heading).toBe('Type your master password');
  expect((await rowOf(person)).twoStepSeed).toBeNull();
  await person.unlocksIfAsked();
  expect(person.page.heading).toBe('Your recovery codes');
});

test('another app takes the place of the first: a code of each is needed, and the recovery codes stay', async () => {
  const person = await aStranger(world);
  const old = await setsUpTwoStep(world, person);
  await person.visit('/account/two-step');
  await person.click('Use another app');
  const fresh = readsKey(world, person);
  expect(fresh.seed).not.toBe(old.seed);
  for (const presentCode of ['', '000000', old.code()]) {
    await person.submit('Check the code', { code: fresh.code(), presentCode }); // the last one was used to set it up
    expect(person.page.errorAt('presentCode')).toMatch(/^This code does not count/);
  }
  const presentCode = old.newCode();
  await person.submit('Check the code', { code: fresh.code(), presentCode });
  expect(person.page.notice).toBe('Your codes come from the new app from now on.');
  expect(person.page.facts).toMatchObject({ 'Recovery codes left': '10' });
  await person.signsIn();
  await person.submit('Continue', { code: old.newCode() });
  expect(person.page.status).toBe(422);
  await person.submit('Continue', { code: fresh.code() });
  expect(person.page.heading).toBe('Profile');
  expect(await kinds(person)).toContain('two-step.moved');
});

test('of two that are set up at once, one counts', async () => {
  const person = await aStranger(world);
  await person.visit('/account/two-step/authenticator/new');
  const form = { code: readsKey(world, person).code(), back: '/' };
  const send = () => person.send({ path: '/account/two-step/authenticator', form });
  const answers = await Promise.all([send(), send()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
});
