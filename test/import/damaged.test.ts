import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aVault, type Vault } from '../items/vault.js';
import { aLogin, hasItems } from '../support/items.js';
import { openWorld, type World } from '../support/world.js';
import { exports } from './exporting.js';

let world: World;
let vault: Vault;
let ids: string[];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  ids = await hasItems(vault.client, [aLogin('Hel'), aLogin('Trasig'), aLogin('Namnlös')], [vault.collection]);
  const broken = "JSON_REPLACE(body, '$.notes', CONCAT(LEFT(JSON_VALUE(body, '$.notes'), 40), 'AAAA'))";
  await world.db.query(`UPDATE items SET body = ${broken} WHERE id = ?`, [ids[1]]);
  await world.db.query("UPDATE items SET head = JSON_REPLACE(head, '$.name', 'x') WHERE id = ?", [ids[2]]);
  await world.db.query('UPDATE organizations SET items_revision = items_revision + 1 WHERE id = ?', [vault.client.id]);
});

test('a damaged item does not keep the others back: the page names it, and exports without it when told to', async () => {
  const { owner, client } = vault;
  await exports(owner, vault, 'json');
  expect(owner.page.status).toBe(422);
  expect(owner.page.errors).toEqual(['2 items cannot be opened and would be missing in the file.']);
  expect(owner.page.link('Trasig')?.attribute('href')).toBe(`${vault.path}/${ids[1]}`);
  expect(owner.page.link('?')?.attribute('href')).toBe(`${vault.path}/${ids[2]}`);
  expect(await client.events('items.exported')).toEqual([]);
  await owner.submit(`Export from ${client.name}`, { format: 'json', without: true });
  expect(JSON.parse(owner.page.html).items).toMatchObject([{ name: 'Hel' }]);
  const [event] = await client.events('items.exported-in-part');
  const names = ids.slice(1).map((id) => id.slice(-8));
  expect(event.details).toEqual({ count: 1, format: 'JSON', missing: 2, names: names.join(', ') });
});

test('who is content to miss one is asked again when more are missing', async () => {
  const { owner, client } = vault;
  await exports(owner, vault, 'json');
  await world.db.query("UPDATE items SET body = '{}' WHERE id = ?", [ids[0]]);
  await owner.submit(`Export from ${client.name}`, { format: 'json', without: true });
  expect(owner.page.errors).toEqual(['3 items cannot be opened and would be missing in the file.']);
});

test('the page of a damaged item says what it is, and the list takes it to the trash', async () => {
  const { owner, path } = vault;
  for (const place of ['', '/edit']) {
    await owner.visit(`${path}/${ids[1]}${place}`);
    expect([owner.page.status, owner.page.heading]).toEqual([410, 'This item cannot be opened']);
  }
  await owner.visit(path);
  expect(owner.page.rows().map(({ Name }) => Name)).toEqual(['?', 'Hel eva', 'Trasig eva']);
  await owner.submit('Move to the trash', { ids: [ids[1], ids[2]] });
  expect(owner.page.notice).toBe('2 items are in the trash.');
  expect(JSON.parse(await exports(owner, vault, 'json')).items).toHaveLength(1);
});
