import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Throttling } from '../../src/accounts/throttling.js';
import { protect } from '../../src/import/protected-json.js';
import { Readings } from '../../src/import/reading.js';
import { aVault } from '../items/vault.js';
import { openWorld, type World } from '../support/world.js';
import { bytes } from './fixtures/all.js';
import { LASTPASS, prepares, reads } from './importing.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const PASSWORD = 'hästar på blått gräs';
const PLAIN = '{"items":[{"type":1,"name":"Lok"}]}';

test('of two files with a password the second waits until the first is open; one without does not', async () => {
  const readings = world.get(Readings);
  const { pool } = readings as unknown as { pool: { threads: unknown[] } };
  const begin = (file: string, password: string) =>
    readings.begin({ file: bytes(file), password, key: Buffer.alloc(64, 1), now: world.clock.now() });
  const file = await protect(PLAIN, PASSWORD);
  const opening = [begin(file, PASSWORD), begin(file, PASSWORD)];
  while (pool.threads.length === 0) await pause(1);
  expect(pool.threads).toHaveLength(1);
  (await begin(LASTPASS, '')).stop();
  for (const { summary, stop } of await Promise.all(opening)) {
    expect(summary.items).toBe(1);
    stop();
  }
});

test('whoever tries a hundred passwords in an hour has to wait; a file without one is read', async () => {
  const { owner, client } = await aVault(world);
  const file = await protect(PLAIN, PASSWORD);
  const another = { ...world.operator, ip: '203.0.113.7' };
  const tries = () => world.get(Throttling).toll(another, 'file password', owner.id);
  for (let times = 0; times < 100; times++) await tries();
  const page = await reads(owner, client, file, { filePassword: PASSWORD });
  expect([page.status, page.errors.join()]).toEqual([429, expect.stringContaining('There were too many tries.')]);
  await prepares(owner, client, LASTPASS);
  await world.hoursPass(1.1);
  await owner.signsIn();
  await prepares(owner, client, file, { filePassword: PASSWORD });
  expect(owner.page.heading).toContain('Bitwarden');
});
