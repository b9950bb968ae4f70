import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { network } from '../../src/accounts/network.js';
import { Event } from '../../src/audit/event.entity.js';
import { Clock } from '../../src/web/clock.js';
import { aStranger, PASSWORD, type Person, unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

/** Time goes by only when a test says so, however slow this machine is. */
class StoppedClock extends Clock {
  private time = Date.now();

  override now(): Date {
    return new Date(this.time);
  }
  override forward(milliseconds: number): void {
    this.time += milliseconds;
  }
}

let world: World;
beforeAll(async () => {
  world = await openWorld({}, { clock: new StoppedClock() });
});
afterAll(() => world.close());

interface Try {
  password?: string;
  from?: string;
  by?: Person;
}

/** One try to sign in, in a new browser unless it is somebody's own. @returns status and seconds to wait */
async function tries(email: string, { password = 'not-my-password', from, by }: Try = {}): Promise<[number, number]> {
  const browser = by ?? world.browser();
  browser.from = from;
  const { status, headers } = await browser.send({ path: '/sign-in', form: { email, password } });
  return [status, Number(headers['retry-after'] ?? 0)];
}
/** At as many accounts, which are not there. */
async function hundredFailures(from: string): Promise<void> {
  for (let batch = 0; batch < 4; batch++) {
    await Promise.all(Array.from({ length: 25 }, () => tries(`${unique('x')}@elsewhere.example`, { from })));
  }
}
const secondsPass = (seconds: number) => world.timePasses(seconds * 1000);
const SIGNED_IN: [number, number] = [303, 0];

test('1,000 wrong passwords from 50 addresses lock nobody out', async () => {
  const person = await aStranger(world);
  const answers: number[] = [];
  for (let round = 0; round < 20; round++) {
    const batch = Array.from({ length: 50 }, (_, i) => tries(person.email, { from: `127.0.1.${i + 1}` }));
    answers.push(...(await Promise.all(batch)).map(([status]) => status));
    await secondsPass(5);
  }
  expect(answers).toHaveLength(1000);
  expect(new Set(answers)).toEqual(new Set([422, 429]));
  // Five at the first moment, then one after 2, 4, 8, 16 and 32 seconds, as far as somebody tried just then.
  expect(answers.filter((status) => status === 422)).toHaveLength(10);
  await person.visit('/account');
  await person.submit('Sign out');
  expect(await tries(person.email, { password: PASSWORD, by: person })).toEqual(SIGNED_IN);
  const [status, wait] = await tries(person.email, { password: PASSWORD });
  expect([status, wait <= 60]).toEqual([429, true]);
  await secondsPass(wait);
  expect(await tries(person.email, { password: PASSWORD })).toEqual(SIGNED_IN);
  expect(await world.db.countBy(Event, { kind: 'sign-in.failed', userId: person.id })).toBe(10);
}, 120_000);

test('the wait grows from the fifth failure on to a minute, and tries during it neither count nor succeed', async () => {
  const { email } = await aStranger(world);
  for (let failures = 0; failures < 4; failures++) expect(await tries(email)).toEqual([422, 0]);
  const waits: number[] = [];
  for (let failures = 4; failures < 12; failures++) {
    expect(await tries(email)).toEqual([422, 0]);
    for (let more = 0; more < 3; more++) await tries(email);
    const [status, wait] = await tries(email, { password: PASSWORD });
    expect(status).toBe(429);
    waits.push(wait);
    await secondsPass(wait);
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
});

test('of many tries at the same moment no more than five are read', async () => {
  const { email } = await aStranger(world);
  const answers = await Promise.all(Array.from({ length: 30 }, () => tries(email)));
  expect(answers.filter(([status]) => status === 422)).toHaveLength(5);
});

test('only failures count: signing in often makes nobody wait', async () => {
  const person = await aStranger(world);
  for (let times = 0; times < 4; times++) await tries(person.email);
  for (let times = 0; times < 10; times++) expect(await tries(person.email, { password: PASSWORD })).toEqual(SIGNED_IN);
  for (let times = 0; times < 4; times++) expect(await tries(person.email)).toEqual([422, 0]);
});

test('a browser that signed in before has its own count', async () => {
  const person = await aStranger(world);
  for (let times = 0; times < 5; times++) expect(await tries(person.email, { by: person })).toEqual([422, 0]);
  expect((await tries(person.email, { by: person }))[0]).toBe(429);
  expect(await tries(person.email, { password: PASSWORD })).toEqual(SIGNED_IN);
});

test('an address has a hundred failures an hour, over all accounts; own browsers behind it get in', async () => {
  const from = '127.0.2.1';
  const person = await aStranger(world);
  person.from = from;
  await hundredFailures(from);
  const [status, wait] = await tries(person.email, { password: PASSWORD, from });
  expect([status, wait > 3500 && wait <= 3600]).toEqual([429, true]);
  expect(await tries(person.email, { password: PASSWORD, from: '127.0.2.2' })).toEqual(SIGNED_IN);
  expect(await tries(person.email, { password: PASSWORD, from, by: person })).toEqual(SIGNED_IN);
  await secondsPass(3600);
  expect(await tries(person.email, { password: PASSWORD, from })).toEqual(SIGNED_IN);
});

test('an address that is stopped makes no account wait', async () => {
  const from = '127.0.2.3';
  const { email } = await aStranger(world);
  await hundredFailures(from);
  for (let times = 0; times < 10; times++) expect((await tries(email, { from }))[0]).toBe(429);
  expect(await tries(email, { password: PASSWORD })).toEqual(SIGNED_IN);
});

test('links that never were are throttled by address', async () => {
  const browser = world.browser();
  browser.from = '127.0.2.4';
  const open = (token: string) => browser.send({ path: `/account/email/undo/${token}` });
  for (let times = 0; times < 100; times++) expect((await open(unique('guess'))).status).toBe(404);
  expect((await open(unique('guess'))).status).toBe(429);
  browser.from = '127.0.2.5';
  expect((await open(unique('guess'))).status).toBe(404);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('the network of %s is %s', (ip, expected) => {
  expect(network(ip)).toBe(expected);
});
