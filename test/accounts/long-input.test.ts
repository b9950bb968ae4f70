import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { say } from '../../src/web/message.js';
import { words } from '../../src/web/words.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const LENGTH = 1024 * 1024 - 100;
const AT_ONCE = 5000;
const filled = (text: string) => text.repeat(LENGTH / Buffer.byteLength(text));

test.each([
  ['blanks', `a${filled('+')}b`],
  ['accents on one letter', `a${filled('\u0323\u0301')}`],
  ['letters that a domain writes otherwise', `a@${filled('åäö')}.se`],
])('a stranger’s form of one mebibyte of %s holds nobody up', async (_, email) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const begin = performance.now();
  const answer = await world.browser().send({ path: '/sign-in', body: `email=${email}&password=x`, headers });
  expect(performance.now() - begin).toBeLessThan(AT_ONCE);
  expect([answer.status, answer.body.includes('Type one email address')]).toEqual([422, true]);
});

test('a name that looks like a domain without end is shown as it is, at once', () => {
  const text = `@${'xn--'.repeat(80_000)}!`;
  const begin = performance.now();
  expect(words(say('{{text}}', { text }), { locale: 'en', timeZone: 'UTC' })).toBe(text);
  expect(performance.now() - begin).toBeLessThan(AT_ONCE);
  expect(words(say('{{text}}', { text: 'anna@xn--bjrk-6qa.se' }), { locale: 'en', timeZone: 'UTC' })).toBe(
    'anna@björk.se',
  );
});
