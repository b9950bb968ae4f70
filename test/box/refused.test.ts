import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Command, newFolder, sql, start, tidyUp } from './support.js';

const { PATH } = process.env;
let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  process.env.PATH = PATH;
  await tidyUp();
});

test('a second start in the same data folder is refused, and the first keeps its database', async () => {
  const first = await start(folder);
  const second = new Command('database', { DATA_DIR: folder });
  expect(await second.ends()).toBe(1);
  expect(second.printed).toBe(
    `Clientele is already running here (process ${process.pid}, data in ${folder}). ` +
      'Stop it first, or start a second one with another DATA_DIR and PORT.\n',
  );
  expect(await sql(first, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('of two that start at the same moment, one runs and one is refused', async () => {
  const both = [0, 1].map(() => new Command('database', { DATA_DIR: folder }));
  expect(await Promise.race(both.map((command) => command.ends()))).toBe(1);
  const runs = both.find(({ child }) => child.exitCode === null)!;
  expect(await sql(await runs.prints(/mysql:\S+/), 'SHOW TABLES')).toEqual([]);
});

test('where there is no server program and none can be installed, the ways out are named', async () => {
  const starting = start(folder, { folders: [folder], installs: false });
  await expect(starting).rejects.toThrow(/There is no MariaDB or MySQL server .* apt-get install .* DATABASE_URL/);
  await expect(starting).rejects.toMatchObject({ plain: true });
});

test('root on Debian gets the server installed, and is told so', async () => {
  program('apt-get', `echo "$@" >> ${folder}/apt; ln -sf /usr/sbin/mariadbd ${folder}/programs/mariadbd`);
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const database = await start(join(folder, 'data'), { folders: [join(folder, 'programs')], installs: true, say });
  expect(said[0]).toBe('Installing mariadb-server-core with apt-get; this happens once.');
  expect(await sql(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('what apt-get says when it fails is passed on', async () => {
  program('apt-get', 'echo "E: Unable to fetch some archives"; exit 100');
  const starting = start(join(folder, 'data'), { folders: [folder], installs: true });
  await expect(starting).rejects.toThrow(/could not install mariadb-server-core.*\nE: Unable to fetch/);
});

test('a server older than Clientele needs is refused with its version', async () => {
  program('mariadbd', 'echo "mariadbd  Ver 10.5.29-MariaDB"');
  const starting = start(join(folder, 'data'), { folders: [join(folder, 'programs')] });
  await expect(starting).rejects.toThrow(/it says: .*10\.5\.29-MariaDB\)\. Install MariaDB 10\.6 or MySQL 8\.0/);
});

test('a folder with something unknown in it is left alone', async () => {
  mkdirSync(join(folder, 'database'));
  writeFileSync(join(folder, 'database', 'thesis.txt'), 'precious');
  await expect(start(folder)).rejects.toThrow(/holds something that is no database. Move it away, or set DATA_DIR/);
  expect(readdirSync(join(folder, 'database'))).toEqual(['thesis.txt']);
});

test('a folder that others use is not taken over', async () => {
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'thesis.txt'), 'precious');
  await expect(start(folder)).rejects.toThrow(/holds other things .* Set DATA_DIR to a new folder/);
});

test('a file where the data folder should be is named', async () => {
  writeFileSync(join(folder, 'data'), '');
  await expect(start(join(folder, 'data'))).rejects.toThrow(/data cannot be made a folder: a file is in the way/);
});

test('a temporary folder that cannot be used is named', async () => {
  const command = new Command('database', { DATA_DIR: folder, TMPDIR: join(folder, 'nowhere') });
  expect(await command.ends()).toBe(1);
  expect(command.printed).toMatch(/for its socket, .* Set TMPDIR to a folder of your own/);
});

test('a server that dies at start is quoted, and the folder is free again', async () => {
  await (await start(folder)).stop();
  writeFileSync(join(folder, 'database', 'ibdata1'), 'no database');
  await expect(start(folder)).rejects.toThrow(/did not start. Its log, .*, says:\n.*InnoDB.*ibdata1/);
  expect(existsSync(join(folder, 'owner.pid'))).toBe(false);
});

function program(name: string, script: string) {
  mkdirSync(join(folder, 'programs'));
  writeFileSync(join(folder, 'programs', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = `${join(folder, 'programs')}:${PATH}`;
}
