import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Level } from '../../src/collections/levels.js';
import { aVault, type Vault } from '../items/vault.js';
import type { Asked, Browser } from '../support/browser.js';
import { aLogin, hasItems, SECRET } from '../support/items.js';
import { aServiceUser } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

/** Who gets which answer at every door of an item: by level in its only collection, by role, by tenant. 303 is done. */
const TABLE = `
                         none  view-hidden view  edit-hidden edit  manage  owner  provider service  foreign
GET    :item             404   200         200   200         200   200     200    404      404      404
GET    :item/edit        404   403         403   200         200   200     200    404      404      404
PATCH  :item             404   403         403   303         303   303     303    404      404      404
POST   secrets/password  404   404         200   404         200   200     200    404      404      404
POST   secrets/totp      404   404         200   404         200   200     200    404      404      404
POST   secrets/totp-code 404   404         200   404         200   200     200    404      404      404
POST   secrets/field-0   404   404         200   404         200   200     200    404      404      404
POST   secrets/past-0    404   404         200   404         200   200     200    404      404      404
POST   :item/copies      404   422         422   422         303   303     303    404      404      404
POST   moves             404   422         422   422         303   303     303    404      404      404
POST   trash             404   422         422   303         303   303     303    404      404      404
DELETE trash             404   422         422   303         303   303     303    404      404      404
DELETE items             404   422         422   303         303   303     303    404      404      404
`;
const [HEAD, ...ROWS] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const LEVELS: Record<string, Level> = { 'view-hidden': 1, view: 3, 'edit-hidden': 5, edit: 7, manage: 15 };
const IN_TRASH = ['DELETE trash', 'DELETE items'];

let world: World;
let vault: Vault;
let elsewhere: string;
const people: Record<string, Browser> = {};
beforeAll(async () => {
  world = await openWorld();
  vault = await aVault(world);
  const { client, owner, collection } = vault;
  const other = { id: await client.hasCollection('Annan') };
  elsewhere = other.id;
  for (const name of ['none', ...Object.keys(LEVELS)]) {
    const member = await client.hasMember({ role: 'user', name });
    if (LEVELS[name]) await client.gives(member, collection, LEVELS[name]);
    await client.gives(member, other, 15);
    people[name] = member;
  }
  const service = await aServiceUser(client.provider);
  Object.assign(people, { owner, provider: client.provider.admin, service, foreign: (await aVault(world)).owner });
});
afterAll(() => world.close());

function asked(door: string, id: string): Asked {
  const [method, noun] = door.split(' ');
  const path = `${vault.path}/${noun.replace(':item', id).replace('secrets', `${id}/secrets`)}`;
  const formId = randomUUID();
  if (method === 'GET') return { path };
  if (method === 'PATCH') return { method, path, form: { formId, type: 'login', name: 'Nytt', seen: '1' } };
  if (noun === 'items') return { method, path: vault.path, form: { ids: id } };
  return { method, path, form: { formId, ids: id, collectionIds: [elsewhere, vault.collection.id] } };
}

describe('each door of an item', () => {
  test.each(ROWS.map(([method, noun, ...expected]) => [`${method} ${noun}`, expected] as const))(
    '%s',
    async (door, expected) => {
      const answers: string[] = [];
      for (const name of HEAD) {
        const [id] = await hasItems(vault.client, [aLogin()], [vault.collection]);
        if (IN_TRASH.includes(door)) await world.db.query('UPDATE items SET deleted_at = NOW(3) WHERE id = ?', [id]);
        const before = await rowsOf(id);
        const { status, body } = await people[name].send(asked(door, id));
        answers.push(String(status));
        if (status !== 303) expect(await rowsOf(id)).toEqual(before);
        if (status !== 200) expect(body).not.toContain(SECRET);
      }
      expect(answers).toEqual(expected);
    },
  );

  test('deleting asks for “Manage collection” where the organization says so', async () => {
    const limit = (on: number) =>
      world.db.query('UPDATE organizations SET limit_item_deletion = ? WHERE id = ?', [on, vault.client.id]);
    await limit(1);
    for (const [name, expected] of Object.entries({ edit: 422, manage: 303, owner: 303 })) {
      const [id] = await hasItems(vault.client, [aLogin()], [vault.collection]);
      expect((await people[name].send(asked('POST trash', id))).status).toBe(expected);
    }
    await limit(0);
  });
});

const rowsOf = (id: string) =>
  Promise.all([
    world.db.query('SELECT * FROM items WHERE id = ?', [id]),
    world.db.query('SELECT * FROM collection_items WHERE item_id = ?', [id]),
  ]);

test('of lists each person sees what their collections give them, and of items in none only who opens all', async () => {
  await hasItems(vault.client, [aLogin('Herrelös')]);
  await hasItems(vault.client, [aLogin('Delad')], [vault.collection]);
  for (const [name, seen] of Object.entries({ none: [], view: ['Delad'], owner: ['Delad', 'Herrelös'] })) {
    const found: string[] = [];
    for (const word of ['Delad', 'Herrelös']) {
      const { body } = await people[name].send({ path: `${vault.path}?search=${encodeURIComponent(word)}` });
      if (body.includes(`<bdi>${word}</bdi>`)) found.push(word);
    }
    expect({ name, found }).toEqual({ name, found: seen });
  }
  expect((await people.view.send({ path: `${vault.path}?collection=unassigned` })).body).not.toContain('Herrelös');
});
