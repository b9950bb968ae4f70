import type { DataSource } from 'typeorm';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { byOperator, type Current } from '../web/current.js';

/**
 * Tables of links that were mailed or handed out, and of keys that wait to be taken up: each has a moment at which it expires. An
 * owner may have taken a key back after the backup.
 */
export const LINKS = ['invitations', 'password_links', 'email_changes', 'setup_links', 'additions'];

/** What must not come back to life. `:now` is the moment of the restore. */
const STEPS = [
  'DELETE FROM sessions',
  ...LINKS.map((table) => `UPDATE ${table} SET expires_at = LEAST(expires_at, :now)`),
  // Held: it may have gone out already. The link in it is dead, and its secret was left out of the backup.
  "UPDATE mails SET next_at = NULL, claimed_by = NULL, token = NULL, expires_at = LEAST(expires_at, :now) WHERE state = 'queued'",
  "UPDATE mails SET next_at = NULL, claimed_by = NULL, token = NULL WHERE state <> 'queued'",
  // Somebody may have called it off after the backup.
  'UPDATE deletions SET due_at = GREATEST(due_at, :now + INTERVAL 14 DAY)',
  'UPDATE departures SET due_at = GREATEST(due_at, :now + INTERVAL 14 DAY)',
];

/** Ends sessions, kills open links, holds unsent mail, and leaves an event in the log of every provider and client; or nothing. */
export async function afterRestore(dataSource: DataSource, at: Date): Promise<void> {
  await transaction(byOperator(dataSource.manager, new Date()), async (current) => {
    for (const step of STEPS) await run(current, step);
    const details = { at: `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC` };
    for (const { id, name } of await namesOf(current, 'providers'))
      await record(current, 'portal.restored', { id, name }, details, { providerId: id });
    for (const { id, name } of await namesOf(current, 'organizations'))
      await record(current, 'portal.restored', { id, name }, details, { organizationId: id });
  });
}

const run = ({ db, now }: Current, sql: string): Promise<unknown> =>
  db.query(sql.replace(':now', '?'), sql.includes(':now') ? [now] : []);

const namesOf = ({ db }: Current, table: string): Promise<{ id: string; name: string }[]> =>
  db.query(`SELECT id, name FROM ${table}`);
