import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aVault, type Vault } from '../items/vault.js';
import type { Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { imports, LASTPASS, prepares, reads } from './importing.js';

let world: World;
let vault: Vault;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  admin = vault.client.provider.admin;
});

const names = async () => (await vault.owner.visit(vault.path)).rows().map(({ Name }) => Name);

test('an owner imports a file: shown first, then it is there, in its collections', async () => {
  const { owner, client } = vault;
  const id = await prepares(owner, client, LASTPASS);
  expect(owner.page.heading).toContain('LastPass');
  expect(owner.page.rows('Name')).toMatchObject([
    { Name: 'Ekonomi', Items: '1', Status: 'There already' },
    { Name: 'Ekonomi/Löner', Items: '1', Status: 'New' },
  ]);
  expect(owner.page.facts).toMatchObject({ 'In no collection': '1 They go to Unassigned.' });
  expect(await names()).toEqual([]);
  await owner.visit(`${client.path}/import/${id}`);
  await owner.submit(`Import into ${client.name}`);
  expect(owner.page.notice).toBe('3 items of the file are imported.');
  expect(owner.page.text).toContain('Now delete the file');
  expect(await names()).toEqual(['Bank & Post <b> eva', 'Kod till larmet', 'Posten kund']);
  await owner.visit(`${vault.path}?collection=${vault.collection.id}`);
  expect(owner.page.rows()).toMatchObject([{ Name: 'Posten kund', Collections: 'Ekonomi' }]);
  await owner.visit(`${client.path}/vault`);
  expect(owner.page.rows('Name').map(({ Name }) => Name)).toContain('Ekonomi 1 item');
});

test('a provider imports without seeing an item, and the owner finds them', async () => {
  const { client } = vault;
  await imports(admin, client, LASTPASS);
  expect(admin.page.text).not.toContain('Posten');
  expect((await names()).length).toBe(3);
  const [event] = await client.events('import.completed');
  expect(event).toMatchObject({ capacity: 'provider admin', details: { items: 3, collections: 1 } });
});

test('a file that nobody knows is refused at its field, and nothing is written', async () => {
  const { owner, client } = vault;
  expect((await reads(owner, client, 'alpha,beta\n1,2\n')).status).toBe(422);
  expect(owner.page.errors.join()).toContain('Choose the format');
  expect((await reads(owner, client, '')).errors.join()).toContain('Choose a file');
  expect(await world.db.query('SELECT id FROM imports WHERE organization_id = ?', [client.id])).toEqual([]);
});

test('pasted content is read as a file is, and everything goes below the chosen collection', async () => {
  const { owner, client, collection } = vault;
  await reads(owner, client, '', { pasted: LASTPASS, collectionId: collection.id });
  expect(owner.page.rows('Name').map(({ Name }) => Name)).toEqual([
    'Ekonomi',
    'Ekonomi/Ekonomi',
    'Ekonomi/Ekonomi/Löner',
  ]);
});

test('who may import, into whatever collection a file names, sees the names of all collections where others do, and no item', async () => {
  const { client, owner } = vault;
  await imports(owner, client, LASTPASS);
  const ledning = await client.hasCollection('Ledning');
  const custom = await client.hasMember({ role: 'custom', permissions: ['import-export'] });
  await custom.visit(`${client.path}/import`);
  expect(custom.page.text).toContain('Ledning');
  await custom.visit(`${client.path}/vault`);
  expect(custom.page.rows('Name').map(({ Name }) => Name)).toContain('Ledning 0 items');
  expect((await custom.visit(`${client.path}/collections/${ledning}/edit`)).status).toBe(403);
  expect((await custom.visit(vault.path)).rows()).toEqual([]);
});

describe('what was read and is not imported', () => {
  const rowsOf = (id: string) => world.db.query('SELECT id FROM items WHERE import_id = ?', [id]);

  test('is erased when it is given up', async () => {
    const { owner, client } = vault;
    const id = await prepares(owner, client, LASTPASS);
    expect(await rowsOf(id)).toHaveLength(3);
    await owner.submit('Give up');
    expect(owner.page.notice).toContain('Nothing was imported');
    expect(await rowsOf(id)).toEqual([]);
  });
});
