import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aVault, savesLogin } from '../items/vault.js';
import { aCard, aLogin, hasItems } from '../support/items.js';
import { openWorld, type World } from '../support/world.js';
import { exports } from './exporting.js';
import { prepares } from './importing.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the protected format holds nothing in plain text, and opens with its password alone', async () => {
  const vault = await aVault(world);
  await savesLogin(vault, vault.owner);
  const file = await exports(vault.owner, vault, 'protected', 'sju-sma-ord-i-rad');
  expect(file).not.toContain('hemligast');
  await expect(prepares(vault.owner, vault.client, file)).rejects.toThrow('password of its own');
  await prepares(vault.owner, vault.client, file, { filePassword: 'sju-sma-ord-i-rad' });
  expect(vault.owner.page.text).toContain('Login');
});

test('a short password of the file is refused, and CSV is as it is', async () => {
  const vault = await aVault(world);
  await hasItems(vault.client, [aLogin('=1+1'), aCard], [vault.collection]);
  await exports(vault.owner, vault, 'protected', 'kort');
  expect(vault.owner.page.errors.join()).toContain('at least 12');
  expect(await exports(vault.owner, vault, 'csv')).toContain('\nEkonomi,login,=1+1,');
  const [event] = await vault.client.events('items.exported');
  expect(event.details).toEqual({ count: 1, format: 'CSV' });
});

test('a custom member exports what the level shows, and nothing of which it hides the secrets', async () => {
  const vault = await aVault(world);
  const { client, collection } = vault;
  const other = { id: await client.hasCollection('Dolt') };
  const custom = await client.hasMember({ role: 'custom', permissions: ['import-export'] });
  await client.gives(custom, collection, 3);
  await client.gives(custom, other, 5);
  await hasItems(client, [aLogin('Synlig')], [collection]);
  await hasItems(client, [aLogin('Dold')], [other]);
  await hasItems(client, [aLogin('Ingenstans')]);
  const file = await exports(await custom.signsIn(), vault, 'json');
  expect(JSON.parse(file).items.map(({ name }: { name: string }) => name)).toEqual(['Synlig']);
});

test('a provider gets no export', async () => {
  const vault = await aVault(world);
  const { admin } = vault.client.provider;
  expect((await admin.visit(`${vault.client.path}/export`)).status).toBe(404);
  const form = { format: 'json' };
  expect((await admin.send({ path: `${vault.client.path}/export`, form })).status).toBe(404);
});
