import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyLog } from '../../src/audit/verify.js';
import { aProvider } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What somebody with the database's own rights could do: the triggers are out of the way for as long as it takes. */
async function tamper(...statements: [sql: string, values: unknown[]][]): Promise<void> {
  const triggers: { name: string; body: string }[] = await world.db.query(
    `SELECT TRIGGER_NAME AS name, CONCAT('CREATE TRIGGER ', TRIGGER_NAME, ' BEFORE ', EVENT_MANIPULATION, ' ON ', EVENT_OBJECT_TABLE,
      ' FOR EACH ROW ', ACTION_STATEMENT) AS body FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()`,
  );
  for (const { name } of triggers) await world.db.query(`DROP TRIGGER ${name}`);
  await world.db.query('SET FOREIGN_KEY_CHECKS = 0');
  for (const [sql, values] of statements) await world.db.query(sql, values);
  await world.db.query('SET FOREIGN_KEY_CHECKS = 1');
  for (const { body } of triggers) await world.db.query(body);
}

/** A provider's log with some entries, and the event of its entry number 2. */
async function aLog(): Promise<{ id: string; event: string }> {
  const provider = await aProvider(world);
  for (let n = 0; n < 3; n++) await provider.startsClient();
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
        "INSERT INTO log_entries SELECT log_id, ?, ?, at, REPEAT('a', 64) FROM log_entries WHERE log_id = ? AND number = 1",
        [entries + 1, event, id],
      ],
      ['UPDATE event_logs SET length = length + 1 WHERE id = ?', [id]],
    );
    expect(await verifyLog(world.db, id)).toMatchObject({ brokenAt: entries + 1 });
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
