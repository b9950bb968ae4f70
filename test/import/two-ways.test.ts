import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aVault, type Vault } from '../items/vault.js';
import { aServiceUser, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { imports, LASTPASS, prepares } from './importing.js';

/** Somebody of the provider who is a member of the client too. */
let world: World;
let vault: Vault;
let pia: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  pia = await aServiceUser(vault.client.provider);
});

const providerOf = async (id: string) =>
  (await world.db.query('SELECT provider_id AS id FROM imports WHERE id = ?', [id]))[0].id;
const joins = async (role: 'user' | 'owner') => {
  await vault.client.hasMember({ role, person: pia });
  await pia.signsIn();
};

test('as a plain user they are shown what their provider is shown, and no import of a member', async () => {
  const { client, owner, collection } = vault;
  const id = await imports(owner, client, LASTPASS);
  await joins('user');
  await client.gives(pia, collection, 7);
  expect((await pia.visit(`${client.path}/import/${id}`)).status).toBe(404);
  expect((await pia.visit(`${client.path}/import`)).rows('Format')).toEqual([]);
  await prepares(pia, client, LASTPASS);
  expect(pia.page.text).not.toContain('same name');
  expect(pia.page.text).not.toContain('Update:');
});

test('as a plain user they import for the provider, which undoes it', async () => {
  const { client } = vault;
  await joins('user');
  const id = await imports(pia, client, LASTPASS);
  expect(await providerOf(id)).toBe(client.provider.id);
  await client.provider.admin.visit(`${client.path}/import/${id}/undoing`);
  await client.provider.admin.submit(`Undo it in ${client.name}`);
  expect(client.provider.admin.page.notice).toContain('The import is undone.');
});

test('as a plain user they do not make themselves the manager of the new collections', async () => {
  const { client } = vault;
  await joins('user');
  const id = await prepares(pia, client, LASTPASS);
  expect(pia.page.text).not.toContain('I do');
  const form = { formId: pia.page.value('formId'), duplicates: 'keep', managers: 'me', level: '15' };
  expect((await pia.send({ path: `${client.path}/import/${id}/completion`, form })).status).toBe(422);
  expect(
    await world.db.query(
      'SELECT a.level FROM member_access a JOIN members m ON m.id = a.member_id WHERE m.user_id = ?',
      [pia.id],
    ),
  ).toEqual([]);
});

test('as a plain user they give the new collections to no group that they are in', async () => {
  const { client } = vault;
  await joins('user');
  const id = await client.hasGroup('Lön', [pia]);
  await client.hasGroup('Ledning');
  await prepares(pia, client, LASTPASS);
  await pia.submit(`Import into ${client.name}`, { managers: 'Lön' });
  expect(pia.page.errors.join()).toContain('You are in this group yourself');
  expect(await world.db.query('SELECT level FROM group_access WHERE group_id = ?', [id])).toEqual([]);
  await pia.submit(`Import into ${client.name}`, { managers: 'Ledning' });
  expect(pia.page.notice).toBe('3 items of the file are imported.');
});

test('as a custom member who may import they import as a member, into collections that they manage', async () => {
  const { client } = vault;
  await client.hasMember({ role: 'custom', permissions: ['import-export'], person: pia });
  await pia.signsIn();
  const id = await imports(pia, client, LASTPASS, { managers: 'I do' });
  expect(await providerOf(id)).toBeNull();
  expect(await client.events('import.access-given')).toMatchObject([{ capacity: 'custom' }]);
});

test('as an owner they import and undo as a member', async () => {
  const { client } = vault;
  await joins('owner');
  const id = await imports(pia, client, LASTPASS);
  expect(await providerOf(id)).toBeNull();
  expect((await client.provider.admin.visit(`${client.path}/import/${id}`)).status).toBe(404);
});
