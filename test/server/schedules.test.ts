import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Schedules } from '../../src/database/schedules.js';
import { unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('of two processes one does what is due, and the other goes on when the first is gone', async () => {
  const name = unique('work');
  await world.db.query("INSERT INTO leases (name, holder, until) VALUES (?, 'another', '2999-01-01')", [name]);
  const schedules = new Schedules(world.dataSource);
  let done = 0;
  schedules.every(0.2, name, async () => {
    done++;
  });
  await sleep(700);
  expect(done).toBe(0);
  await world.db.query('UPDATE leases SET until = NOW(3) WHERE name = ?', [name]);
  await sleep(700);
  expect(done).toBeGreaterThan(0);
  await schedules.onApplicationShutdown();
});

test('slow work is not begun twice, a failure does not end it, and a stopping portal waits for it', async () => {
  const schedules = new Schedules(world.dataSource);
  const begun: number[] = [];
  let ended = 0;
  schedules.every(0.2, unique('work'), async () => {
    begun.push(begun.length);
    await sleep(500);
    ended++;
    if (ended === 1) throw new Error('the first try fails');
  });
  while (begun.length < 2) await sleep(20);
  expect(ended).toBe(1);
  await schedules.onApplicationShutdown();
  expect(ended).toBe(2);
});
