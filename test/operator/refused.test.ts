import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrate } from '../../src/database/migrate.js';
import { bePresent } from '../../src/operator/presence.js';
import { restorable, restore } from '../../src/operator/restore.js';
import { aProvider } from '../support/people.js';
import type { World } from '../support/world.js';
import { Elsewhere, portalOf } from './restored.js';

const elsewhere = new Elsewhere();
let world: World;
let file: string;
let keys: string;
beforeAll(async () => {
  world = await elsewhere.world();
  await aProvider(world, { name: 'Nordic IT' });
  file = await elsewhere.backup(world);
  keys = world.config.secretKeys.join();
  process.env.DATA_DIR = elsewhere.folder;
});
afterAll(async () => {
  delete process.env.DATA_DIR;
  await elsewhere.close();
});

function written(bytes: Buffer): string {
  const other = join(elsewhere.folder, 'other.sql.gz');
  writeFileSync(other, bytes);
  return other;
}
const changed = (change: (sql: string) => string) =>
  written(gzipSync(change(gunzipSync(readFileSync(file)).toString())));
const isWhole = async () => (await restorable(file, keys)).head.migrations.length;

test('a backup is only restored when it is whole', async () => {
  expect(await isWhole()).toBeGreaterThan(30);
  const bytes = readFileSync(file);
  const middle = Buffer.from(bytes);
  middle[Math.floor(bytes.length / 2)] ^= 1;
  const damages = [
    written(bytes.subarray(0, -1)),
    written(bytes.subarray(0, bytes.length / 2)),
    written(Buffer.concat([bytes, bytes])),
  ];
  for (const damaged of damages) await expect(restorable(damaged, keys)).rejects.toThrow(/is damaged or not whole/);
  await expect(restorable(written(middle), keys)).rejects.toThrow(/is damaged or not whole/);
  await expect(
    restorable(
      changed((sql) => sql.replace('Nordic IT', 'Nordic ID')),
      keys,
    ),
  ).rejects.toThrow(/is damaged/);
  await expect(
    restorable(
      changed((sql) => sql.slice(0, sql.length / 2)),
      keys,
    ),
  ).rejects.toThrow(/is damaged/);
});

test('a file that is no backup, or not there, is said to be so', async () => {
  for (const text of ['', 'SELECT 1;\n'])
    await expect(restorable(written(gzipSync(text)), keys)).rejects.toThrow(/is no backup of Clientele/);
  await expect(restorable(written(Buffer.from('plain text')), keys)).rejects.toThrow(/is no backup of Clientele/);
  await expect(restorable(join(elsewhere.folder, 'nothing'), keys)).rejects.toThrow(/cannot be read: ENOENT/);
});

test('the keys that belong to a backup have to be there, all of them', async () => {
  const other = Buffer.alloc(32, 'other').toString('base64');
  for (const wrong of ['', 'short', other])
    await expect(restorable(file, wrong)).rejects.toThrow(/^The secret keys that belong to/);
  expect((await restorable(file, `${other},${keys}`)).file).toBe(file);
});

test('a backup of a newer version is refused', async () => {
  const newer = await elsewhere.world();
  await newer.db.query("INSERT INTO migrations (timestamp, name) VALUES (1, 'of_tomorrow9999')");
  await expect(restorable(await elsewhere.backup(newer, 'newer.gz'), keys)).rejects.toThrow(
    /was made by a newer version/,
  );
});

test('a backup of an older version is brought up to date', async () => {
  const older = await elsewhere.world();
  await older.db.query("DELETE FROM migrations WHERE name LIKE 'organizations_search%'");
  await older.db.query('DROP INDEX organizations_search ON organizations');
  const { dataSource } = await elsewhere.restored(await elsewhere.backup(older, 'older.gz'), older);
  expect(await dataSource.query("SHOW INDEX FROM organizations WHERE Key_name = 'organizations_search'")).toHaveLength(
    2,
  );
});

test('a database that is not empty is left alone, or replaced after a backup of its own', async () => {
  const target = await elsewhere.world();
  await aProvider(target, { name: 'Gone Ltd' });
  const backup = await restorable(file, keys);
  await expect(restore(portalOf(target), backup, false)).rejects.toThrow(/^This database is not empty\..* --replace: /);
  const names = async () =>
    ((await target.db.query('SELECT name FROM providers')) as { name: string }[]).map(({ name }) => name);
  expect(await names()).toEqual(['Gone Ltd']);
  const saved = await restore(portalOf(target), backup, true);
  expect(await names()).toEqual(['Nordic IT']);
  expect(gunzipSync(readFileSync(saved as string)).toString()).toContain('Gone Ltd');
});

test('a portal that runs on the database is not restored under its feet', async () => {
  const target = await elsewhere.world();
  const leave = await bePresent(target.db, 'abcdabcd');
  const later = setTimeout(
    () => target.db.query("UPDATE leases SET until = NOW(3) + INTERVAL 1 HOUR WHERE name LIKE 'portal %'"),
    300,
  );
  await expect(restore(portalOf(target), await restorable(file, keys), true)).rejects.toThrow(/^The portal is running/);
  clearTimeout(later);
  await leave();
});

test('what broke off halfway does not start, and is restored when that is done again', async () => {
  const target = await elsewhere.empty();
  const portal = { ...portalOf(world), dataSource: target };
  const gone = { file: join(elsewhere.folder, 'gone'), head: (await restorable(file, keys)).head };
  await expect(restore(portal, gone, false)).rejects.toThrow(/cannot be read/);
  await expect(migrate(target)).rejects.toThrow(/^A restore of this database was broken off\./);
  await restore(portal, await restorable(file, keys), false);
  await migrate(target);
  expect(await target.query('SELECT name FROM providers')).toEqual([{ name: 'Nordic IT' }]);
});
