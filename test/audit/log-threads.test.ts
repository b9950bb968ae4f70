import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { In } from 'typeorm';
import { LogEntry } from '../../src/audit/log-entry.entity.js';
import { LogThread } from '../../src/audit/log-thread.entity.js';
import { verifyLog } from '../../src/audit/verify.js';
import { aProvider } from '../support/people.js';
import { tamper } from '../support/tamper.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const migration = (name: string) => readFileSync(`migrations/${name}.sql`, 'utf8');

test('the migrations find the threads of the events that were there before', async () => {
  const provider = await aProvider(world);
  const client = await provider.startsClient({ name: 'Före Åäö' });
  await client.confirmedOwner('Östen Ågren');
  const where = { logId: In([provider.id, client.id]) };
  const state = async () => ({
    entries: await world.db.find(LogEntry, { where, order: { logId: 'ASC', number: 'ASC' } }),
    threads: await world.db.find(LogThread, { where, order: { logId: 'ASC', id: 'ASC' } }),
  });
  const before = await state();
  expect(before.threads.length).toBeGreaterThan(10);
  await tamper(
    world,
    ["UPDATE log_entries SET thread = ''"],
    ['DELETE FROM log_threads'],
    [migration('1763800082-log_threads_of_before')],
    [migration('1763800084-log_entries_threaded')],
  );
  expect(await state()).toEqual(before);
  for (const id of [provider.id, client.id]) expect((await verifyLog(world.db, id)).brokenAt).toBeUndefined();
});
