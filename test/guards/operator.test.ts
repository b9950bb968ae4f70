import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LEFT_OUT_COLUMNS, LEFT_OUT_TABLES } from '../../src/database/left-out.js';
import { sealedColumns } from '../../src/database/sealed.js';
import { LINKS } from '../../src/operator/aftermath.js';
import { openWorld, type World } from '../support/world.js';
import { sources } from './sources.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Tables and columns of ours, as `table.column`. */
async function columns(): Promise<string[]> {
  const rows: { name: string }[] = await world.db.query(
    "SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.columns WHERE table_schema = DATABASE()",
  );
  return rows.map(({ name }) => name);
}

test('a restore kills the links of every table that has some', async () => {
  const withToken = (await columns()).filter((name) => name.endsWith('.token_hash')).map((name) => name.split('.')[0]);
  expect(withToken.filter((table) => !LINKS.includes(table) && !LEFT_OUT_TABLES.has(table))).toEqual([]);
});

test('a restore ends every key that was handed over for a while', async () => {
  const having = async (column: string) =>
    (await columns()).filter((name) => name.endsWith(`.${column}`)).map((name) => name.split('.')[0]);
  const whileOpen = await having('expires_at');
  expect((await having('wrapped_key')).filter((table) => whileOpen.includes(table) && !LINKS.includes(table))).toEqual(
    [],
  );
});

test('no backup holds the keyring of somebody who is signed in', async () => {
  const withKeyring = (await columns()).filter((name) => name.endsWith('.keyring')).map((name) => name.split('.')[0]);
  expect(withKeyring.filter((table) => !LEFT_OUT_TABLES.has(table))).toEqual([]);
});

test('what backups leave out is there to be left out', async () => {
  const known = await columns();
  expect([...LEFT_OUT_TABLES].filter((table) => !known.some((name) => name.startsWith(`${table}.`)))).toEqual([]);
  expect([...LEFT_OUT_COLUMNS].filter((name) => !known.includes(name))).toEqual([]);
});

test('whatever is sealed for a row is in a column that says so, and is found when keys are rotated', () => {
  const files = sources('src', '.ts').filter(({ path }) => !/^src\/(keys|operator|database)\//.test(path));
  const cookies = ['src/accounts/link-cookies.ts']; // sealed for a browser, and gone soon
  const sealing = files.filter(({ path, text }) => /\b(box|secretBox)\.seal\(/i.test(text) && !cookies.includes(path));
  expect(sealing.filter(({ text }) => !/(sealed|seed)Place\(/.test(text)).map(({ path }) => path)).toEqual([]);
  const places = files.flatMap(({ text }) => [...text.matchAll(/sealedPlace\('([^']+)'/g)].map(([, place]) => place));
  const declared = sealedColumns(world.dataSource).map(({ table, column }) => `${table}.${column}`);
  expect([...new Set(places)].sort()).toEqual(declared.sort());
});
