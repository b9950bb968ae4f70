import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Erasing } from '../../src/import/erasing.service.js';
import { aVault, type Vault } from '../items/vault.js';
import type { Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { imports, LASTPASS, prepares } from './importing.js';

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
const opens = async (name: string) => {
  await names();
  await vault.owner.click(name);
};
async function undoes(who: Person, id: string) {
  await who.visit(`${vault.client.path}/import/${id}/undoing`);
  if (who.page.status === 200) await who.submit(`Undo it in ${vault.client.name}`);
  return who.page;
}

test('the provider undoes what it brought: items and new collections are gone, the numbers are right', async () => {
  const { client, owner } = vault;
  const id = await imports(admin, client, LASTPASS);
  expect((await undoes(admin, id)).notice).toContain('The import is undone.');
  expect(await names()).toEqual([]);
  await owner.visit(`${client.path}/vault`);
  expect(owner.page.text).not.toContain('Löner');
  expect(owner.page.text).toContain('0 items');
  await world.get(Erasing).run();
  expect(await world.db.query('SELECT id FROM items WHERE organization_id = ?', [client.id])).toEqual([]);
});

test('once a member has opened an item of it, an owner alone undoes it', async () => {
  const id = await imports(admin, vault.client, LASTPASS);
  await opens('Posten');
  expect((await undoes(admin, id)).status).toBe(422);
  expect(await names()).toHaveLength(3);
  const manager = await vault.client.hasMember({ role: 'admin' });
  expect((await undoes(await manager.signsIn(), id)).status).toBe(422);
  expect((await undoes(vault.owner, id)).notice).toContain('The import is undone.');
  expect(await names()).toEqual([]);
});

test('an item that was changed since is named, and kept', async () => {
  const { owner, client } = vault;
  const id = await imports(admin, client, LASTPASS);
  await opens('Posten');
  await owner.click('Edit');
  await owner.submit('Save', { name: 'Postens nya' });
  await owner.visit(`${client.path}/import/${id}/undoing`);
  expect(owner.page.text).toContain('Postens nya');
  await owner.submit(`Undo it in ${client.name}`);
  expect(owner.page.notice).toBe('The import is undone. 1 changed item was kept.');
  await world.get(Erasing).run();
  expect(await names()).toEqual(['Postens nya kund']);
});

test('after thirty days nobody undoes it', async () => {
  const id = await imports(vault.owner, vault.client, LASTPASS);
  await world.db.query('UPDATE imports SET live_at = live_at - INTERVAL 31 DAY WHERE id = ?', [id]);
  expect((await undoes(vault.owner, id)).status).toBe(422);
});

test('what is not imported is erased after an hour, and when who read it signs out', async () => {
  const { owner, client } = vault;
  const [first, second] = [await prepares(owner, client, LASTPASS), await prepares(admin, client, LASTPASS)];
  await world.get(Erasing).run();
  const left = () =>
    world.db.query('SELECT DISTINCT import_id AS id FROM items WHERE organization_id = ?', [client.id]);
  expect(await left()).toHaveLength(2);
  await admin.visit('/');
  await admin.submit('Sign out');
  await world.get(Erasing).run();
  expect(await left()).toEqual([{ id: first }]);
  await world.db.query('UPDATE imports SET created_at = created_at - INTERVAL 61 MINUTE WHERE id = ?', [first]);
  await world.get(Erasing).run();
  expect(await left()).toEqual([]);
  expect((await owner.visit(`${client.path}/import/${first}`)).text).toContain('Nothing of this file was imported');
  await admin.signsIn();
  expect((await admin.visit(`${client.path}/import/${second}`)).text).toContain('Nothing of this file was imported');
});
