import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { SecretBox } from '../../src/keys/seal.js';
import { tokenPlace } from '../../src/mail/outbox.service.js';
import { bePresent, runs } from '../../src/operator/presence.js';
import { reseal, sealedUnder, sealedUnderOlder } from '../../src/operator/rotation.js';
import { Command, tidyUp } from '../box/support.js';
import { dropDatabase, freshDatabase } from '../mail/mail-room.js';
import { addressOf } from '../server/portal.js';
import { aProvider } from '../support/people.js';
import { openWorld } from '../support/world.js';

const [OLD, NEW, LOST] = ['old', 'new', 'lost'].map((word) => Buffer.alloc(32, `${word} key`).toString('base64'));
const before = new SecretBox([OLD]);
const both = new SecretBox([NEW, OLD]);
const after = new SecretBox([NEW]);

let database: DataSource;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await tidyUp();
  await dropDatabase(database);
});

/** Mails whose tokens are sealed by a box. @returns their ids */
async function mails(count: number, box = before): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuid());
  const rows = ids.map((id) => [
    id,
    'invitation',
    'a@b.example',
    '{}',
    box.seal(`secret ${id}`, tokenPlace(id)),
    'queued',
    0,
    new Date(),
  ]);
  await database.query('INSERT INTO mails (id, letter, address, ids, token, state, attempts, created_at) VALUES ?', [
    rows,
  ]);
  return ids;
}

async function opensAll(box: SecretBox, ids: string[]): Promise<boolean> {
  const rows: { id: string; token: string }[] = await database.query('SELECT id, token FROM mails');
  return (
    rows.length === ids.length && rows.every(({ id, token }) => box.open(token, tokenPlace(id)) === `secret ${id}`)
  );
}

const rotate = (...words: string[]) =>
  new Command('rotate-secrets', { DATABASE_URL: addressOf(database), SECRET_KEYS: `${NEW},${OLD}` }, ...words);

describe('rotating the secret keys', () => {
  test('seals everything anew, so that the old key is not needed any more', async () => {
    const ids = await mails(250);
    const counts: number[] = [];
    expect(await reseal({ dataSource: database, box: both }, (done) => counts.push(done))).toEqual({
      done: 250,
      left: 0,
    });
    expect(counts).toEqual([100, 200, 250]);
    expect(await opensAll(after, ids)).toBe(true);
    expect([...(await sealedUnder({ dataSource: database, box: after }))]).toEqual([[after.ids()[0], 250]]);
  });

  test('leaves what no key opens as it is, and says how much that is', async () => {
    await mails(3, new SecretBox([LOST]));
    await mails(2);
    await database.query(
      `UPDATE mails SET token = CONCAT(LEFT(token, 20), IF(SUBSTRING(token, 21, 1) = 'x', 'y', 'x'), SUBSTRING(token, 22))
       ORDER BY id DESC LIMIT 1`,
    );
    expect(await reseal({ dataSource: database, box: both })).toEqual({ done: 1, left: 4 });
  });

  test('does not touch what the portal erases or replaces meanwhile', async () => {
    const [id] = await mails(1);
    const box = new SecretBox([NEW, OLD]);
    const seal = box.seal.bind(box);
    const erased: Promise<unknown>[] = [];
    box.seal = (...words) => {
      erased.push(database.query('UPDATE mails SET token = NULL WHERE id = ?', [id]));
      return seal(...words);
    };
    await reseal({ dataSource: database, box });
    expect(await Promise.all(erased)).toHaveLength(1);
    expect(await database.query('SELECT token FROM mails')).toEqual([{ token: null }]);
  });

  test('killed at any moment, each secret opens; and it goes on from there', async () => {
    const ids = await mails(6000);
    const killed: number[] = [];
    for (let round = 0; round < 3; round++) {
      const command = rotate();
      await command.prints(/Sealed anew so far/);
      await pause(Math.random() * 100);
      await command.stop('SIGKILL');
      expect(await opensAll(both, ids)).toBe(true);
      killed.push(await sealedUnderOlder({ dataSource: database, box: both }));
    }
    expect(killed[0]).toBeLessThan(6000);
    const last = rotate();
    expect({ code: await last.ends(), printed: last.printed }).toMatchObject({
      code: 0,
      printed: expect.stringContaining('Everything is sealed under the new key'),
    });
    expect(await opensAll(after, ids)).toBe(true);
    const finish = rotate('--finish');
    await finish.ends();
    expect(finish.printed).toContain('take them out of SECRET_KEYS and restart the portal');
  }, 60_000);

  test('signs nobody out as long as the old key is in the list', async () => {
    const world = await openWorld({ DATABASE_URL: addressOf(database), SECRET_KEYS: OLD });
    const { admin, path } = await aProvider(world);
    const restarted = await openWorld({ DATABASE_URL: addressOf(database), SECRET_KEYS: `${NEW},${OLD}` });
    const finished = await openWorld({ DATABASE_URL: addressOf(database), SECRET_KEYS: NEW });
    const headings = [];
    for (const portal of [restarted, finished]) {
      const browser = portal.browser();
      for (const [name, value] of admin.cookies) browser.cookies.set(name, value);
      for (const noun of ['clients', 'seats']) headings.push((await browser.visit(`${path}/${noun}`)).heading);
    }
    expect(headings).toEqual(['Clients', 'Seats', 'Sign in', 'Sign in']);
    for (const portal of [world, restarted, finished]) await portal.close();
  });

  test('waits until the portal that runs knows the new key', async () => {
    const ids = await mails(1);
    const leave = await bePresent(database.manager, before.ids()[0]);
    await database.query("UPDATE leases SET until = NOW(3) + INTERVAL 20 SECOND WHERE name LIKE 'portal %'");
    const seen = runs(database.manager, both.ids()[0]);
    await pause(700);
    await database.query("UPDATE leases SET until = NOW(3) + INTERVAL 30 SECOND WHERE name LIKE 'portal %'");
    expect(await seen).toBe(true);
    expect(await opensAll(before, ids)).toBe(true);
    await leave();
    expect(await runs(database.manager)).toBe(false);
    const again = await bePresent(database.manager, both.ids()[0]);
    expect((await reseal({ dataSource: database, box: both })).done).toBe(1);
    await again();
  });
});
