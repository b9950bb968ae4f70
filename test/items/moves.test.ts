import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Collection } from '../../src/collections/collection.entity.js';
import { aLogin, hasItems } from '../support/items.js';
import type { Person } from '../support/people.js';
import { statementsDuring } from '../support/statements.js';
import { openWorld, type World } from '../support/world.js';
import { aVault, type Vault } from './vault.js';

let world: World;
let vault: Vault;
let other: { id: string };
let member: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  other = { id: await vault.client.hasCollection('Ledning') };
  member = await vault.client.hasMember({ role: 'user' });
  await vault.client.gives(member, vault.collection, 7);
});

const moves = (who: Person, ids: string | string[], collectionIds: string[] = []) =>
  who.send({ path: `${vault.path}/moves`, form: { ids, collectionIds } });

async function placesOf(id: string): Promise<string[]> {
  const rows: { name: string }[] = await world.db.query(
    'SELECT c.name FROM collection_items i JOIN collections c ON c.id = i.collection_id WHERE i.item_id = ? ORDER BY name',
    [id],
  );
  return rows.map(({ name }) => name);
}

test('a collection that somebody does not see keeps the item that they move', async () => {
  const third = { id: await vault.client.hasCollection('Tredje') };
  await vault.client.gives(member, third, 7);
  const [id] = await hasItems(vault.client, [aLogin()], [vault.collection, other]);
  expect((await moves(member, id, [third.id])).status).toBe(303);
  expect(await placesOf(id)).toEqual(['Ledning', 'Tredje']);
});

test('nobody moves an item to where they cannot edit, nor out of all collections unless they open all', async () => {
  const [id] = await hasItems(vault.client, [aLogin()], [vault.collection]);
  await vault.client.gives(member, other, 3);
  for (const to of [[other.id], [vault.collection.id, other.id], []]) {
    const { status, body } = await moves(member, id, to);
    expect(status).toBe(422);
    expect(body).toMatch(/Choose (a collection|collections) in which you can edit items\./);
  }
  expect(await placesOf(id)).toEqual(['Ekonomi']);
  expect((await moves(vault.owner, id)).status).toBe(303);
  await vault.owner.visit(`${vault.path}?collection=unassigned`);
  expect(vault.owner.page.rows()).toMatchObject([{ Collections: 'Unassigned' }]);
  expect((await member.visit(`${vault.path}/${id}`)).status).toBe(404);
});

test('of many items all are moved or none, and many take no more statements than two', async () => {
  const mine = await hasItems(
    vault.client,
    Array.from({ length: 40 }, (_, at) => aLogin(`Nr ${at}`)),
    [vault.collection],
  );
  const [hidden] = await hasItems(vault.client, [aLogin('Dold')], [other]);
  await vault.client.gives(member, other, 5);
  expect((await moves(member, [...mine, hidden], [other.id])).status).toBe(422);
  expect(await placesOf(mine[0])).toEqual(['Ekonomi']);
  const few = await statementsDuring(() => moves(member, mine.slice(0, 2), [other.id]));
  const many = await statementsDuring(() => moves(member, mine.slice(2), [other.id]));
  expect(many.length).toBe(few.length);
  expect(await placesOf(mine[39])).toEqual(['Ledning']);
});

test('another client’s collection, or an id that is none, is not there', async () => {
  const [id] = await hasItems(vault.client, [aLogin()], [vault.collection]);
  const foreign = (await aVault(world)).collection.id;
  for (const to of [foreign, 'å']) expect((await moves(vault.owner, id, [to])).status).toBe(404);
  for (const item of [foreign, 'å']) expect((await moves(vault.owner, [id, item], [other.id])).status).toBe(404);
  expect(await placesOf(id)).toEqual(['Ekonomi']);
});

describe('the number of items beside a collection', () => {
  const shown = async () => {
    await vault.owner.visit(`${vault.client.path}/vault`);
    const rows = vault.owner.page.rows('Name').map(({ Name }) => Name);
    return rows.filter((name) => /\d/.test(name) && !name.startsWith('Default')).sort();
  };

  test('is right whatever happens to them', async () => {
    const { owner, collection, path } = vault;
    const [one, two] = await hasItems(vault.client, [aLogin('A'), aLogin('B')], [collection]);
    expect(await shown()).toEqual([
      expect.stringMatching(/^Ekonomi ?2 items/),
      expect.stringMatching(/^Ledning ?0 items/),
    ]);
    await moves(owner, [one, two], [collection.id, other.id]);
    await owner.send({ path: `${path}/trash`, form: { ids: one } });
    await owner.send({ path: `${path}/trash`, form: { ids: one } });
    expect(await shown()).toEqual([
      expect.stringMatching(/^Ekonomi ?1 item/),
      expect.stringMatching(/^Ledning ?1 item/),
    ]);
    await owner.send({ method: 'DELETE', path: `${path}/trash`, form: { ids: [one, two] } });
    await owner.visit(`${path}/${two}`);
    await owner.submit('Duplicate');
    await owner.send({ path: `${path}/trash`, form: { ids: two } });
    await owner.send({ method: 'DELETE', path, form: { ids: two } });
    expect(await shown()).toEqual([
      expect.stringMatching(/^Ekonomi ?2 items/),
      expect.stringMatching(/^Ledning ?2 items/),
    ]);
    for (const { id, items } of await world.db.findBy(Collection, { organizationId: vault.client.id })) {
      const [{ count }] = await world.db.query(
        'SELECT COUNT(*) AS count FROM collection_items WHERE collection_id = ?',
        [id],
      );
      expect(items).toBe(Number(count));
    }
  });

  test('is all that a provider sees of them', async () => {
    await hasItems(vault.client, [aLogin('Hemligt namn')], [vault.collection]);
    const { admin } = vault.client.provider;
    await admin.visit(`${vault.client.path}/vault`);
    expect(admin.page.text).toMatch(/Ekonomi\s*1 item/);
    expect(admin.page.links.filter((link) => link.attribute('href')?.includes('items'))).toEqual([]);
  });
});

test('deleting collections says how many items become unassigned, and they do', async () => {
  const { owner, collection, client } = vault;
  await hasItems(client, [aLogin('Båda')], [collection, other]);
  const [lonely] = await hasItems(client, [aLogin('Ensam')], [collection]);
  await owner.visit(vault.path);
  await owner.send({ path: `${client.path}/collections/deletion`, form: { ids: collection.id } });
  await owner.go({ method: 'POST', path: `${client.path}/collections/deletion`, form: { ids: collection.id } });
  expect(owner.page.text).toContain('1 item is in none but these.');
  await owner.submit(`Delete from ${client.name}`);
  await owner.visit(`${vault.path}?collection=unassigned`);
  expect(owner.page.rows().map(({ Name }) => Name)).toEqual([expect.stringContaining('Ensam')]);
  expect(await placesOf(lonely)).toEqual([]);
});
