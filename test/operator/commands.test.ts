import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Command, tidyUp } from '../box/support.js';
import { dropDatabase, freshDatabase } from '../mail/mail-room.js';
import { addressOf } from '../server/portal.js';

let database: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(tidyUp);
afterAll(() => dropDatabase(database));

async function ran(name: string, ...words: string[]) {
  const settings = { DATABASE_URL: addressOf(database), SECRET_KEYS: Buffer.alloc(32, 1).toString('base64') };
  const command = new Command(name, settings, ...words);
  const code = await command.ends();
  return { code, printed: command.printed };
}

test('bin/held-mail shows, sends and drops what a restore holds', async () => {
  const insert = (id: string) =>
    database.query(
      `INSERT INTO mails (id, letter, address, ids, state, attempts, created_at)
       VALUES (?, 'invitation', 'eva@kund.example', '{}', 'queued', 0, '2026-01-02 03:04:05')`,
      [id],
    );
  await insert('1');
  const line = '2026-01-02 03:04 UTC  invitation  eva@kund.example\n';
  expect(await ran('held-mail')).toEqual({ code: 0, printed: line });
  expect((await ran('held-mail', 'throw')).printed).toMatch(/^Say bin\/held-mail, /);
  expect((await ran('held-mail', 'send')).printed).toBe('Mails that the portal sends now: 1\n');
  await insert('2');
  expect((await ran('held-mail', 'drop')).printed).toBe('Mails that were dropped: 1\n');
  expect((await ran('held-mail')).printed).toBe('No mail is held.\n');
  const states = [{ state: 'queued' }, { state: 'cancelled' }];
  expect(await database.query('SELECT state FROM mails ORDER BY id')).toEqual(states);
  const kinds = [{ kind: 'held-mail.sent' }, { kind: 'held-mail.dropped' }];
  expect(await database.query('SELECT kind FROM events ORDER BY id')).toEqual(kinds);
});

test('bin/verify-log ends with 1 when a log was changed', async () => {
  expect((await ran('verify-log')).code).toBe(0);
  await database.query("UPDATE event_logs SET length = length + 1 WHERE id LIKE '00000000-%'");
  expect(await ran('verify-log')).toMatchObject({ code: 1, printed: expect.stringContaining('1 are not whole') });
});

test('bin/doctor ends with 1 as long as something is wrong', async () => {
  const { code, printed } = await ran('doctor');
  expect(code).toBe(1);
  expect(printed).toMatch(/^ok {5}Node .*\nWRONG {2}There is no backup yet\..*\nThings that are wrong: \d\.\n$/s);
});
