import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runningDatabase } from '../../bin/lib/embedded-database.js';
import { Command, newFolder, sql, start, tidyUp } from './support.js';

const ready = /Clientele is ready: .*/;
let folder: string;
let port: string;
beforeEach(async () => {
  folder = newFolder();
  const server = await listen();
  port = portOf(server);
  server.close();
});
afterEach(tidyUp);

const startApp = (more = {}) => new Command('start', { DATA_DIR: folder, PORT: port, ...more });

test('one command starts everything, and Ctrl-C ends all of it', async () => {
  const app = startApp();
  expect(await app.prints(ready)).toBe(`Clientele is ready: http://localhost:${port}`);
  expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200);
  expect(await app.stop('SIGINT')).toBe(0);
  expect(runningDatabase(folder)).toBeUndefined();
});

test('a second start is refused and the first keeps serving', async () => {
  const first = startApp();
  await first.prints(ready);
  const second = startApp({ PORT: '0' });
  expect(await second.ends()).toBe(1);
  expect(second.printed).toMatch(/^Clientele is already running here \(process \d+, .*\)\. Stop it first, or .*\n$/);
  expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
});

test('a port in use is one sentence, and the database does not stay behind', async () => {
  const other = await listen();
  const taken = portOf(other);
  const app = startApp({ PORT: taken });
  expect(await app.ends()).toBe(1);
  other.close();
  expect(app.printed).toMatch(new RegExp(`Port ${taken} is in use`));
  expect(app.printed).not.toMatch(/^ {4}at /m);
  expect(runningDatabase(folder)).toBeUndefined();
});

test('an app that was killed finds its data and its secret keys again', async () => {
  const killed = startApp();
  await killed.prints(ready);
  const keys = readFileSync(join(folder, 'secret-keys'), 'utf8');
  await killed.stop('SIGKILL');
  const next = startApp();
  await next.prints(ready);
  expect(readFileSync(join(folder, 'secret-keys'), 'utf8')).toBe(keys);
  expect(Buffer.from(keys, 'base64')).toHaveLength(32);
  expect(statSync(join(folder, 'secret-keys')).mode & 0o777).toBe(0o600);
  expect(await next.stop('SIGTERM')).toBe(0);
  expect(runningDatabase(folder)).toBeUndefined();
});

test('with a database of its own it neither starts nor stops one', async () => {
  const database = await start(folder);
  const app = startApp({ DATABASE_URL: database.url, SECRET_KEYS: Buffer.alloc(32, 1).toString('base64') });
  await app.prints(ready);
  expect(await app.stop('SIGTERM')).toBe(0);
  expect(await sql(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

const listen = () =>
  new Promise<Server>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
  });

const portOf = (server: Server) => String((server.address() as AddressInfo).port);
