import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { runningDatabase } from '../../bin/lib/embedded-database.js';
import { addressIn, newFolder, sql, start, tidyUp } from './support.js';

afterEach(tidyUp);

test('a new data folder gets an empty database called clientele, in utf8mb4', async () => {
  const database = await start(newFolder());
  expect(await sql(database, 'SHOW TABLES')).toEqual([]);
  const [row] = await sql(database, 'SELECT DATABASE() AS name, @@character_set_database AS letters');
  expect(row).toEqual({ name: 'clientele', letters: 'utf8mb4' });
});

test('what was stored is there after a stop and a start', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await sql(first, 'CREATE TABLE note (words varchar(20))');
  await sql(first, "INSERT INTO note VALUES ('räksmörgås')");
  await first.stop();
  expect(await sql(await start(folder), 'SELECT words FROM note')).toEqual([{ words: 'räksmörgås' }]);
});

test('stopping it ends the server and leaves neither socket nor owner behind', async () => {
  const folder = newFolder();
  const database = await start(folder);
  expect(runningDatabase(folder)).toBe(database.url);
  await database.stop();
  expect(existsSync(dirname(database.socket))).toBe(false);
  expect(existsSync(join(folder, 'owner.pid'))).toBe(false);
  expect(runningDatabase(folder)).toBeUndefined();
});

test('nobody else may look into the data folder or reach the socket', async () => {
  const folder = join(newFolder(), 'a new folder');
  const database = await start(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(dirname(database.socket)).mode & 0o777).toBe(0o700);
});

test('the server opens no TCP port', async () => {
  const database = await start(newFolder());
  expect(await sql(database, 'SELECT @@skip_networking AS closed, @@port AS port')).toEqual([{ closed: 1, port: 0 }]);
  if (existsSync('/proc/net/tcp')) expect(tcpSocketsOf(database.pid)).toEqual([]);
});

test('a path too long for a socket does no harm', async () => {
  const database = await start(join(newFolder(), 'long'.repeat(50)));
  expect(addressIn(database).searchParams.get('socketPath')!.length).toBeLessThan(104);
  expect(await sql(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

function tcpSocketsOf(pid: number) {
  const tables = ['tcp', 'tcp6'].map((name) => `/proc/net/${name}`).filter(existsSync);
  const inodes = tables.flatMap((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/)[9]),
  );
  const files = readdirSync(`/proc/${pid}/fd`).map((name) => readlinkSync(`/proc/${pid}/fd/${name}`));
  return files.filter((file) => inodes.some((inode) => inode && file === `socket:[${inode}]`));
}
