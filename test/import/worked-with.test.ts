import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aVault, type Vault } from '../items/vault.js';
import type { Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { imports, LASTPASS } from './importing.js';

let world: World;
let vault: Vault;
let admin: Person;
let id: string;
let item: string;
let other: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  admin = vault.client.provider.admin;
  other = await vault.client.hasCollection('Ledning');
  id = await imports(admin, vault.client, LASTPASS);
  await vault.owner.visit(vault.path);
  item = vault.owner.page.link('Kod till larmet')?.attribute('href')?.split('/').pop() as string;
});

const names = async () => (await vault.owner.visit(vault.path)).rows().map(({ Name }) => Name);
const undoing = () => `${vault.client.path}/import/${id}/undoing`;
const movesOne = () => vault.owner.send({ path: `${vault.path}/moves`, form: { ids: item, collectionIds: other } });
async function exportsAll() {
  const { owner, client } = vault;
  await owner.visit(`${client.path}/export`);
  await owner.unlocksIfAsked();
  await owner.submit(`Export from ${client.name}`, { format: 'json', filePassword: '', filePasswordAgain: '' });
  expect(owner.page.html).toContain('Kod till larmet');
}

describe('the provider undoes nothing any more once a member', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['moved an item unopened', movesOne],
    ['put one into the trash', () => vault.owner.send({ path: `${vault.path}/trash`, form: { ids: item } })],
    [
      'duplicated one',
      () => vault.owner.send({ path: `${vault.path}/${item}/copies`, form: { formId: randomUUID() } }),
    ],
    ['exported the items', exportsAll],
    ['let a file take their places', () => imports(vault.owner, vault.client, LASTPASS, { duplicates: 'update' })],
  ])('%s', async (_, works) => {
    expect((await admin.visit(undoing())).status).toBe(200);
    await works();
    const before = await names();
    expect((await admin.visit(undoing())).status).toBe(422);
    expect((await admin.send({ method: 'POST', path: undoing(), form: {} })).status).toBe(422);
    expect(await names()).toEqual(before);
    expect(await vault.client.events('import.undone')).toEqual([]);
  });
});

test('an export that shows no item of it leaves the undo to the provider', async () => {
  const custom = await vault.client.hasMember({ role: 'custom', permissions: ['import-export'] });
  await custom.signsIn();
  await custom.visit(`${vault.client.path}/export`);
  await custom.unlocksIfAsked();
  await custom.submit(`Export from ${vault.client.name}`, { format: 'json', filePassword: '', filePasswordAgain: '' });
  expect((await admin.visit(undoing())).status).toBe(200);
});

test('an owner who undoes it keeps what was moved, by name', async () => {
  await movesOne();
  await vault.owner.visit(undoing());
  expect(vault.owner.page.text).toContain('Kod till larmet');
  await vault.owner.submit(`Undo it in ${vault.client.name}`);
  expect(vault.owner.page.notice).toBe('The import is undone. 1 changed item was kept.');
  expect(await names()).toEqual(['Kod till larmet']);
});
