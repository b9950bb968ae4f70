import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { runningDatabase } from '../../bin/lib/embedded-database.js';
import { Command, newFolder, sql, start, tidyUp } from './support.js';

afterEach(tidyUp);
const address = /mysql:\S+/;

test('when its owner was killed, the next start takes the running server over and ends it in the end', async () => {
  const folder = newFolder();
  const killed = new Command('database', { DATA_DIR: folder });
  await sql(await killed.prints(address), 'CREATE TABLE note (words varchar(20))');
  await killed.stop('SIGKILL');

  const next = await start(folder);
  expect(killed.printed).toContain(next.url);
  expect(await sql(next, 'SELECT count(*) AS notes FROM note')).toEqual([{ notes: 0 }]);
  await next.stop();
  expect(runningDatabase(folder)).toBeUndefined();
});

test('when the server was killed, the next start repairs it and nothing that was committed is lost', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await sql(first, 'CREATE TABLE note (words varchar(20))');
  await sql(first, "INSERT INTO note VALUES ('kept')");
  process.kill(first.pid, 'SIGKILL');
  await first.stop();
  expect(await sql(await start(folder), 'SELECT words FROM note')).toEqual([{ words: 'kept' }]);
});

test('when owner and server were killed at once, what they left in the way does not block', async () => {
  const folder = newFolder();
  const killed = new Command('database', { DATA_DIR: folder });
  await killed.prints(address);
  const server = Number(readFileSync(join(folder, 'database.pid'), 'utf8'));
  await killed.stop('SIGKILL');
  process.kill(server, 'SIGKILL');
  expect(existsSync(join(folder, 'owner.pid'))).toBe(true);
  const next = await start(folder);
  expect(next.pid).not.toBe(server);
  expect(await sql(next, 'SHOW TABLES')).toEqual([]);
});

test('a data folder that was left half made is made anew', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'database.new-a1b2c3', 'mysql'), { recursive: true });
  writeFileSync(join(folder, 'database.new-a1b2c3', 'ibdata1'), 'half');
  expect(await sql(await start(folder), 'SHOW TABLES')).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.startsWith('database.new'))).toEqual([]);
});

test('an owner whose number now belongs to another process is no owner', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'owner.pid'), `${process.pid} 1\n`);
  expect(await sql(await start(folder), 'SHOW TABLES')).toEqual([]);
});
