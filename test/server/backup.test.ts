import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { backUp } from '../../src/database/backup.js';
import { dump } from '../../src/database/dump.js';
import { migrate } from '../../src/database/migrate.js';
import { dropDatabase, freshDatabase } from '../mail/mail-room.js';
import { aDatabaseWithEverything, load, TABLES, tablesOf, triggersOf } from './full-database.js';

let folder: string;
let source: DataSource;
beforeAll(async () => {
  source = await freshDatabase();
  await aDatabaseWithEverything(source);
});
afterAll(() => dropDatabase(source));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientele-backup-'));
  process.env.DATA_DIR = folder;
});
afterEach(() => {
  delete process.env.DATA_DIR;
  rmSync(folder, { recursive: true });
});

const written = () => readdirSync(join(folder, 'backups')).sort();
const textOf = (name: string) => gunzipSync(readFileSync(join(folder, 'backups', name))).toString();

describe('migrating', () => {
  const undoLast = async () => {
    await source.query("DELETE FROM migrations WHERE name LIKE 'organizations_search%'");
    await source.query('DROP INDEX organizations_search ON organizations');
  };

  test('a database in use is backed up first, for the eyes of this user only', async () => {
    await undoLast();
    await migrate(source);
    const [name, ...others] = written();
    expect(name).toMatch(/^before-migrations-\d{4}-\d\d-\d\dT.*Z\.sql\.gz$/);
    expect(others).toEqual([]);
    expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'backups', name)).mode & 0o777).toBe(0o600);
    expect(textOf(name)).not.toContain('organizations_search');
    expect(await source.showMigrations()).toBe(false);
  });

  test('what is up to date is not backed up, nor is a new database', async () => {
    await migrate(source);
    await dropDatabase(await freshDatabase());
    expect(readdirSync(folder)).toEqual([]);
  });

  test('stops when the backup cannot be written, and says where it would have gone', async () => {
    await undoLast();
    writeFileSync(join(folder, 'backups'), 'a file in the way');
    await expect(migrate(source)).rejects.toThrow(/^The backup could not be written to .*backups: .* set DATA_DIR/);
    expect(await source.showMigrations()).toBe(true);
    rmSync(join(folder, 'backups'));
    await migrate(source);
  });
});

describe('a backup', () => {
  test('loads into an empty database, and everything is as it was', async () => {
    const name = (await backUp(source, 'test', [])).split('/').pop() as string;
    const copy = await freshDatabase();
    try {
      await load(copy, textOf(name));
      const [before, after] = [await tablesOf(source), await tablesOf(copy)];
      expect(Object.keys(after)).toEqual(Object.keys(before));
      for (const table of TABLES.kept) expect({ table, rows: after[table] }).toEqual({ table, rows: before[table] });
      expect(await triggersOf(copy)).toEqual(await triggersOf(source));
    } finally {
      await dropDatabase(copy);
    }
  });

  test('holds no session, no lease and no secret of a link that was not delivered', async () => {
    const sql = textOf((await backUp(source, 'test', [])).split('/').pop() as string);
    for (const table of TABLES.left) {
      expect(sql).toContain(`CREATE TABLE \`${table}\``);
      expect(sql).not.toContain(`INSERT INTO \`${table}\``);
    }
    expect(sql).toContain('INSERT INTO `mails`');
    expect(sql).not.toContain('sealed-token');
  });

  test('is of one moment: what is written meanwhile is not in it', async () => {
    const pieces = dump(source);
    let sql = (await pieces.next()).value as string;
    await source.query("INSERT INTO throttles VALUES (REPEAT('f', 64), 1, '2026-01-01', '2026-01-01')");
    for await (const piece of pieces) sql += piece;
    expect(sql).toContain('CREATE TABLE `throttles`');
    expect(sql).not.toContain('f'.repeat(64));
    await source.query("DELETE FROM throttles WHERE bucket = REPEAT('f', 64)");
  });

  test('comes in pieces, so that a large table is never in memory as a whole', async () => {
    const row = "(REPEAT('é', 50), '2026-01-01', '2026-01-01')";
    await source.query('CREATE TABLE large (text text, one datetime(3), other datetime(3))');
    await source.query(`INSERT INTO large VALUES ${Array(20_000).fill(row).join()}`);
    const sizes: number[] = [];
    for await (const piece of dump(source)) sizes.push(piece.length);
    await source.query('DROP TABLE large');
    expect(Math.max(...sizes)).toBeLessThan(300_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(2_000_000);
  });

  test('takes the place of the oldest when there are five', async () => {
    for (let day = 1; day <= 5; day++) {
      await backUp(source, 'test', []);
      await backUp(source, 'other', []);
    }
    const before = written().filter((name) => name.startsWith('test'));
    await backUp(source, 'test', []);
    const after = written().filter((name) => name.startsWith('test'));
    expect(after).toHaveLength(5);
    expect(after.slice(0, 4)).toEqual(before.slice(1));
    expect(written().filter((name) => name.startsWith('other'))).toHaveLength(5);
  });
});

test('every trigger is one statement, which SQL shells load as it is', async () => {
  const triggers = await triggersOf(source);
  expect(triggers.length).toBeGreaterThan(0);
  expect(triggers.filter(({ Statement }) => Statement.includes(';'))).toEqual([]);
});

test('every column is of a kind that a backup can write', async () => {
  const found: { kind: string }[] = await source.query(
    'SELECT DISTINCT data_type AS kind FROM information_schema.columns WHERE table_schema = DATABASE()',
  );
  const known = ['char', 'varchar', 'text', 'longtext', 'json', 'int', 'bigint', 'tinyint', 'datetime'];
  expect(found.map(({ kind }) => kind).filter((kind) => !known.includes(kind))).toEqual([]);
});
