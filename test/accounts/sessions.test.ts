import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HashingQueue } from '../../src/accounts/hashing.js';
import { Session } from '../../src/accounts/session.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import type { Browser } from '../support/browser.js';
import { lettersTo } from '../support/mail.js';
import { aStranger, PASSWORD, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1';

async function another(person: Person, agent: string, from?: string): Promise<Browser> {
  const browser = world.browser();
  Object.assign(browser, { from, headers: { ...browser.headers, 'user-agent': agent } });
  await browser.visit('/sign-in');
  await browser.submit('Sign in', { email: person.email, password: PASSWORD });
  return browser;
}
const isSignedIn = async (browser: Browser) => (await browser.visit('/account')).heading === 'Profile';

test('a person sees in which browsers they are signed in, since when, and from where', async () => {
  const person = await aStranger(world);
  await another(person, FIREFOX, '127.0.0.9');
  await person.visit('/account/sessions');
  const rows = person.page.rows('Browser');
  expect(rows).toHaveLength(2);
  const firefox = rows.find(({ Browser: name }) => name.startsWith('Firefox on Linux'));
  expect(firefox?.Browser).toMatch(/Signed in: \d{1,2} \w+ \d{4}, \d\d:\d\d UTC/);
  expect(firefox?.['Last seen']).toContain('127.0.0.9');
  expect(rows.find(({ Browser: name }) => name.includes('this one'))?.Browser).toContain('Clientele tests');
});

test('one session is ended, and only that one', async () => {
  const person = await aStranger(world);
  const [laptop, phone] = [await another(person, FIREFOX), await another(person, PHONE)];
  await person.visit('/account/sessions');
  await person.submit('End this one: Safari on iOS');
  expect(person.page.notice).toBe('The session has ended.');
  expect([await isSignedIn(person), await isSignedIn(laptop), await isSignedIn(phone)]).toEqual([true, true, false]);
  const { details } = await world.db.findOneByOrFail(Event, { kind: 'session.ended', userId: person.id });
  expect(details).toMatchObject({ agent: PHONE });
});

test('all others are ended at once', async () => {
  const person = await aStranger(world);
  const others = [await another(person, FIREFOX), await another(person, PHONE)];
  await person.visit('/account/sessions');
  await person.submit('End all others');
  expect(person.page.rows('Browser')).toHaveLength(1);
  expect(await Promise.all(others.map(isSignedIn))).toEqual([false, false]);
  expect(await isSignedIn(person)).toBe(true);
});

test('this one is ended by signing out there', async () => {
  const person = await aStranger(world);
  await person.visit('/account/sessions');
  await person.submit('Sign out');
  expect(person.page.heading).toBe('Sign in');
  expect(await world.db.countBy(Session, { userId: person.id })).toBe(0);
});

test('nobody ends the session of somebody else, nor one that is not there', async () => {
  const [person, stranger] = [await aStranger(world), await aStranger(world)];
  const { id } = await world.db.findOneByOrFail(Session, { userId: stranger.id });
  for (const handle of [id.slice(0, 16), id, '%%%%%%%%%%%%%%%%', '________________', '0123456789abcdef', 'x']) {
    const path = `/account/sessions/${encodeURIComponent(handle)}?_method=delete`;
    expect((await person.send({ method: 'POST', path, form: {} })).status).toBe(404);
  }
  expect(await isSignedIn(stranger)).toBe(true);
});

test('a session that was ended stays ended, though a request of it was under way', async () => {
  const person = await aStranger(world);
  const queue = world.get(HashingQueue);
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const busy = Array.from({ length: 4 }, () => queue.run(() => gate));
  const typed = { email: 'a@b.example', emailAgain: 'a@b.example', currentPassword: PASSWORD };
  const answer = person.send({ path: '/account/email', form: typed });
  while (queue.length === 0) await sleep(5);
  await world.db.delete(Session, { userId: person.id });
  release();
  await Promise.all(busy);
  const { status, headers } = await answer;
  expect([status, headers.location]).toEqual([303, '/sign-in']);
  expect(await world.db.countBy(Session, { userId: person.id })).toBe(0);
  expect(await lettersTo(world, 'a@b.example')).toEqual([]);
});

test('a session ends after twelve hours without use', async () => {
  const person = await aStranger(world);
  await world.hoursPass(11.9);
  expect(await isSignedIn(person)).toBe(true);
  await world.hoursPass(12.1);
  expect(await isSignedIn(person)).toBe(false);
});

test('a session ends after seven days, however much it is used', async () => {
  const person = await aStranger(world);
  const used: boolean[] = [];
  for (let hours = 0; hours < 7 * 24 + 11; hours += 11) {
    used.push(await isSignedIn(person));
    await world.hoursPass(11);
  }
  expect(used).toEqual([...Array(16).fill(true), false]);
});
