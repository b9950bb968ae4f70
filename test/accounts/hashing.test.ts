import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { HashingQueue } from '../../src/accounts/hashing.js';
import { aStranger, PASSWORD } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let release = () => {};
let busy: Promise<unknown>[] = [];
beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  release();
  await Promise.all(busy);
});
afterAll(() => world.close());

/** So many password hashes run or wait, and none ends. */
function fill(queue: HashingQueue, count: number): void {
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  busy = Array.from({ length: count }, () => queue.run(() => gate));
}

test('while fifty hashes wait the next one is told to come back, and that is no failure', async () => {
  const person = await aStranger(world);
  fill(world.get(HashingQueue), 54);
  for (let times = 0; times < 10; times++) {
    await person.visit('/sign-in');
    const { status, headers } = await world.browser().send({
      path: '/sign-in',
      form: { email: person.email, password: PASSWORD },
    });
    expect([status, headers['retry-after']]).toEqual([503, '5']);
  }
  release();
  await Promise.all(busy);
  const { status } = await world.browser().send({
    path: '/sign-in',
    form: { email: person.email, password: PASSWORD },
  });
  expect(status).toBe(303);
});

test('fifty wait, the fifty-first does not', async () => {
  const queue = new HashingQueue();
  fill(queue, 53);
  const fiftieth = queue.run(async () => 'done');
  await expect(queue.run(async () => 'done')).rejects.toThrow('Many people are signing in at this moment.');
  release();
  expect(await fiftieth).toBe('done');
});

test('never more than four run, in the order in which they came', async () => {
  const queue = new HashingQueue();
  let running = 0;
  let most = 0;
  const done: number[] = [];
  const work = (number: number) => async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, number % 3));
    running--;
    done.push(number);
    if (number < 30) later.push(queue.run(work(number + 100))); // comes at the moment in which a place is freed
  };
  const later: Promise<void>[] = [];
  await Promise.all(Array.from({ length: 30 }, (_, number) => queue.run(work(number))));
  await Promise.all(later);
  expect([most, done.length, running]).toEqual([4, 60, 0]);
});

test('a hash that breaks off frees its place', async () => {
  const queue = new HashingQueue();
  for (let times = 0; times < 10; times++) {
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  }
  expect(await queue.run(async () => 'done')).toBe('done');
});
