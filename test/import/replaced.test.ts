import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Erasing } from '../../src/import/erasing.service.js';
import { aVault, type Vault } from '../items/vault.js';
import type { Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { imports, LASTPASS } from './importing.js';

const CHANGED = LASTPASS.replace('brev-pa-posten-7', 'ett-nytt-hemligt-ord');

let world: World;
let vault: Vault;
let owner: Person;
let update: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  owner = vault.owner;
  await imports(owner, vault.client, LASTPASS);
  update = await imports(owner, vault.client, CHANGED, { duplicates: 'update' });
});

async function secretOf(name: string): Promise<string> {
  await owner.visit(vault.path);
  await owner.click(name);
  await owner.submit('Reveal');
  return owner.page.text;
}
const asks = () => owner.visit(`${vault.client.path}/import/${update}/undoing`);
async function undoes(): Promise<void> {
  await asks();
  await owner.submit(`Undo it in ${vault.client.name}`);
  await world.get(Erasing).run();
}
const rows = async (query = '') => (await owner.visit(vault.path + query)).rows().map(({ Name }) => Name);
async function inTrash(button: string, name: string): Promise<void> {
  await owner.visit(`${vault.path}?trash=yes`);
  await owner.click(name);
  await owner.submit(button);
}

test('what an import updated is as it was once that is undone, in its collections and with its number', async () => {
  expect((await asks()).text).toContain('3 items whose place it took come back from the trash, as they were.');
  await undoes();
  expect(await rows()).toHaveLength(3);
  expect(await rows('?trash=yes')).toEqual([]);
  expect(await secretOf('Posten')).toContain('brev-pa-posten-7');
  expect(owner.page.facts.Collections).toBe('Ekonomi');
  const [{ items }] = await world.db.query('SELECT items FROM collections WHERE id = ?', [vault.collection.id]);
  expect(items).toBe(1);
  const kinds = (await vault.client.events()).map(({ kind, details }) => [kind, details]);
  expect(kinds).toContainEqual(['import.replaced', { count: 3 }]);
  expect(kinds).toContainEqual(['import.replaced-restored', { count: 3 }]);
});

test('where the new one was changed since, it stays, and the old one stays in the trash', async () => {
  await owner.visit(vault.path);
  await owner.click('Posten');
  await owner.click('Edit');
  await owner.submit('Save', { name: 'Postens nya' });
  expect((await asks()).text).toContain('Postens nya');
  await undoes();
  expect(owner.page.notice).toBe('The import is undone. 1 changed item was kept.');
  expect(await rows('?trash=yes')).toEqual(['Posten kund']);
  expect(await rows()).toContain('Postens nya kund');
  expect(await rows()).toHaveLength(3);
});

test('an old one that somebody restored and put into the trash again stays there', async () => {
  await inTrash('Restore', 'Posten');
  await owner.visit(vault.path);
  await owner.submit('Move to the trash', { ids: await idOf('Posten') });
  await undoes();
  expect(await rows('?trash=yes')).toEqual(['Posten kund']);
  expect(await rows()).toHaveLength(2);
});

test('where the old one is deleted for good, the new one stays, so that nothing is lost', async () => {
  await inTrash('Delete for good', 'Posten');
  await owner.submit(`Delete from ${vault.client.name}`);
  expect((await asks()).text).toContain('Posten');
  await undoes();
  expect(await secretOf('Posten')).toContain('ett-nytt-hemligt-ord');
  expect(await rows()).toHaveLength(3);
});

/** Of two with the name, the older one. */
async function idOf(name: string): Promise<string> {
  await owner.visit(vault.path);
  const ids = owner.page.links
    .filter((link) => link.accessibleName === name)
    .map((link) => link.attribute('href')?.split('/').pop() as string);
  return ids.sort()[0];
}
