import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openWorld, type World } from '../support/world.js';
import { aVault, savesLogin, type Vault } from './vault.js';

let world: World;
let vault: Vault;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
});

test('an owner saves a login, finds it by its website, and reveals the password', async () => {
  const { owner, path } = vault;
  await savesLogin(vault, owner);
  expect(owner.page.notice).toBe('The item is saved.');
  expect(owner.page.text).not.toContain('kor-allra-hemligast');
  await owner.visit(`${path}?search=BANK.ex`);
  expect(owner.page.rows()).toMatchObject([{ Name: 'Bank & Post eva', Type: 'Login', Collections: 'Ekonomi' }]);
  await owner.click('Bank & Post');
  await owner.submit('Reveal');
  expect(owner.page.text).toContain('kor-allra-hemligast');
  const [event] = await vault.client.events('item.secret-revealed');
  expect(event.details).toEqual({ part: 'password' });
});

test('nothing of an item is in the tables in plain text', async () => {
  const { owner } = vault;
  const id = await savesLogin(vault, owner, { notes: 'gömd anteckning' });
  const rows = JSON.stringify([
    await world.db.query('SELECT * FROM items WHERE id = ?', [id]),
    await vault.client.events(),
  ]);
  for (const word of ['Bank', 'eva"', 'hemligast', 'bank.example', 'gömd']) expect(rows).not.toContain(word);
});

test('saving without the password keeps it, and a new one puts it into the history', async () => {
  const { owner, path } = vault;
  const id = await savesLogin(vault, owner);
  await owner.visit(`${path}/${id}/edit`);
  await owner.submit('Save', { name: 'Banken' });
  await owner.submit('Reveal');
  expect(owner.page.text).toContain('kor-allra-hemligast');
  await owner.visit(`${path}/${id}/edit`);
  await owner.submit('Save', { loginSecret: 'ett-nytt-hemligt-ord' });
  expect(owner.page.text).toContain('Earlier passwords');
  const answer = await owner.send({ path: `${path}/${id}/secrets/past-0`, form: {} });
  expect(answer.body).toContain('kor-allra-hemligast');
});

describe('of two who edit at once', () => {
  test('the second is told, and nothing of the first is lost', async () => {
    const { owner, path, client } = vault;
    const id = await savesLogin(vault, owner);
    const other = await client.hasMember({ role: 'admin' });
    await other.signsIn();
    for (const who of [owner, other]) await who.visit(`${path}/${id}/edit`);
    await owner.submit('Save', { name: 'Owner' });
    await other.submit('Save', { name: 'Other' });
    expect(other.page.errors[0]).toContain('Somebody changed this item meanwhile');
    await other.visit(`${path}/${id}`);
    expect(other.page.heading).toBe('Owner');
  });
});

test('the trash: moved there, restored, and deleted for good', async () => {
  const { owner, path } = vault;
  const id = await savesLogin(vault, owner);
  await owner.submit('Move to the trash');
  await owner.visit(path);
  expect(owner.page.text).toContain('No items here');
  await owner.visit(`${path}?trash=yes`);
  await owner.click('Bank & Post');
  await owner.submit('Restore');
  await owner.visit(`${path}/${id}`);
  await owner.submit('Move to the trash');
  await owner.visit(`${path}/${id}`);
  await owner.submit('Delete for good');
  await owner.submit(`Delete from ${vault.client.name}`);
  expect((await owner.visit(`${path}/${id}`)).status).toBe(404);
  expect(await world.db.query('SELECT id FROM items WHERE id = ?', [id])).toEqual([]);
});

test('a provider member gets nothing of an item: every address is not there', async () => {
  const { owner, path, client } = vault;
  const id = await savesLogin(vault, owner);
  const { admin } = client.provider;
  for (const place of ['', '/new', `/${id}`, `/${id}/edit`]) {
    expect((await admin.visit(`${path}${place}`)).status).toBe(404);
  }
  for (const place of ['', '/moves', '/trash', `/${id}/secrets/password`]) {
    expect((await admin.send({ method: 'POST', path: `${path}${place}`, form: { ids: id } })).status).toBe(404);
  }
});
