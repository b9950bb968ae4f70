import mysql, { type RowDataPacket } from 'mysql2/promise';
import type { DataSource } from 'typeorm';

/** What a backup keeps whole, and the tables whose rows it leaves out. */
export const TABLES = {
  kept: ['users', 'providers', 'seat_pools', 'organizations', 'members', 'events', 'throttles', 'migrations'],
  left: ['sessions', 'unfinished_sign_ins', 'remembered_browsers', 'visits', 'leases'],
};

const NASTY = `Å "quoted" 'single' back\\slash 😀 שלום \t\n\r\0\x1a; -- /* {{x}} <b>%_`;
const now = '2026-10-25 01:30:00.123';
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Rows with every kind of value, in tables that refer to one another. */
export async function aDatabaseWithEverything(source: DataSource): Promise<void> {
  const insert = (table: string, row: object) =>
    source.query(
      `INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).fill('?')})`,
      Object.values(row),
    );
  await insert('users', {
    ...{
      id: id(1),
      email: 'anna@xn--bjrk-6qa.se',
      name: NASTY.slice(0, 50),
      locale: 'sv',
      time_zone: 'Europe/Stockholm',
    },
    ...{ kdf: JSON.stringify({ kind: 'argon2id', note: NASTY }), kdf_salt: NASTY, password_hash: 'h', user_key: 'k' },
    ...{ public_key: 'p', private_key: 's', created_at: now },
  });
  await insert('providers', {
    ...{ id: id(2), name: 'Nordic', phone: '', billing_email: null, locale: 'sv', time_zone: 'UTC', currency: 'SEK' },
    ...{ recovery_key: 'r', created_at: now },
  });
  const pool = { provider_id: id(2), plan: 'teams', minimum: 5, purchased: 2, allocated: 7, clients: 1, price: 400 };
  await insert('seat_pools', { id: id(3), ...pool });
  await insert('organizations', {
    ...{ id: id(4), provider_id: id(2), name: 'Åkeri', reference: NASTY.slice(0, 50), plan: 'teams', status: 'active' },
    ...{ locale: 'sv', time_zone: 'UTC', seats: 7, occupied: 1, remaining: 6, waiting: 0, undelivered: 0 },
    ...{
      confirmed_owners: 0,
      attention: 1,
      standing: 3,
      owner_email: 'eva@kund.example',
      search: NASTY,
      public_key: 'p',
    },
    ...{ private_key: 's', provider_key: null, created_at: now },
  });
  await insert('members', {
    ...{
      id: id(5),
      organization_id: id(4),
      email: 'eva@kund.example',
      role: 'owner',
      status: 'invited',
      invited_at: now,
    },
  });
  await insert('mails', {
    ...{ id: id(6), provider_id: id(2), letter: 'invitation', address: 'eva@kund.example', ids: '{}', attempts: 0 },
    ...{ token: 'sealed-token', state: 'queued', created_at: now, next_at: now },
  });
  await insert('events', {
    ...{ id: id(7), kind: 'client.created', actor_name: NASTY.slice(0, 50), capacity: 'operator', ip: '::1' },
    ...{ request_id: '', target_name: NASTY, details: JSON.stringify({ old: NASTY }), at: now },
  });
  await insert('sessions', {
    ...{ id: 'a'.repeat(64), user_id: id(1), keyring: 'k', created_at: now, seen_at: now, password_at: now },
    ...{ expires_at: now, ip: '::1', agent: NASTY },
  });
  await insert('unfinished_sign_ins', {
    ...{ id: 'b'.repeat(64), user_id: id(1), password_hash: 'h', keyring: 'k', expires_at: now },
  });
  await insert('remembered_browsers', {
    ...{ id: id(8), user_id: id(1), token_hash: 'c'.repeat(64), agent: NASTY, ip: '::1' },
    ...{ created_at: now, expires_at: now },
  });
  await insert('visits', { session_id: 'a'.repeat(64), organization_id: id(4) });
}

/** Loads SQL as the server's own shell does: statement after statement, as text. */
export async function load(target: DataSource, sql: string): Promise<void> {
  const { host, username: user, password, database, socketPath } = target.options as unknown as Record<string, never>;
  const place = { host, user, password, database, socketPath };
  const connection = await mysql.createConnection({ ...place, multipleStatements: true });
  await connection.query(sql);
  await connection.end();
}

/** Every table with its rows, as text. */
export async function tablesOf(source: DataSource): Promise<Record<string, string[]>> {
  const tables: RowDataPacket[] = await source.query('SHOW TABLES');
  const found: Record<string, string[]> = {};
  for (const table of tables.map((row) => String(Object.values(row)[0])).sort()) {
    const rows: unknown[] = await source.query(`SELECT * FROM ${table}`);
    found[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return found;
}

export async function triggersOf(source: DataSource): Promise<Record<string, string>[]> {
  const triggers: Record<string, string>[] = await source.query('SHOW TRIGGERS');
  return triggers.map(({ Trigger, Event, Table, Statement, Timing }) => ({ Trigger, Event, Table, Statement, Timing }));
}
