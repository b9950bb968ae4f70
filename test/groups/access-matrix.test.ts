import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changed, digitOf, isWhole, levelOf } from '../../src/groups/access-matrix.js';
import type { Client } from '../support/client.js';
import { aProvider, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 100 });
  ({ admin } = provider);
});
afterAll(() => world.close());

const levels = (client: Client) =>
  world.db.query(
    `SELECT c.name AS collection, g.name AS \`group\`, a.level FROM group_access a JOIN collections c ON c.id = a.collection_id
     JOIN member_groups g ON g.id = a.group_id WHERE c.organization_id = ? ORDER BY c.path, g.name`,
    [client.id],
  );

/** Sends the grid of the page with these cells changed, by their place in reading order. */
async function sends(who: Person, cells: Record<number, string>, button: 'preview' | 'save') {
  const { page } = who;
  const of = (name: string) => page.root.all((one) => one.attribute('name') === name);
  const values = (name: string) => of(name).map((one) => one.attribute('value') ?? '');
  const x = values('x').map((value, at) => cells[at] ?? value);
  const form: [string, string][] = [
    ...values('collectionIds').map((id): [string, string] => ['collectionIds', id]),
    ...values('groupIds').map((id): [string, string] => ['groupIds', id]),
    ...x.map((value): [string, string] => ['x', value]),
    ['was', values('was')[0]],
    ...(button === 'preview' ? [['preview', 'yes'] as [string, string]] : []),
  ];
  return who.go({ method: 'POST', path: `${page.path.split('?')[0]}?_method=patch`, form });
}

test('digits stand for the levels, and only changed cells count', () => {
  expect([0, 1, 3, 5, 7, 15].map(digitOf)).toEqual(['', '1', '2', '3', '4', '5']);
  expect(['', ' ', '0', '1', '5', '6', 'x'].map(levelOf)).toEqual([0, 0, 0, 1, 15, undefined, undefined]);
  const window = { collectionIds: ['c', 'd'], groupIds: ['g'] };
  expect(changed({ ...window, was: [3, 0], typed: [3, 7] })).toEqual([
    { collectionId: 'd', groupId: 'g', was: 0, level: 7 },
  ]);
  expect(isWhole({ ...window, was: [0, 0], typed: [0, undefined] })).toBe(false);
  expect(isWhole({ ...window, was: [0], typed: [0, 0] })).toBe(false);
});

async function scene() {
  const client = await provider.startsClient();
  const [maja, bo] = [await client.hasMember({ name: 'Maja' }), await client.hasMember({ name: 'Bo' })];
  await client.hasGroup('Sales', [maja, bo]);
  await client.hasGroup('Board', [maja]);
  await client.hasCollection('Web');
  await admin.visit(`${client.path}/access`);
  return { client, maja, bo };
}

test('the preview says who gains and who loses, by all that reaches them; nothing is saved before', async () => {
  const { client } = await scene();
  // Rows: Default collection, Web. Columns: Board, Sales.
  await sends(admin, { 2: '4', 3: '2' }, 'preview');
  expect(admin.page.text).toContain('2 cells are changed, nothing is saved yet');
  const gains = admin.page.main.all('.review li, section li').map((one) => one.text);
  expect(gains).toEqual(
    expect.arrayContaining(['Bo, Web: No access → View items', 'Maja, Web: No access → Edit items']),
  );
  expect(await levels(client)).toEqual([]);
  await admin.submit(`Save in ${client.name}`);
  expect(admin.page.notice).toBe('2 levels of access are changed.');
  expect(await levels(client)).toEqual([
    { collection: 'Web', group: 'Board', level: 7 },
    { collection: 'Web', group: 'Sales', level: 3 },
  ]);
  await sends(admin, { 2: '' }, 'preview');
  expect(admin.page.text).toContain('Maja, Web: Edit items → View items');
  const events = await client.events('collection.access-changed');
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events[0].details)).toContain('Board');
});

describe('of two who change the matrix', () => {
  test('both are heard where they changed other cells', async () => {
    const { client } = await scene();
    const owner = await client.hasMember({ role: 'owner' });
    await owner.visit(`${client.path}/access`);
    await sends(admin, { 0: '1' }, 'save');
    await sends(owner, { 3: '5' }, 'save');
    expect(await levels(client)).toHaveLength(2);
  });

  test('the later one is told of the same cell, what else was typed stays, and saving again does that', async () => {
    const { client } = await scene();
    const owner = await client.hasMember({ role: 'owner' });
    await owner.visit(`${client.path}/access`);
    await sends(admin, { 0: '1' }, 'save');
    await sends(owner, { 0: '5', 3: '5' }, 'save');
    expect(owner.page.status).toBe(422);
    expect(owner.page.errors.join()).toContain('Default collection, Board: View items, hidden passwords');
    expect(await levels(client)).toHaveLength(1);
    await owner.submit(`Save in ${client.name}`);
    expect((await levels(client)).map(({ level }: { level: number }) => level)).toEqual([1, 15]);
  });
});

test('a cell that is no digit is refused, and nothing is saved', async () => {
  const { client } = await scene();
  await sends(admin, { 0: '9', 1: '3' }, 'save');
  expect(admin.page.errors).toEqual(['Each cell takes a digit from 1 to 5, or nothing. Nothing was saved.']);
  expect(await levels(client)).toEqual([]);
});

test.each(['collectionIds', 'groupIds'])(
  'a foreign id among the %s is not there, and nothing is saved',
  async (field) => {
    const { client } = await scene();
    const other = (await aProvider(world)).startsClient();
    const foreign = await other;
    const ids = { collectionIds: await client.hasCollection('Mine'), groupIds: await client.hasGroup('Mine') };
    const strange = { collectionIds: await foreign.hasCollection('X'), groupIds: await foreign.hasGroup('X') }[field];
    const form = { ...ids, [field]: [ids[field as 'groupIds'], strange as string], was: '00', x: ['4', '4'] };
    const { status } = await admin.send({ method: 'PATCH', path: `${client.path}/access`, form });
    expect(status).toBe(404);
    expect(await levels(client)).toEqual([]);
    expect(await levels(foreign)).toEqual([]);
  },
);
