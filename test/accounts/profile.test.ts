import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { browserOf } from '../../src/accounts/agent.js';
import { Event } from '../../src/audit/event.entity.js';
import { words } from '../../src/web/words.js';
import { aStranger } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a person changes name, language and time zone, and the log has old and new', async () => {
  const person = await aStranger(world, { name: 'Sten Främling' });
  await person.visit('/');
  expect(person.page.heading).toBe('Profile');
  expect(person.page.value('name')).toBe('Sten Främling');
  await person.submit('Save', { name: '  Sten <b>Åberg</b> 🌲', Language: 'Svenska', timeZone: 'Europe/Stockholm' });
  expect(person.page.status).toBe(200);
  expect(person.page.html).toContain('lang="sv"');
  expect(person.page.value('name')).toBe('Sten <b>Åberg</b> 🌲');
  const { details } = await world.db.findOneByOrFail(Event, { kind: 'account.updated', userId: person.id });
  expect(details).toEqual({
    ...{ 'name.old': 'Sten Främling', 'name.new': 'Sten <b>Åberg</b> 🌲' },
    ...{ 'locale.old': 'en', 'locale.new': 'sv', 'timeZone.old': 'UTC', 'timeZone.new': 'Europe/Stockholm' },
  });
});

test('saving without a change writes no event', async () => {
  const person = await aStranger(world);
  await person.visit('/account');
  await person.submit('Save');
  expect(person.page.notice).toBe('Your profile is saved.');
  expect(await world.db.countBy(Event, { kind: 'account.updated', userId: person.id })).toBe(0);
});

test.each([
  ['no name', { name: ' ' }, 'name', 'Type your name.'],
  ['a name of 51 letters', { name: 'å'.repeat(51) }, 'name', 'Use at most 50 characters.'],
  ['a turned-around name', { name: 'evil\u202Eeman' }, 'name', 'Take out line breaks and invisible characters.'],
])('%s is refused at the field', async (_, values, field, message) => {
  const person = await aStranger(world);
  await person.visit('/account');
  await person.submit('Save', values);
  expect(person.page.status).toBe(422);
  expect(person.page.errorAt(field)).toBe(message);
});

test('a language or zone that is not offered is refused', async () => {
  const person = await aStranger(world);
  await person.go({ path: '/account?_method=patch', form: { name: 'Sten', locale: 'xx', timeZone: 'Mars/Olympus' } });
  expect(person.page.errors).toEqual(['Choose a language.', 'Choose a time zone.']);
});

test('a person reads the five words of the fingerprint phrase, and what they are for', async () => {
  const person = await aStranger(world);
  await person.visit('/account');
  const phrase = person.page.root.first((one) => one.tag === 'ol' && one.attribute('class') === 'phrase');
  expect(phrase?.all('li').map((item) => item.text)).toEqual(person.fingerprint);
  expect(person.fingerprint).toHaveLength(5);
  expect(person.page.text).toContain('ask for two of these words');
});

test('who is not signed in sees no account page', async () => {
  for (const path of ['/account', '/account/email', '/account/password', '/account/sessions', '/unlock']) {
    const { status, headers } = await world.browser().send({ path });
    expect([status, headers.location]).toEqual([303, `/sign-in?back=${encodeURIComponent(path)}`]);
  }
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36',
    'Chrome on Android',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1', 'Safari on iOS'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15', 'Safari on macOS'],
  ['Lynx/2.9.0dev.10 libwww-FM/2.14 SSL-MM/1.4.1', 'Lynx'],
  ['', 'Unknown browser'],
  ['<script>alert(1)</script>', 'Unknown browser'],
])('the browser that says %p is called %s', (agent, name) => {
  expect(words(browserOf(agent), { locale: 'en', timeZone: 'UTC' })).toBe(name);
});
