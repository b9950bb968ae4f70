import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TrashSweep } from '../../src/items/trash-sweep.js';
import { aLogin, hasItems } from '../support/items.js';
import { openWorld, type World } from '../support/world.js';
import { aVault } from './vault.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the trash is emptied of what lay in it for 30 days, and of nothing else', async () => {
  const { owner, path, client, collection } = await aVault(world);
  const [old, young, kept] = await hasItems(client, [aLogin('Gammal'), aLogin('Ung'), aLogin('Kvar')], [collection]);
  await owner.send({ path: `${path}/trash`, form: { ids: old } });
  await world.daysPass(29);
  await owner.signsIn();
  await owner.send({ path: `${path}/trash`, form: { ids: young } });
  await owner.visit(`${path}?trash=yes`);
  expect(owner.page.text).toContain('What lies here for 30 days is deleted for good.');
  expect(owner.page.rows()).toHaveLength(2);
  await world.get(TrashSweep).run();
  expect((await owner.visit(`${path}/${old}`)).status).toBe(200);
  await world.daysPass(1.1);
  await world.get(TrashSweep).run();
  await owner.signsIn();
  expect((await owner.visit(`${path}/${old}`)).status).toBe(404);
  for (const id of [young, kept]) expect((await owner.visit(`${path}/${id}`)).status).toBe(200);
  await owner.visit(`${path}?trash=yes`);
  expect(owner.page.rows()).toHaveLength(1);
  const [event] = await client.events('item.trash-emptied');
  expect(event).toMatchObject({ details: { count: 1 }, capacity: 'clientele' });
});
