import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aVault, savesLogin, type Vault } from '../items/vault.js';
import { aLogin, hasItems } from '../support/items.js';
import { PASSWORD, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { imports, prepares } from './importing.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function exports(who: Person, { client }: Vault, format: string, filePassword = ''): Promise<string> {
  await who.visit(`${client.path}/export`);
  if (who.page.heading === 'Type your master password') await who.submit('Continue', { unlockPassword: PASSWORD });
  await who.submit(`Export from ${client.name}`, { format, filePassword, filePasswordAgain: filePassword });
  return who.page.html;
}

/** Without the ids, which are each organization's own. */
const bare = (json: string) => json.replaceAll(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"id"');

const ITEMS = [
  aLogin(),
  aLogin('=1+1', { username: '@SUM(A1)', password: '+46 "citat", \\ och {{x}}', totp: undefined }),
  { type: 'note' as const, name: 'å ä ö 🦊', notes: 'x'.repeat(10_000), fields: [], passwordHistory: [] },
  {
    type: 'card' as const,
    name: 'Kort',
    card: { number: '4111111111111111', code: '123' },
    fields: [],
    passwordHistory: [],
  },
];

test('what is exported and imported again is the same, and so is its export', async () => {
  const [from, to] = [await aVault(world), await aVault(world)];
  await hasItems(from.client, ITEMS, [from.collection]);
  const json = await exports(from.owner, from, 'json');
  await imports(to.owner, to.client, json);
  const again = await exports(to.owner, to, 'json');
  expect(JSON.parse(bare(again)).items).toEqual(JSON.parse(bare(json)).items);
  const [event] = await from.client.events('items.exported');
  expect(event.details).toEqual({ count: 4, format: 'JSON' });
});

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
  await hasItems(vault.client, ITEMS, [vault.collection]);
  await exports(vault.owner, vault, 'protected', 'kort');
  expect(vault.owner.page.errors.join()).toContain('at least 12');
  expect(await exports(vault.owner, vault, 'csv')).toContain('\nEkonomi,login,=1+1,');
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
