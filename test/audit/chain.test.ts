import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyLog } from '../../src/audit/verify.js';
import { aProvider } from '../support/people.js';
import { tamper as tamperWith } from '../support/tamper.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const tamper = (...statements: [sql: string, values: unknown[]][]) => tamperWith(world, ...statements);

/** A provider's log with some entries, and the event of its entry number 2. */
async function aLog(): Promise<{ id: string; event: string }> {
  const provider = await aProvider(world);
  for (let n = 0; n < 3; n++) await provider.startsClient();
  await world.deliverMail(); // nothing is added to it any more
  const [{ event }]: { event: string }[] = await world.db.query(
    'SELECT event_id AS event FROM log_entries WHERE log_id = ? AND number = 2',
    [provider.id],
  );
  return { id: provider.id, event };
}

describe('the chain of a log', () => {
  test('is whole as long as nobody touches it', async () => {
    const { id } = await aLog();
    const verdict = await verifyLog(world.db, id);
    expect(verdict.entries).toBeGreaterThan(5);
    expect(verdict.brokenAt).toBeUndefined();
  });

  test('shows a changed event', async () => {
    const { id, event } = await aLog();
    await tamper(["UPDATE events SET actor_name = 'Somebody Else' WHERE id = ?", [event]]);
    expect(await verifyLog(world.db, id)).toMatchObject({ brokenAt: 2 });
  });

  test('shows a removed entry, in the middle and at the end', async () => {
    const { id } = await aLog();
    await tamper(['DELETE FROM log_entries WHERE log_id = ? AND number = 2', [id]]);
    expect(await verifyLog(world.db, id)).toMatchObject({ brokenAt: 2 });
    const other = await aLog();
    const { entries } = await verifyLog(world.db, other.id);
    await tamper(['DELETE FROM log_entries WHERE log_id = ? AND number = ?', [other.id, entries]]);
    expect(await verifyLog(world.db, other.id)).toMatchObject({ brokenAt: entries });
  });

  test('shows an inserted entry', async () => {
    const { id, event } = await aLog();
    const { entries } = await verifyLog(world.db, id);
    await tamper(
      [
        "INSERT INTO log_entries SELECT log_id, ?, ?, at, REPEAT('a', 64), thread FROM log_entries WHERE log_id = ? AND number = 1",
        [entries + 1, event, id],
      ],
      ['UPDATE event_logs SET length = length + 1 WHERE id = ?', [id]],
    );
    expect(await verifyLog(world.db, id)).toMatchObject({ brokenAt: entries + 1 });
  });

  test('shows an entry that a filter would not find', async () => {
    const [one, other, third] = [await aLog(), await aLog(), await aLog()];
    const where = 'WHERE log_id = ? AND number = 2';
    await tamper([`UPDATE log_entries SET at = at - INTERVAL 1 DAY ${where}`, [one.id]]);
    expect(await verifyLog(world.db, one.id)).toMatchObject({ brokenAt: 2 });
    await tamper([`UPDATE log_entries SET thread = 'another' ${where}`, [other.id]]);
    expect(await verifyLog(world.db, other.id)).toMatchObject({ brokenAt: 2 });
    await tamper(["UPDATE log_threads SET actor_name = 'Nobody' WHERE log_id = ?", [third.id]]);
    expect(await verifyLog(world.db, third.id)).toMatchObject({ brokenAt: 1 });
  });

  test('shows two entries that changed places', async () => {
    const { id } = await aLog();
    const swap = 'UPDATE log_entries SET number = ? WHERE log_id = ? AND number = ?';
    await tamper([swap, [-1, id, 2]], [swap, [2, id, 3]], [swap, [3, id, -1]]);
    expect(await verifyLog(world.db, id)).toMatchObject({ brokenAt: 2 });
  });
});

test.each(['events', 'log_entries'])('the database itself refuses to change or delete %s', async (table) => {
  await aLog();
  await expect(world.db.query(`DELETE FROM ${table}`)).rejects.toThrow('never changed or deleted');
  await expect(world.db.query(`UPDATE ${table} SET at = NOW()`)).rejects.toThrow('never changed or deleted');
});

test('40 clients started at once leave one whole chain', async () => {
  const provider = await aProvider(world);
  await Promise.all(Array.from({ length: 40 }, () => provider.startsClient()));
  const { entries, brokenAt } = await verifyLog(world.db, provider.id);
  expect(entries).toBeGreaterThan(80);
  expect(brokenAt).toBeUndefined();
});
