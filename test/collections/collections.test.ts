import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Collection } from '../../src/collections/collection.entity.js';
import { trees } from '../../src/collections/names.js';
import { aProvider } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 100 });
});
afterAll(() => world.close());

const names = async (organizationId: string) =>
  (await world.db.find(Collection, { where: { organizationId }, order: { path: 'ASC' } })).map(({ name }) => name);

test('collections nest by slashes; a parent that is not there, or on another page, stands as plain path', () => {
  const rows = ['IT', 'IT/Servers', 'IT/Servers/Linux', 'IT x', 'Sales/Nordic/Web', 'sales/nordic/web/Shop'];
  const shown = trees(rows.map((name) => ({ name }))).map((tree) => tree.map(({ label, depth }) => [depth, label]));
  expect(shown).toEqual([
    [
      [0, 'IT'],
      [1, 'Servers'],
      [2, 'Linux'],
    ],
    [[0, 'IT x']],
    [
      [0, 'Sales/Nordic/Web'],
      [1, 'Shop'],
    ],
  ]);
});

test('what lies in a collection comes right after it, whatever its neighbours are called', async () => {
  const client = await provider.startsClient();
  for (const name of [
    'Ekonomi!',
    'Ekonomi B',
    'Ekonomi/Åre',
    'Ekonomi-A',
    'ekonomi/Bank/Kort',
    'Ekonomi / Bank',
    'Ekonomi',
  ])
    await client.hasCollection(name);
  expect((await names(client.id)).slice(1, 5)).toEqual(['Ekonomi', 'Ekonomi/Bank', 'ekonomi/Bank/Kort', 'Ekonomi/Åre']);
});

test('a new collection lies in another one and has its groups and members at once', async () => {
  const client = await provider.startsClient();
  const [maja, bo] = [await client.hasMember({ name: 'Maja' }), await client.hasMember({ name: 'Bo' })];
  await client.hasGroup('Market people', [maja]);
  const { admin } = provider;
  await client.hasCollection('Marketing');
  await admin.visit(`${client.path}/collections/new`);
  const fields = {
    name: 'Web',
    inside: 'marketing',
    who: `market people\n ${bo.email.toUpperCase()}`,
    level: 'View items',
  };
  await admin.submit(`Add to ${client.name}`, fields);
  expect(admin.page.notice).toBe('Web is ready.');
  expect(admin.page.text).toContain('Market people');
  for (const person of [maja, bo]) {
    await person.visit(`${client.path}/vault`);
    expect(person.page.rows()).toMatchObject([{ Name: 'Marketing/Web 0 items', Permission: 'View items' }]);
  }
  const [event] = await client.events('collection.access-changed');
  expect(event.details.access).toHaveLength(2);
});

test('an unknown group or address is named, and nothing is made', async () => {
  const client = await provider.startsClient();
  const { admin } = provider;
  await admin.visit(`${client.path}/collections/new`);
  await admin.submit(`Add to ${client.name}`, { name: 'Web', who: 'Nobody\nx@y.example', inside: '' });
  expect(admin.page.errorAt('who')).toBe('Not found here: Nobody, x@y.example. Nothing was saved.');
  expect(admin.page.root.first('textarea')?.text.trim()).toBe('Nobody x@y.example');
  await admin.submit(`Add to ${client.name}`, { who: '', inside: 'Nowhere' });
  expect(admin.page.errorAt('inside')).toBe('There is no collection Nowhere.');
  expect(await names(client.id)).toEqual(['Default collection']);
});

describe('another name', () => {
  test('for a collection alone, or with all that lies in it', async () => {
    const client = await provider.startsClient();
    const [id] = [
      await client.hasCollection('IT_x'),
      await client.hasCollection('IT_x/Servers/Ö'),
      await client.hasCollection('ITax/Other'),
    ];
    const { admin } = provider;
    await admin.visit(`${client.path}/collections/${id}/edit`);
    await admin.submit('Save', { name: 'Drift', externalId: 'ext-1' });
    expect(await names(client.id)).toContain('IT_x/Servers/Ö');
    await admin.visit(`${client.path}/collections/${id}/edit`);
    await admin.submit('Save', { name: 'IT_x' });
    await admin.visit(`${client.path}/collections/${id}/edit`);
    await admin.submit('Save', { name: 'Drift & co', children: true });
    expect(await names(client.id)).toEqual(['Default collection', 'Drift & co', 'Drift & co/Servers/Ö', 'ITax/Other']);
    expect((await client.events('collection.renamed')).pop()?.details).toMatchObject({ old: 'IT_x', inside: 1 });
    expect(await client.events('collection.external-id-changed')).toHaveLength(1);
  });

  test('is refused where another one has it, and where it would grow too long', async () => {
    const client = await provider.startsClient();
    const id = await client.hasCollection('A');
    await client.hasCollection(`A/${'b'.repeat(190)}`);
    const { admin } = provider;
    await admin.visit(`${client.path}/collections/${id}/edit`);
    await admin.submit('Save', { name: 'default COLLECTION' });
    expect(admin.page.errorAt('name')).toContain('There is a collection with this name');
    await admin.submit('Save', { name: 'a much longer name', children: true });
    expect(admin.page.errorAt('name')).toBe('Use at most 200 characters.');
    expect(await names(client.id)).toHaveLength(3);
  });
});

test('deletion says how many items become unassigned', async () => {
  const client = await provider.startsClient();
  const { admin } = provider;
  await admin.visit(`${client.path}/vault`);
  await admin.submit('Delete', { ids: true });
  expect(admin.page.text).toContain('0 items are in none but these.');
  await admin.submit(`Delete from ${client.name}`);
  expect(await names(client.id)).toEqual([]);
});

test('the list as CSV says the level that I have', async () => {
  const client = await provider.startsClient();
  await client.hasCollection('=cmd');
  const owner = await client.hasMember({ role: 'owner' });
  const { body } = await owner.send({ path: `${client.path}/collections/export.csv` });
  expect(body.split('\r\n')).toEqual(
    expect.arrayContaining(['Name,Groups,Permission,External ID', "'=cmd,,Manage collection,"]),
  );
});
